import type {Config} from '../../config/config.js';
import {counted} from '../../lib/counted.js';
import {demandAnswer, failureReport, silentMembers} from '../answer.js';
import type {Args} from '../args.js';
import type {CommandSpec, Result} from '../command.js';
import type {CommandContext, ListedAlert} from '../context.js';
import {ANY_STATE, listedLabels, listedName, listedState} from '../listed-alert.js';
import {matchersOf, sourcesOf} from '../selection.js';
import {demandAlertmanager} from '../with-hands.js';

export const silencePreview: CommandSpec = {
  arguments: [{name: 'matcher', help: 'alertname=DiskFull, or a bare alert name first', variadic: true}],
  flags: [{name: 'source', value: 'NAME', repeat: true, help: 'only this Alertmanager'}],
  details: 'Shows the alerts that a silence with these matchers would hit now. Changes nothing.',
  examples: [`wk silence preview 'alertname=~"Disk.*"' cluster=eu`],
  run: preview,
};

async function preview(args: Args, context: CommandContext): Promise<Result> {
  const matchers = matchersOf(args.words);
  const loaded = await context.loadConfig(args.globals, 'text');
  demandAlertmanager(loaded);
  const config = onlySources(loaded, sourcesOf(args.list('source'), loaded));
  const {alerts, failures, silent} = await context.queryAlerts(config, {matchers, ...ANY_STATE});
  demandAnswer(failures, config.alertmanagers.length);
  const {said, ...rest} = failureReport(failures);
  return {
    data: {
      json: () => alerts,
      text: () => ({
        headings: ['STATE', 'ALERT', 'LABELS'],
        rows: alerts.map(alert => [listedState(alert), listedName(alert), listedLabels(alert)]),
      }),
    },
    said: [...silentMembers(silent), ...said, countOf(alerts)],
    ...rest,
  };
}

function onlySources(config: Config, names: readonly string[]): Config {
  return names.length === 0
    ? config
    : {...config, alertmanagers: config.alertmanagers.filter(({name}) => names.includes(name))};
}

/** `Hits 4 alerts now: 3 active, 1 silenced.` */
function countOf(alerts: readonly ListedAlert[]): string {
  const counts = new Map<string, number>();
  for (const alert of alerts) {
    counts.set(listedState(alert), (counts.get(listedState(alert)) ?? 0) + 1);
  }
  const parts = [...counts].map(([state, count]) => `${count} ${state}`).join(', ');
  return alerts.length === 0 ? 'Hits no alert now.' : `Hits ${counted(alerts.length, 'alert')} now: ${parts}.`;
}
