import {absolutePath} from '../config/places.js';
import type {NamedAlert} from '../core/runbook/shelf.js';
import {demandAnswer} from './answer.js';
import type {Args} from './args.js';
import type {CommandContext} from './context.js';
import {say} from './output.js';
import {reachOf} from './reach.js';
import type {RunbookWork} from './runbook-roots.js';
import {judgeOf, matchersOf} from './selection.js';

export const RULES_FLAG = {
  name: 'rules',
  value: 'FILE',
  repeat: true,
  help: 'take the alerts of a Prometheus rules file instead of those that fire',
} as const;

/** The alerts a command is about, one for each name and runbook: those of rules files, or else those that fire. */
export async function namedAlerts(
  args: Args,
  context: CommandContext,
  {config, shelf}: RunbookWork,
): Promise<readonly NamedAlert[]> {
  const matchers = matchersOf(args.words);
  const rules = args.list('rules').map(path => absolutePath(path, context.cwd, context.home));
  if (rules.length > 0) {
    const fits = judgeOf(matchers);
    const found = await Promise.all(rules.map(path => shelf.rules(path)));
    return distinct(found.flat().filter(({labels}) => fits(labels)));
  }
  const reach = await reachOf(config, context);
  const query = {matchers, active: true, silenced: true, inhibited: true, unprocessed: true};
  const {alerts, failures} = await reach.alerts(query);
  demandAnswer(failures, reach.sources.length);
  for (const line of reach.said) say(line, context);
  return distinct(alerts);
}

function distinct(alerts: readonly NamedAlert[]): readonly NamedAlert[] {
  const keys = alerts.map(({labels, annotations}) =>
    [labels.alertname, annotations.runbook_url, annotations.runbook].join('\n'),
  );
  return alerts.filter((_, index) => keys.indexOf(keys[index] ?? '') === index);
}
