import type {Alert} from '../../core/alert/alert.js';
import type {Matcher} from '../../core/alert/matcher.js';
import {counted} from '../../core/counted.js';
import {isSilenceable, notSilenceable} from '../../core/shift/decide-silence.js';
import {OperatorError} from '../../lib/operator-error.js';
import {type Args, durationOf, prose} from '../args.js';
import type {CommandSpec, Result} from '../command.js';
import type {CommandContext} from '../context.js';
import {EXIT} from '../exit-codes.js';
import {parseMoment} from '../moment.js';
import {liveAlerts, matchersOf, sourcesOf} from '../selection.js';
import {forEachOf, orderSilence} from '../silence-outcome.js';
import {clock, iso, zoneOf} from '../times.js';
import {refused, type Work, withHands} from '../with-hands.js';

const HOUR = 3_600_000;
/** Ahead of this, ms, a start is worth telling: clocks differ a little. */
const AHEAD = 60_000;
const TIME_OF_DAY = /^\d{1,2}:\d\d$/;
/** From here on a person at a terminal is asked first. */
const MANY = 25;

export const silenceAdd: CommandSpec = {
  arguments: [{name: 'matcher', help: 'alertname=DiskFull, or a bare alert name first', variadic: true}],
  flags: [
    {name: 'comment', short: 'c', value: 'TEXT', help: "why; needed unless amtool's file says require-comment: false"},
    {name: 'duration', short: 'd', value: 'DURATION', help: 'length (1h)'},
    {name: 'start', value: 'TIME', help: 'begin later, for maintenance'},
    {name: 'end', value: 'TIME', help: 'end at this time; wins over --duration'},
    {name: 'author', short: 'a', value: 'NAME', help: 'who makes it; the operator by default'},
    {name: 'source', value: 'NAME', repeat: true, help: 'the Alertmanager, where there are several'},
    {name: 'wait', value: 'DURATION', help: 'how long to wait for the Alertmanager (60s)'},
  ],
  details: 'Makes a silence and prints its id. Times: 15:30, "2026-11-20 15:30", 2026-11-20T15:30:00Z, or 2h from now.',
  examples: [
    'wk silence add alertname=DiskFull instance=db-1 -d 2h -c "resizing the volume"',
    'wk silence add cluster=eu --start 22:00 --end 23:30 -c "planned failover"',
  ],
  run: add,
};

async function add(args: Args, context: CommandContext): Promise<Result> {
  const author = args.text('author');
  const signed = author === undefined ? args : {...args, globals: {...args.globals, operator: author}};
  const matchers = matchersOf(args.words);
  return withHands({args: signed, context, need: 'live'}, work => addThem(work, matchers));
}

async function addThem(work: Work, matchers: readonly Matcher[]): Promise<Result> {
  const {args, config, context, hands} = work;
  const comment = prose(args.text('comment') ?? '');
  if (comment === '' && config.requireComment) {
    throw new OperatorError('A silence has to say why.', {hint: 'Add --comment "...".'});
  }
  const sources = chosenSources(work);
  const hits = liveAlerts(hands.state(), matchers, sources);
  const beyond = demandSilenceable(hits, matchers, work);
  if (args.globals.dryRun) {
    return {said: [`Would silence on ${sources.join(', ')}: ${hitText(hits)}`]};
  }
  if (hits.length >= MANY && context.stdin.isTTY && !args.globals.yes) {
    if (!(await context.confirm(`${hitText(hits)} Silence them?`))) {
      return {said: ['No silence was made.'], exitCode: EXIT.refused};
    }
  }
  const result = await place(sources, {matchers, comment, hits}, work);
  return beyond.length === 0 ? result : {...result, said: [...(result.said ?? []), ...beyond]};
}

/** Alerts that fit and that nobody here can silence are named; where only those fit, a silence would be of no use. */
function demandSilenceable(
  hits: readonly Alert[],
  matchers: readonly Matcher[],
  {args, hands}: Work,
): readonly string[] {
  const state = hands.state();
  const named = args.list('source');
  const beyond = liveAlerts(state, matchers, []).filter(
    ({source}) => !isSilenceable(source, state) && (named.length === 0 || named.includes(source)),
  );
  const [first] = beyond;
  if (first === undefined) return [];
  if (hits.length === 0) throw refused(notSilenceable(first.source).refusal);
  const where = [...new Set(beyond.map(({source}) => source))].join(' and ');
  return [`${counted(beyond.length, 'alert')} in ${where} fit as well and cannot be silenced: ack them.`];
}

interface Order {
  readonly matchers: readonly Matcher[];
  readonly comment: string;
  readonly hits: readonly Alert[];
}

async function place(sources: readonly string[], {matchers, comment, hits}: Order, work: Work): Promise<Result> {
  const {config, context} = work;
  const times = timesOf(work);
  const {
    done: placed,
    said,
    exitCode,
  } = await forEachOf(sources, async source => {
    const outcome = await orderSilence({type: 'silence', source, matchers, comment, ...times}, work);
    return outcome?.state === 'placed' ? outcome : undefined;
  });
  const last = Math.max(...placed.map(({endsAt}) => endsAt));
  const first = Math.min(...placed.map(({startsAt}) => startsAt));
  const begins = first - context.now() > AHEAD ? `Begins ${clock(first, context.now(), config)}, ends` : 'Ends';
  return {
    exitCode,
    data: {
      json: () =>
        placed.map(({id, source, startsAt, endsAt}) => ({id, source, startsAt: iso(startsAt), endsAt: iso(endsAt)})),
      text: () => placed.map(({id}) => id),
    },
    said: placed.length === 0 ? said : [...said, `${hitText(hits)} ${begins} ${clock(last, context.now(), config)}.`],
  };
}

/** A silence belongs to one cluster; which one has to be said where there are several. */
function chosenSources({args, hands, sources: known}: Work): readonly string[] {
  const state = hands.state();
  const cannot = args.list('source').find(name => known.includes(name) && !isSilenceable(name, state));
  if (cannot !== undefined) throw refused(notSilenceable(cannot).refusal);
  const all = known.filter(name => isSilenceable(name, state));
  const named = sourcesOf(args.list('source'), all);
  if (named.length === 0 && all.length > 1) {
    throw new OperatorError('There are several Alertmanagers, and a silence belongs to one.', {
      hint: `Name it with --source, once for each: ${all.join(', ')}.`,
    });
  }
  return named.length === 0 ? all : named;
}

function timesOf({args, config, context}: Work): {
  readonly duration?: number;
  readonly startsAt?: number;
  readonly endsAt?: number;
} {
  const moment = (flag: string, now: number) => {
    const text = args.text(flag);
    const options = {flag: `--${flag}`, now, zone: zoneOf(config), toward: 'future'} as const;
    return text === undefined ? undefined : parseMoment(text, options);
  };
  const startsAt = moment('start', context.now());
  // Of a time of day the next one after the start is meant, as in the cockpit.
  const isTime = TIME_OF_DAY.test(args.text('end') ?? '');
  const endsAt = moment('end', isTime ? (startsAt ?? context.now()) : context.now());
  const duration = durationOf(args, 'duration') ?? HOUR;
  if (endsAt !== undefined) {
    return {endsAt, ...(startsAt === undefined ? {} : {startsAt})};
  }
  return startsAt === undefined ? {duration} : {startsAt, endsAt: startsAt + duration};
}

function hitText(hits: readonly Alert[]): string {
  return hits.length === 0 ? 'Hits no alert now.' : `Hits ${counted(hits.length, 'alert')} now.`;
}
