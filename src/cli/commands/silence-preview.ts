import {counted} from '../../core/counted.js';
import {demandAnswer, failureReport, silentMembers} from '../answer.js';
import type {Args} from '../args.js';
import type {CommandSpec, Result} from '../command.js';
import type {CommandContext, ListedAlert} from '../context.js';
import {ANY_STATE, listedLabels, listedName, listedState} from '../listed-alert.js';
import {reachOf} from '../reach.js';
import {matchersOf, sourcesOf} from '../selection.js';

export const silencePreview: CommandSpec = {
  arguments: [{name: 'matcher', help: 'alertname=DiskFull, or a bare alert name first', variadic: true}],
  flags: [{name: 'source', value: 'NAME', repeat: true, help: 'only this Alertmanager'}],
  details: 'Shows the alerts that a silence with these matchers would hit now. Changes nothing.',
  examples: [`wk silence preview 'alertname=~"Disk.*"' cluster=eu`],
  run: preview,
};

async function preview(args: Args, context: CommandContext): Promise<Result> {
  const matchers = matchersOf(args.words);
  const reach = await reachOf(await context.loadConfig(args.globals, 'text'), context);
  const only = sourcesOf(args.list('source'), reach.sources);
  const {alerts, failures, silent} = await reach.alerts({matchers, ...ANY_STATE}, only);
  demandAnswer(failures, only.length === 0 ? reach.sources.length : only.length);
  const {said, ...rest} = failureReport(failures);
  return {
    data: {
      json: () => alerts,
      text: () => ({
        headings: ['STATE', 'ALERT', 'LABELS'],
        rows: alerts.map(alert => [listedState(alert), listedName(alert), listedLabels(alert)]),
      }),
    },
    said: [...reach.said, ...silentMembers(silent), ...said, countOf(alerts)],
    ...rest,
  };
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
