import {configJsonSchema} from '../../config/json-schema.js';
import type {CommandSpec} from '../command.js';

export const configSchema: CommandSpec = {
  arguments: [],
  flags: [],
  details: 'Prints what the configuration file may hold, as JSON Schema for an editor.',
  examples: ['wk config schema > ~/.config/watchkeeper/schema.json'],
  async run(_, context) {
    const schema = configJsonSchema(await context.targetKinds(), await context.hookKinds());
    return {data: {json: () => schema, text: () => [JSON.stringify(schema, null, 2)]}};
  },
};
