import {deliveriesOfShift, sameAgain, standingAt} from '../../core/escalation/deliveries.js';
import type {Delivery} from '../../core/escalation/delivery.js';
import type {WatchState} from '../../core/watch-state.js';
import {OperatorError} from '../../lib/operator-error.js';
import {type Args, durationOf} from '../args.js';
import type {CommandSpec, Result} from '../command.js';
import type {CommandContext} from '../context.js';
import {deliveriesExit, deliveriesOf, deliveryJson, deliveryLine, errorOf, hintsOf} from '../deliveries.js';
import {EXIT} from '../exit-codes.js';
import {clock} from '../times.js';
import {withToldOfLog} from '../told-of-log.js';
import {refused, type Work, withHands} from '../with-hands.js';

const WAIT = 60_000;
/** Between two looks at what is being sent, ms. */
const LOOK = 200;

export const deliveries: CommandSpec = {
  arguments: [
    {
      name: 'action',
      help: '`flush` sends now what waits, `retry` sends one again, `stop` ends one; left out, they are listed',
      optional: true,
      choices: ['flush', 'retry', 'stop'],
    },
    {name: 'id', help: 'of the delivery to send again or to stop', optional: true},
  ],
  flags: [{name: 'wait', value: 'DURATION', help: 'how long `flush` and `retry` wait until it is sent (60s)'}],
  details:
    'Lists what was sent to targets during the shift and what is still to be sent. `retry` asks once more, with the same key,\nfor what was not sent; `stop` also gives up such a one, so that nothing reminds of it any more.',
  examples: ['wk deliveries', 'wk deliveries -o json', 'wk deliveries flush', 'wk deliveries stop dlv-3k5h2a'],
  run: (args, context) => {
    const [action, id] = args.words;
    if (action === 'flush') return flush(args, context);
    if (action === 'retry') return retry(id, args, context);
    return action === 'stop' ? stop(id, args, context) : list(args, context);
  },
};

async function list(args: Args, context: CommandContext): Promise<Result> {
  const config = await context.loadConfig(args.globals);
  const now = context.now();
  const state = await context.readState(config);
  const all = deliveriesOfShift(state)
    .toReversed()
    .map(one => standingAt(one, now));
  const result: Result = {
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
  return withToldOfLog(result, state, {config, context});
}

function waiting({shift}: WatchState): readonly Delivery[] {
  return [...shift.deliveries.values()].filter(one => one.state === 'requested' && one.origin === shift.origin);
}

async function flush(args: Args, context: CommandContext): Promise<Result> {
  return withHands({args, context, need: 'state', sends: true}, async work => {
    const {hands} = work;
    const ids = waiting(hands.state()).map(({delivery}) => delivery);
    if (ids.length === 0) return {said: ['Nothing waits to be sent.'], data: {json: () => [], text: () => []}};
    return flushed(ids, work);
  });
}

async function flushed(ids: readonly string[], work: Work): Promise<Result> {
  const outcome = await work.hands.dispatch({type: 'flush-deliveries'});
  if (!outcome.ok) throw refused(outcome.refusal);
  await untilSettled(ids, work);
  return outcomeOf(ids, work);
}

/** How these stand now. */
function outcomeOf(ids: readonly string[], {hands}: Work): Result {
  const now = ids.flatMap(id => hands.state().shift.deliveries.get(id) ?? []);
  return {
    exitCode: deliveriesExit(now),
    data: {json: () => now.map(deliveryJson), text: () => now.map(deliveryLine), prose: true},
    said: hintsOf(now),
  };
}

async function untilSettled(ids: readonly string[], {args, context, hands}: Work): Promise<void> {
  const until = context.now() + (durationOf(args, 'wait') ?? WAIT);
  const isOpen = () => ids.some(id => hands.state().shift.deliveries.get(id)?.state === 'requested');
  while (isOpen() && context.now() < until && !context.signal.aborted) {
    await new Promise<void>(resolve => setTimeout(resolve, LOOK));
  }
}

async function retry(id: string | undefined, args: Args, context: CommandContext): Promise<Result> {
  if (id === undefined) {
    throw new OperatorError('Which delivery is to be sent again?', {hint: 'List them with `wk deliveries`.'});
  }
  return withHands({args, context, need: 'state', sends: true}, async work => {
    const {hands} = work;
    const one = hands.state().shift.deliveries.get(id);
    if (one === undefined) {
      throw refused({
        code: 'not-found',
        message: `There is no delivery ${id}.`,
        hint: 'List them with `wk deliveries`.',
      });
    }
    if (one.state === 'sent') return {said: [`${one.title} is at ${one.target} already.`], exitCode: EXIT.refused};
    if (one.state === 'requested') return flushed([id], work);
    const outcome = await hands.dispatch({type: 'deliver', deliveries: [sameAgain(one)]});
    if (!outcome.ok) throw refused(outcome.refusal);
    await hands.settle(outcome.facts, durationOf(args, 'wait') ?? WAIT);
    return outcomeOf(
      deliveriesOf(outcome.facts, hands.state()).map(({delivery}) => delivery),
      work,
    );
  });
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
