import {absentParts, absentRelayParts} from '../../config/absent.js';
import type {Config} from '../../config/config.js';
import {OperatorError} from '../../lib/operator-error.js';
import type {CommandSpec, Data} from '../command.js';
import {shortAck} from '../doctor/config-checks.js';

export const configCheck: CommandSpec = {
  arguments: [],
  flags: [],
  details:
    'Says what is wrong in the configuration, on which line, and what would be right; also which secrets and certificates\nthat it names are not there, and what is wrong with the templates of messages. Exit code 2 when something is.',
  async run(args, context) {
    const config = await context.loadConfig(args.globals);
    const absent = await absentParts(config, context.env);
    if (absent.length > 0) {
      throw new OperatorError(
        ['The configuration names what is not there:', ...absent.map(text => `  ${text}`)].join('\n'),
        {hint: 'Put it there, or name another place. Without it nothing of that service can be asked.'},
      );
    }
    const faults = await context.hookFaults(config);
    if (faults.length > 0) {
      throw new OperatorError(['The relay cannot start with this:', ...faults.map(text => `  ${text}`)].join('\n'), {
        hint: 'See the README for what a hook can be told.',
      });
    }
    const wrong = await context.templateFaults(config);
    if (wrong.length > 0) {
      throw new OperatorError(
        ['Messages cannot be written as they should be:', ...wrong.map(text => `  ${text}`)].join('\n'),
        {
          hint: 'Correct it, or take it out of the folder of `templates`.',
        },
      );
    }
    const missing = await absentRelayParts(config, context.env);
    const {text, next} = shortAck(config) ?? {};
    return {
      data: shown(config),
      said: [
        ...missing.map(text => `Note: ${text} Where \`wk relay\` runs, it must be there.`),
        ...config.remarks.map(remark => `Note: ${remark}.`),
        ...(text === undefined ? [] : [`Note: ${text}. ${next}`]),
        'The configuration is good.',
      ],
    };
  },
};

function shown(config: Config): Data {
  const lines = [
    config.file === undefined ? `no file at ${config.path}; nothing in it is needed` : `file: ${config.file}`,
    `operator: ${config.operator} (from ${config.origins.operator})`,
    `state: ${config.stateDir}`,
    ...config.alertmanagers.map(
      ({name, urls}) => `alertmanager ${name}: ${urls.join(', ')} (from ${config.origins.alertmanagers})`,
    ),
    ...(config.alertmanagers.length === 0 ? ['alertmanager: none'] : []),
    ...(config.prometheus === undefined ? [] : [`prometheus: ${config.prometheus.url}`]),
    ...config.targets.map(({name, kind}) => `target ${name}: ${kind}`),
    ...(config.feed === undefined ? [] : [`feed: ${config.feed.url}`]),
    ...(config.relay?.alertmanagers ?? []).map(({name, urls}) => `relay polls ${name}: ${urls.join(', ')}`),
    ...(config.runbooks.roots.length === 0 ? [] : [`runbooks: ${config.runbooks.roots.join(', ')}`]),
    ...(config.schedules.length === 0
      ? []
      : [`schedules: ${config.schedules.map(({schedule}) => schedule.name).join(', ')}`]),
  ];
  return {
    json: () => ({
      file: config.file ?? null,
      operator: config.operator,
      state: config.stateDir,
      alertmanagers: config.alertmanagers.map(({name, urls}) => ({name, urls})),
      targets: config.targets.map(({name, kind}) => ({name, kind})),
      warnings: [...config.warnings, ...config.remarks],
    }),
    text: () => lines,
    prose: true,
  };
}
