import type {Config} from '../../config/config.js';
import {compareSeverity, severityOf} from '../../core/alert/severity.js';
import {coarse} from '../../core/time/duration.js';
import {demandAnswer, failureReport, silentMembers} from '../answer.js';
import type {Args} from '../args.js';
import type {CommandSpec, Result, TextFormat} from '../command.js';
import type {AlertQuery, AlertsAnswer, CommandContext, FedAlert, FedAnswer, ListedAlert} from '../context.js';
import {AMTOOL_LAYOUT, goDate} from '../go-date.js';
import {listedLabels, listedName, listedState, listedSummary} from '../listed-alert.js';
import {namedBy} from '../named-sources.js';
import {type Reach, reachOf} from '../reach.js';
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
    'Lists what fires, at the Alertmanagers with the selectors of `amtool alert query`; -o json is an array in its shape. What only a feed tells of (hooks of a relay) is listed with its `source`, as an open cockpit or the relay knows it.',
  examples: ['wk alerts', `wk alerts 'severity=~"critical|high"' team=payments`, 'wk alerts --silenced -o json'],
  run: listAlerts,
};

async function listAlerts(args: Args, context: CommandContext): Promise<Result> {
  const query = queryOf(args);
  const config = await context.loadConfig(args.globals, 'text');
  const [reach, fed] = await Promise.all([reachFor(config, context), fedFor(config, query, context)]);
  const {alerts: asked, failures, silent, counts = []} = await askedOf(reach, query);
  const news = unasked(fed?.alerts ?? [], asked);
  const found = [...asked, ...news];
  const missing = [...failures, ...(fed?.failures ?? [])];
  demandAnswer(missing, (reach?.sources.length ?? 0) + answersIn(fed));
  const sources = news.length === 0 ? undefined : sourcesOf(asked, counts);
  const text = textOf({found, sources}, config, context.now());
  const {said, ...rest} = failureReport(missing);
  const notes = [...(reach?.said ?? []), ...silentMembers(silent), ...(fed?.said ?? []), ...feedNote(config), ...said];
  return {data: {json: () => found, text}, said: notes, ...rest};
}

/** As if it were so many sources: what is known although somebody does not answer is shown. */
function answersIn(fed: FedAnswer | undefined): number {
  if (fed === undefined) return 0;
  const isKnown = fed.failures.length === 0 || fed.alerts.length > 0;
  return fed.failures.length + Number(isKnown);
}

/** Where a feed is all there is, no Alertmanager is missed. */
async function reachFor(config: Config, context: CommandContext): Promise<Reach | undefined> {
  const isFedOnly = config.alertmanagers.length === 0 && config.feed !== undefined;
  if (isFedOnly && (await context.viaHolder(config)) === undefined) return undefined;
  return reachOf(config, context);
}

async function askedOf(reach: Reach | undefined, query: AlertQuery): Promise<AlertsAnswer> {
  return reach === undefined ? {alerts: [], failures: []} : reach.alerts(query);
}

/** Who names an Alertmanager with the flag asks that one, and nobody else. */
function isAskedAlone(config: Config): boolean {
  return namedBy(config) === '--alertmanager';
}

async function fedFor(config: Config, query: AlertQuery, context: CommandContext): Promise<FedAnswer | undefined> {
  return isAskedAlone(config) ? undefined : context.fedAlerts(config, query);
}

/** Who reads this list for all there is would miss what has no Alertmanager. */
function feedNote(config: Config): readonly string[] {
  if (config.feed === undefined || !isAskedAlone(config)) return [];
  return ['Note: --alertmanager names who is asked: alerts that only the feed tells of are not in this list.'];
}

/** What a relay tells of an alert that an Alertmanager listed is that alert, by whatever name the relay knows the source. */
function unasked(fed: readonly FedAlert[], asked: readonly ListedAlert[]): readonly FedAlert[] {
  if (fed.length === 0) return fed;
  const nameOf = ({fingerprint, startsAt}: ListedAlert) => `${fingerprint} ${Date.parse(startsAt)}`;
  const known = new Set(asked.map(nameOf));
  return fed.filter(alert => !known.has(nameOf(alert)));
}

type SourceNames = ReadonlyMap<ListedAlert, string>;

function sourcesOf(asked: readonly ListedAlert[], counts: NonNullable<AlertsAnswer['counts']>): SourceNames {
  const names = counts.flatMap(({source, count}) => Array.from({length: count}, () => source));
  return new Map(asked.map((alert, index) => [alert, names[index] ?? '']));
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

interface Listing {
  readonly found: readonly ListedAlert[];
  /** Sources are told where some have no Alertmanager; by alert, those that have one. */
  readonly sources: SourceNames | undefined;
}

function sourceOf(alert: ListedAlert, sources: SourceNames): string {
  return sources.get(alert) ?? ('source' in alert ? String(alert.source) : '');
}

function textOf(listing: Listing, config: Config, now: number): (format: TextFormat) => Table {
  const layout = config.dateFormat ?? AMTOOL_LAYOUT;
  const date = (at: number) => goDate(at, layout, config.ui.zone);
  return format => (format === 'simple' ? simple(listing, date) : table(listing, {config, now, format}));
}

/** As amtool prints it: oldest first. */
function simple({found, sources}: Listing, date: (at: number) => string): Table {
  const rows = found
    .map(alert => ({alert, at: Date.parse(alert.startsAt)}))
    .sort((a, b) => a.at - b.at)
    .map(({alert, at}) => [
      listedName(alert),
      date(at),
      listedSummary(alert),
      alert.status.state,
      ...(sources === undefined ? [] : [sourceOf(alert, sources)]),
    ]);
  return {headings: ['Alertname', 'Starts At', 'Summary', 'State', ...(sources === undefined ? [] : ['Source'])], rows};
}

interface Showing {
  readonly config: Config;
  readonly now: number;
  readonly format: TextFormat;
}

/** Worst first, then oldest first. */
function table({found, sources}: Listing, {config, now, format}: Showing): Table {
  const wide = format === 'wide';
  const judged = found.map(alert => ({
    alert,
    ...severityOf(alert.labels, config.severity),
    at: Date.parse(alert.startsAt),
  }));
  judged.sort((a, b) => compareSeverity(a.severity, b.severity) || a.at - b.at);
  const source = sources === undefined ? [] : ['SOURCE'];
  return {
    headings: [
      ...['SEV', 'AGE', 'STATE', 'ALERT', ...source],
      ...(wide ? ['FINGERPRINT', 'RECEIVERS'] : []),
      ...['LABELS', 'SUMMARY'],
    ],
    right: [1],
    rows: judged.map(({alert, severity, known, at}) => [
      known ? severity : `${severity}?`,
      coarse(Math.max(0, now - at)),
      listedState(alert),
      listedName(alert),
      ...(sources === undefined ? [] : [sourceOf(alert, sources)]),
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
