import {type Alert, alertKey, alertName} from '../../core/alert/alert.js';
import {dispositionOf} from '../../core/alert/disposition.js';
import type {Matcher} from '../../core/alert/matcher.js';
import {counted} from '../../core/counted.js';
import type {Delivery} from '../../core/escalation/delivery.js';
import {decideAck} from '../../core/shift/decide-ack.js';
import {isRefusal} from '../../core/shift/decision.js';
import type {Fact} from '../../core/shift/fact.js';
import type {WatchState} from '../../core/watch-state.js';
import {type AckReport, ackReports} from '../ack-reports.js';
import {durationOf, prose} from '../args.js';
import type {CommandSpec, Result} from '../command.js';
import {deliveriesExit, deliveryJson, hintsOf, placeLine, settleDeliveries} from '../deliveries.js';
import {EXIT, type ExitCode} from '../exit-codes.js';
import {parseMoment} from '../moment.js';
import {liveAlerts, matchersOf, nothingFits, sourcesOf} from '../selection.js';
import {clock, iso, zoneOf} from '../times.js';
import {refused, type Work, withHands} from '../with-hands.js';

const WAIT = 60_000;
/** How long pagers and rooms are waited for that hear of the ack, ms. */
const PLACES_WAIT = 15_000;
/** From here on a person at a terminal is asked first. */
const MANY = 25;

export const ack: CommandSpec = {
  arguments: [{name: 'matcher', help: 'alertname=DiskFull, or a bare alert name first', variadic: true}],
  flags: [
    {name: 'comment', short: 'c', value: 'TEXT', help: 'what the silence says after its mark; %NOW% is the time'},
    {name: 'duration', short: 'd', value: 'DURATION', help: 'length of the silence, extended while the alert fires'},
    {name: 'until', value: 'TIME', help: 'end of the ack, even while the alert still fires'},
    {name: 'single', help: 'one silence for each alert instead of one for each group'},
    {name: 'source', value: 'NAME', repeat: true, help: 'only alerts of this Alertmanager'},
    {name: 'wait', value: 'DURATION', help: 'how long to wait for the silence (60s)'},
  ],
  details:
    'Acks every alert that fits, one silence for each group. Alerts that are acked already stay as they are, so that running it again changes nothing.',
  examples: ['wk ack alertname=DiskFull instance=db-1', `wk ack 'severity=~"critical|high"' --comment "on it, INC-42"`],
  async run(args, context) {
    const matchers = matchersOf(args.words);
    return withHands({args, context, need: 'live'}, work => ackThem(work, matchers));
  },
};

async function ackThem(work: Work, matchers: readonly Matcher[]): Promise<Result> {
  const {args, context, hands} = work;
  const alerts = liveAlerts(hands.state(), matchers, sourcesOf(args.list('source'), work.sources));
  if (alerts.length === 0) {
    throw nothingFits(hands.state(), matchers);
  }
  const timing = timingOf(work);
  if (args.globals.dryRun) {
    return {said: wouldAck(alerts, work)};
  }
  if (alerts.length >= MANY && context.stdin.isTTY && !args.globals.yes) {
    if (!(await context.confirm(`Ack ${counted(alerts.length, 'alert')}?`))) {
      return {said: ['Nothing was acked.'], exitCode: EXIT.refused};
    }
  }
  const comment = args.text('comment');
  const outcome = await hands.dispatch({
    type: 'ack',
    alerts: alerts.map(alertKey),
    ...(comment === undefined ? {} : {comment: prose(comment)}),
    ...timing,
    ...(args.on('single') ? {single: true} : {}),
  });
  if (!outcome.ok) {
    throw refused(outcome.refusal);
  }
  const settled = outcome.facts.length === 0 ? [] : await settle(outcome.facts, work);
  const places = await settleDeliveries(outcome.facts, hands, durationOf(args, 'wait') ?? PLACES_WAIT);
  return withPlaces(
    report(ackReports([...outcome.facts, ...settled]), held(alerts, outcome.facts, work), work),
    places,
  );
}

/** How many alerts are named before the rest are only counted. */
const NAMED = 20;

/** What would be done, by the very rules by which it is done. */
function wouldAck(alerts: readonly Alert[], {args, hands, config, context}: Work): readonly string[] {
  const command = {type: 'ack', alerts: alerts.map(alertKey), ...(args.on('single') ? {single: true} : {})} as const;
  const asking = {at: context.now(), by: config.operator, newId: (prefix: string) => prefix};
  const decision = decideAck(command, hands.state(), asking);
  if (isRefusal(decision)) throw refused(decision.refusal);
  const silences = decision.filter(fact => fact.type === 'ack.requested').length;
  if (silences === 0)
    return [`Would ack nothing: ${counted(alerts.length, 'alert')} fit, and somebody has all of them.`];
  const more = alerts.length > NAMED ? [`  and ${alerts.length - NAMED} more`] : [];
  return [
    `Would ack ${counted(alerts.length, 'alert')} with ${counted(silences, 'silence')}:`,
    ...alerts.slice(0, NAMED).map(alert => `  ${describe(alert)}`),
    ...more,
  ];
}

