import type {Matcher} from '../../core/alert/matcher.js';
import {counted} from '../../core/counted.js';
import {type StayingAck, stayingAcks} from '../../core/escalation/give-back.js';
import {decideRelease} from '../../core/shift/decide-ack.js';
import {isRefusal} from '../../core/shift/decision.js';
import {isFact} from '../../core/shift/fact.js';
import {durationOf} from '../args.js';
import type {CommandSpec, Result} from '../command.js';
import {deliveriesExit, deliveryJson, hintsOf, placeLine, settleDeliveries} from '../deliveries.js';
import {EXIT} from '../exit-codes.js';
import {knownAlerts, matchersOf, nothingFits, sourcesOf} from '../selection.js';
import {refused, type Work, withHands} from '../with-hands.js';

const WAIT = 60_000;
/** How long rooms are waited for that hear of it, ms. */
const PLACES_WAIT = 10_000;

export const release: CommandSpec = {
  arguments: [{name: 'matcher', help: 'alertname=DiskFull, or a bare alert name first', variadic: true}],
  flags: [
    {name: 'source', value: 'NAME', repeat: true, help: 'only alerts of this Alertmanager'},
    {name: 'wait', value: 'DURATION', help: 'how long to wait for the silence to end (60s)'},
  ],
  details:
    'Ends the acks that hold these alerts, and their silences with them, and takes the acknowledgement back at pagers; those\nthat cannot do that are named. Alerts that nobody holds stay as they are.',
  examples: ['wk release alertname=DiskFull'],
  async run(args, context) {
    const matchers = matchersOf(args.words);
    return withHands({args, context, need: 'live'}, work => releaseThem(work, matchers));
  },
};

async function releaseThem({args, hands, sources}: Work, matchers: readonly Matcher[]): Promise<Result> {
  const keys = knownAlerts(hands.state(), matchers, sourcesOf(args.list('source'), sources));
  if (keys.length === 0) {
    throw nothingFits(hands.state(), matchers);
  }
  const {acks, ackOf} = hands.state().shift;
  const titleOf = (ack: string) => acks.get(ack)?.title ?? ack;
  if (args.globals.dryRun) {
    const held = new Set(keys.flatMap(key => ackOf.get(key) ?? []));
    const decision = decideRelease({type: 'release', alerts: keys}, hands.state());
    if (isRefusal(decision)) throw refused(decision.refusal);
    if (held.size === 0) return {said: ['None of these alerts is acked; nothing would be changed.']};
    return {said: [`Would release ${counted(held.size, 'ack')}:`, ...[...held].map(ack => `  ${titleOf(ack)}`)]};
  }
  const outcome = await hands.dispatch({type: 'release', alerts: keys});
  if (!outcome.ok) {
    throw refused(outcome.refusal);
  }
  const ended = outcome.facts.filter(fact => isFact(fact, 'ack.ended'));
  if (ended.length === 0) {
    return {said: ['None of these alerts is acked; nothing was changed.'], data: nothing};
  }
  const {settled} = await hands.settle(outcome.facts, durationOf(args, 'wait') ?? WAIT);
  const places = await settleDeliveries(outcome.facts, hands, PLACES_WAIT);
  const staying = stayingAcks(
    ended.map(({ack}) => ack),
    hands.state(),
  );
  return {
    exitCode: settled ? deliveriesExit(places) : EXIT.unreachable,
    data: {
      json: () => ({
        released: ended.map(({ack}) => ({ack, title: titleOf(ack)})),
        places: [...places.map(deliveryJson), ...staying.map(stayingJson)],
      }),
      text: () => [
        ...ended.map(({ack}) => `${titleOf(ack)}: released`),
        ...places.map(placeLine),
        ...staying.map(({target, reason}) => `${target}: STAYS acknowledged there: ${reason}`),
      ],
    },
    said: [
      ...(settled ? [] : ['The release is recorded; the silence at the Alertmanager has not ended yet.']),
      ...hintsOf(places),
      ...(staying.length === 0 ? [] : [STAYS]),
    ],
  };
}

const STAYS =
  'What stays acknowledged calls nobody there any more: take it back there by hand, or page somebody with `wk escalate`.';

/** In the shape of a delivery, though nothing was sent. */
function stayingJson({target, kind, title, reason}: StayingAck): unknown {
  return {target, kind, verb: 'release', state: 'unsupported', title, error: reason};
}

const nothing = {json: () => ({released: [], places: []}), text: () => []};
