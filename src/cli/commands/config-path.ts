import {configPlace} from '../../config/load-config.js';
import type {CommandSpec} from '../command.js';

export const configPath: CommandSpec = {
  arguments: [],
  flags: [],
  details: 'Prints where the configuration file is, or would be.',
  async run({globals}, {env, cwd, home}) {
    const {path} = configPlace({flags: globals, env, cwd, home});
    return {data: {json: () => ({path}), text: () => [path]}};
  },
};
