import type {Silence} from '../../core/alert/silence.js';
import {OperatorError} from '../../lib/operator-error.js';
import {durationOf} from '../args.js';
import type {CommandSpec, Result} from '../command.js';
import {findSilence} from '../find-silence.js';
import {parseMoment} from '../moment.js';
import {sourcesOf} from '../selection.js';
import {forEachOf, orderSilence} from '../silence-outcome.js';
import {clock, iso, zoneOf} from '../times.js';
import {type Work, withHands} from '../with-hands.js';

export const silenceExtend: CommandSpec = {
  arguments: [{name: 'id', help: 'a silence, or the beginning of its id', variadic: true}],
  flags: [
    {name: 'duration', short: 'd', value: 'DURATION', help: 'add this to its present end'},
    {name: 'until', value: 'TIME', help: 'end at this time'},
    {name: 'source', value: 'NAME', repeat: true, help: 'only this Alertmanager'},
    {name: 'wait', value: 'DURATION', help: 'how long to wait for the Alertmanager (60s)'},
  ],
  details: [
    'Moves the end of silences in place, so that their ids stay, and prints the resulting ends. --duration 1h adds one',
    "hour to the present end and so never shortens (amtool's `silence update -d 1h` ends it one hour after its start).",
  ].join(' '),
  examples: ['wk silence extend 3b3e9b55 -d 1h', 'wk silence extend 3b3e9b55 --until 15:30'],
  run: (args, context) => withHands({args, context, need: 'live'}, extendThem),
};

async function extendThem(work: Work): Promise<Result> {
  const {args, config, context, hands} = work;
  const sources = sourcesOf(args.list('source'), work.sources);
  const endOf = newEnd(work);
  const silences = args.words.map(id => findSilence(id, hands.state(), sources));
  const time = (ms: number) => clock(ms, context.now(), config);
  if (args.globals.dryRun) {
    return {
      said: silences.map(
        silence => `Would move the end of ${silence.id} from ${time(silence.endsAt)} to ${time(endOf(silence))}.`,
      ),
    };
  }
  const {done: moved, said, exitCode} = await forEachOf(silences, silence => extendOne(silence, endOf(silence), work));
  return {
    exitCode,
    data: {
      json: () => moved.map(({id, source, endsAt}) => ({id, source, endsAt: iso(endsAt)})),
      text: () => moved.map(({id, endsAt}) => `${id} until ${time(endsAt)}`),
    },
    said: [
      ...said,
      ...moved.flatMap(({id, was}) => (id === was ? [] : [`The Alertmanager gave ${was} the new id ${id}.`])),
    ],
  };
}

interface Moved {
  readonly id: string;
  readonly was: string;
  readonly source: string;
  readonly endsAt: number;
}

async function extendOne({id, source}: Silence, endsAt: number, work: Work): Promise<Moved> {
  const outcome = await orderSilence({type: 'extend-silence', source, silence: id, endsAt}, work);
  return outcome?.state === 'placed'
    ? {id: outcome.id, was: id, source, endsAt: outcome.endsAt}
    : {id, was: id, source, endsAt};
}

function newEnd({args, config, context}: Work): (silence: Silence) => number {
  const duration = durationOf(args, 'duration');
  const until = args.text('until');
  if ((duration === undefined) === (until === undefined)) {
    throw new OperatorError('Say how far: --duration or --until, one of them.', {
      hint: 'See `wk silence extend --help`.',
    });
  }
  if (until === undefined) {
    return silence => silence.endsAt + (duration ?? 0);
  }
  const end = parseMoment(until, {flag: '--until', now: context.now(), zone: zoneOf(config), toward: 'future'});
  return () => end;
}
