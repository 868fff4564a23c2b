import {deliveriesOfShift} from '../../core/escalation/deliveries.js';
import type {Delivery} from '../../core/escalation/delivery.js';
import type {WatchState} from '../../core/watch-state.js';
import {OperatorError} from '../../lib/operator-error.js';
import {type Args, durationOf} from '../args.js';
import type {CommandSpec, Result} from '../command.js';
import type {CommandContext} from '../context.js';
import {deliveriesExit, deliveryJson, deliveryLine, errorOf, hintsOf} from '../deliveries.js';
import {EXIT} from '../exit-codes.js';
import {clock} from '../times.js';
import {refused, type Work, withHands} from '../with-hands.js';

const WAIT = 60_000;
/** Between two looks at what is being sent, ms. */
const LOOK = 200;

export const deliveries: CommandSpec = {
  arguments: [
    {
      name: 'action',
      help: '`flush` sends now what waits, `stop` ends one; left out, they are listed',
      optional: true,
      choices: ['flush', 'stop'],
    },
    {name: 'id', help: 'of the delivery to stop', optional: true},
  ],
  flags: [{name: 'wait', value: 'DURATION', help: 'how long `flush` waits until they are sent (60s)'}],
  details: 'Lists what was sent to targets during the shift and what is still to be sent.',
  examples: ['wk deliveries', 'wk deliveries -o json', 'wk deliveries flush', 'wk deliveries stop dlv-3k5h2a'],
  run: (args, context) => {
    const [action, id] = args.words;
    if (action === 'flush') return flush(args, context);
    return action === 'stop' ? stop(id, args, context) : list(args, context);
  },
};

async function list(args: Args, context: CommandContext): Promise<Result> {
  const config = await context.loadConfig(args.globals);
  const all = deliveriesOfShift(await context.readState(config)).toReversed();
  return {
    data: {
      json: () => all.map(deliveryJson),
      text: () => ({
        headings: ['ID', 'ASKED', 'STATE', 'TARGET', 'WHAT', 'TRIES', 'ERROR'],
        rows: all.map(one => [
          one.delivery,
          clock(one.requestedAt, context.now(), config),
          one.stopped === true ? 'stopped' : one.state,
          one.target,
          one.verb === 'create' ? one.title : `${one.verb} ${one.title}`,
          String(one.attempts),
          errorOf(one) ?? '',
        ]),
        right: [5],
      }),
    },
  };
}

function waiting({shift}: WatchState): readonly Delivery[] {
  return [...shift.deliveries.values()].filter(one => one.state === 'requested' && one.origin === shift.origin);
}

async function flush(args: Args, context: CommandContext): Promise<Result> {
  return withHands({args, context, need: 'state', sends: true}, async work => {
    const {hands} = work;
    const ids = waiting(hands.state()).map(({delivery}) => delivery);
    if (ids.length === 0) return {said: ['Nothing waits to be sent.'], data: {json: () => [], text: () => []}};
    const outcome = await hands.dispatch({type: 'flush-deliveries'});
    if (!outcome.ok) throw refused(outcome.refusal);
    await untilSettled(ids, work);
    const now = ids.flatMap(id => hands.state().shift.deliveries.get(id) ?? []);
    return {
      exitCode: deliveriesExit(now),
      data: {json: () => now.map(deliveryJson), text: () => now.map(deliveryLine), prose: true},
      said: hintsOf(now),
    };
  });
}

async function untilSettled(ids: readonly string[], {args, context, hands}: Work): Promise<void> {
  const until = context.now() + (durationOf(args, 'wait') ?? WAIT);
  const isOpen = () => ids.some(id => hands.state().shift.deliveries.get(id)?.state === 'requested');
  while (isOpen() && context.now() < until && !context.signal.aborted) {
    await new Promise<void>(resolve => setTimeout(resolve, LOOK));
  }
}

async function stop(id: string | undefined, args: Args, context: CommandContext): Promise<Result> {
  if (id === undefined) {
    throw new OperatorError('Which delivery is to be stopped?', {hint: 'List them with `wk deliveries`.'});
  }
  return withHands({args, context, need: 'state', recordsOnly: true}, async ({hands}) => {
    const outcome = await hands.dispatch({type: 'stop-delivery', delivery: id});
    if (!outcome.ok) throw refused(outcome.refusal);
    const one = hands.state().shift.deliveries.get(id);
    return {
      exitCode: EXIT.done,
      data: {
        json: () => (one === undefined ? null : deliveryJson(one)),
        text: () => (one === undefined ? [] : [deliveryLine(one)]),
        prose: true,
      },
    };
  });
}