async function settle(facts: readonly Fact[], {args, hands}: Work): Promise<readonly Fact[]> {
  return (await hands.settle(facts, durationOf(args, 'wait') ?? WAIT)).facts;
}

/** Nobody extends the ack of a command that runs alone: with an end in mind, its silence is that long from the start. */
function timingOf({args, config, context, hands}: Work): {readonly duration?: number; readonly until?: number} {
  const duration = durationOf(args, 'duration');
  const text = args.text('until');
  if (text === undefined) {
    return duration === undefined ? {} : {duration};
  }
  const now = context.now();
  const until = parseMoment(text, {flag: '--until', now, zone: zoneOf(config), toward: 'future'});
  if (hands.role === 'writer') {
    return {until, duration: duration ?? until - now};
  }
  return {until, ...(duration === undefined ? {} : {duration})};
}

interface Held {
  readonly alert: Alert;
  readonly by: string;
  readonly endsAt?: number;
}

/** The alerts that somebody had already. */
function held(alerts: readonly Alert[], facts: readonly Fact[], {context, hands}: Work): readonly Held[] {
  const fresh = new Set(
    ackReports(facts).flatMap(({source, fingerprints}) => fingerprints.map(one => `${source}/${one}`)),
  );
  return alerts
    .filter(alert => !fresh.has(alertKey(alert)))
    .map(alert => {
      const {owner, by, endsAt} = dispositionOf(alert, hands.state(), context.now());
      return {alert, by: owner ?? by ?? 'somebody', ...(endsAt === undefined ? {} : {endsAt})};
    });
}

function report(reports: readonly AckReport[], already: readonly Held[], {config, context, hands}: Work): Result {
  const time = (ms: number) => clock(ms, context.now(), config);
  const kept = already.map(({alert, by, endsAt}) => ({
    text: `${describe(alert)}: already acked by ${by}${endsAt === undefined ? '' : ` until ${time(endsAt)}`}`,
    json: {
      source: alert.source,
      fingerprint: alert.fingerprint,
      by,
      ...(endsAt === undefined ? {} : {endsAt: iso(endsAt)}),
    },
  }));
  const placed = reports.filter(({state}) => state === 'placed');
  const ends = placed.flatMap(({endsAt}) => endsAt ?? []);
  const alone = hands.role === 'writer' && ends.length > 0;
  return {
    exitCode: worst(reports),
    data: {
      json: () => ({acks: reports.map(jsonOf), already: kept.map(({json}) => json)}),
      text: () => [...reports.map(one => lineOf(one, time)), ...kept.map(({text}) => text)],
      prose: true,
    },
    said: [
      ...reports.flatMap(({hint}) => (hint === undefined ? [] : [hint])),
      ...apartNotes([...placed, ...already.map(({alert}) => alert)], hands.state()),
      ...(alone ? [`Nobody extends this: it lapses at ${time(Math.min(...ends))} unless a cockpit runs by then.`] : []),
    ],
  };
}

/** Where members do not know each other, the silence is at one of them and nowhere else. */
function apartNotes(acked: readonly Pick<Alert, 'source'>[], {live}: WatchState): readonly string[] {
  const sources = new Set(acked.map(({source}) => source).filter(source => live.sources.get(source)?.apart === true));
  return [...sources].map(
    source => `The members of ${source} are not one cluster: what one of them holds back, the others go on notifying.`,
  );
}

/** What the ack came to at pagers and in rooms, each for itself. */
function withPlaces(result: Result, places: readonly Delivery[]): Result {
  const {data, exitCode = EXIT.done, said = []} = result;
  if (places.length === 0 || data === undefined) return result;
  return {
    exitCode: exitCode === EXIT.done ? deliveriesExit(places) : exitCode,
    data: {
      json: () => ({...(data.json() as object), places: places.map(deliveryJson)}),
      text: () => [...(data.text('table') as readonly string[]), ...places.map(placeLine)],
      prose: true,
    },
    said: [...said, ...hintsOf(places)],
  };
}

function lineOf(one: AckReport, time: (ms: number) => string): string {
  switch (one.state) {
    case 'placed':
      if (one.carrier !== undefined)
        return `${one.title}: acked by a word to the team, ${one.source} cannot be silenced`;
      return `${one.title}: acked until ${time(one.endsAt ?? 0)} by silence ${one.silence} at ${one.member}`;
    case 'failed':
      return `${one.title}: not acked: ${one.reason}`;
    case 'taken':
      return `${one.title}: ${one.reason ?? 'somebody else was first'}, and has it`;
    default:
      return `${one.title}: recorded, the silence is not placed yet${one.reason === undefined ? '' : `: ${one.reason}`}`;
  }
}

function jsonOf({endsAt, ...one}: AckReport): unknown {
  return {...one, ...(endsAt === undefined ? {} : {endsAt: iso(endsAt)})};
}

function worst(reports: readonly AckReport[]): ExitCode {
  if (reports.some(({state}) => state === 'failed')) {
    return EXIT.failed;
  }
  return reports.some(({state}) => state === 'requested') ? EXIT.unreachable : EXIT.done;
}

function describe(alert: Alert): string {
  const {instance, service, job} = alert.labels;
  const where = instance ?? service ?? job;
  return where === undefined ? alertName(alert) : `${alertName(alert)} ${where}`;
}
