import type {Config} from '../../config/config.js';
import {compareSeverity, severityOf} from '../../core/alert/severity.js';
import {coarse} from '../../core/time/duration.js';
import {demandAnswer, failureReport, silentMembers} from '../answer.js';
import type {Args} from '../args.js';
import type {CommandSpec, Result, TextFormat} from '../command.js';
import type {AlertQuery, CommandContext, ListedAlert} from '../context.js';
import {AMTOOL_LAYOUT, goDate} from '../go-date.js';
import {listedLabels, listedName, listedState, listedSummary} from '../listed-alert.js';
import {reachOf} from '../reach.js';
import {matchersOf} from '../selection.js';
import type {Table} from '../table.js';

export const alerts: CommandSpec = {
  arguments: [
    {name: 'matcher', help: 'alertname=DiskFull, or a bare alert name first', optional: true, variadic: true},
  ],
  flags: [
    {name: 'active', short: 'a', help: 'alerts that notify (the default when no state is named)'},
    {name: 'silenced', short: 's', help: 'silenced alerts; acked ones are, too'},
    {name: 'inhibited', short: 'i', help: 'inhibited alerts'},
    {name: 'unprocessed', short: 'u', help: 'alerts that are not looked at yet'},
    {name: 'receiver', short: 'r', value: 'REGEX', help: 'only alerts that go to this receiver'},
  ],
  details:
    'Lists what fires, at the Alertmanagers with the selectors of `amtool alert query`; -o json is an array in its shape. Alerts that only a feed tells of are in the cockpit.',
  examples: ['wk alerts', `wk alerts 'severity=~"critical|high"' team=payments`, 'wk alerts --silenced -o json'],
  run: listAlerts,
};

async function listAlerts(args: Args, context: CommandContext): Promise<Result> {
  const query = queryOf(args);
  const config = await context.loadConfig(args.globals, 'text');
  const reach = await reachOf(config, context);
  const {alerts: found, failures, silent} = await reach.alerts(query);
  demandAnswer(failures, reach.sources.length);
  const text = textOf(found, config, context.now());
  const {said, ...rest} = failureReport(failures);
  const notes = [...reach.said, ...silentMembers(silent), ...feedNote(config), ...said];
  return {data: {json: () => found, text}, said: notes, ...rest};
}

/** Who reads this list for all there is would miss what has no Alertmanager. */
function feedNote({feed}: Config): readonly string[] {
  return feed === undefined ? [] : ['Alerts that only the feed tells of are not in this list: the cockpit has them.'];
}

function queryOf(args: Args): AlertQuery {
  const receiver = args.text('receiver');
  const named = {
    active: args.on('active'),
    silenced: args.on('silenced'),
    inhibited: args.on('inhibited'),
    unprocessed: args.on('unprocessed'),
  };
  const states = Object.values(named).includes(true) ? named : {...named, active: true};
  return {matchers: matchersOf(args.words), ...states, ...(receiver === undefined ? {} : {receiver})};
}

function textOf(found: readonly ListedAlert[], config: Config, now: number): (format: TextFormat) => Table {
  const layout = config.dateFormat ?? AMTOOL_LAYOUT;
  const date = (at: number) => goDate(at, layout, config.ui.zone);
  return format => (format === 'simple' ? simple(found, date) : table(found, {config, now, format}));
}

/** As amtool prints it: oldest first. */
function simple(found: readonly ListedAlert[], date: (at: number) => string): Table {
  const rows = found
    .map(alert => ({alert, at: Date.parse(alert.startsAt)}))
    .sort((a, b) => a.at - b.at)
    .map(({alert, at}) => [listedName(alert), date(at), listedSummary(alert), alert.status.state]);
  return {headings: ['Alertname', 'Starts At', 'Summary', 'State'], rows};
}

interface Showing {
  readonly config: Config;
  readonly now: number;
  readonly format: TextFormat;
}

/** Worst first, then oldest first. */
function table(found: readonly ListedAlert[], {config, now, format}: Showing): Table {
  const wide = format === 'wide';
  const judged = found.map(alert => ({
    alert,
    ...severityOf(alert.labels, config.severity),
    at: Date.parse(alert.startsAt),
  }));
  judged.sort((a, b) => compareSeverity(a.severity, b.severity) || a.at - b.at);
  return {
    headings: ['SEV', 'AGE', 'STATE', 'ALERT', ...(wide ? ['FINGERPRINT', 'RECEIVERS'] : []), 'LABELS', 'SUMMARY'],
    right: [1],
    rows: judged.map(({alert, severity, known, at}) => [
      known ? severity : `${severity}?`,
      coarse(Math.max(0, now - at)),
      listedState(alert),
      listedName(alert),
      ...(wide ? [alert.fingerprint, alert.receivers.map(({name}) => name).join(',')] : []),
      wide ? listedLabels(alert) : place(alert),
      listedSummary(alert),
    ]),
  };
}

/** The labels that tell most about where it is. */
const PLACES = ['service', 'job', 'instance', 'node', 'pod', 'namespace', 'cluster'];

function place({labels}: ListedAlert): string {
  let text = '';
  let found = 0;
  for (const name of PLACES) {
    const value = labels[name];
    if (value === undefined) continue;
    text += found === 0 ? `${name}=${value}` : ` ${name}=${value}`;
    found += 1;
    if (found === 2) break;
  }
  return text;
}
