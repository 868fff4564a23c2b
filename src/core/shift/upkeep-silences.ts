import {tokenOf} from '../alert/ack-matchers.js';
import {type Silence, silenceKey} from '../alert/silence.js';
import {serverAhead} from '../live/server-time.js';
import type {WatchState} from '../watch-state.js';
import {ackSilences} from './ack-silences.js';
import type {Reconcile} from './command.js';
import type {NewFact} from './decision.js';

/**
 * Records silences that others made or ended, each once, and finds our own again that were placed but not yet recorded
 * so (a crash, or an answer that never came).
 */
export function upkeepOfSilences(command: Reconcile, state: WatchState, now: number): NewFact[] {
  const touched = command.silences ?? allOf(command.source, state);
  const seen = touched.flatMap(key => {
    const silence = state.live.silences.get(key);
    return silence === undefined ? [] : factsOf(silence, state);
  });
  if (command.silencesRead !== true) return seen;
  return [...seen, ...ackSilences(command.source, state, now), ...ended(command.source, state, now)];
}

function allOf(source: string, state: WatchState): readonly string[] {
  return [...state.live.silences.values()].filter(silence => silence.source === source).map(silenceKey);
}

function factsOf(silence: Silence, state: WatchState): NewFact[] {
  const known = state.shift.silencesSeen.get(silenceKey(silence));
  if (silence.state === 'expired') return known === undefined ? [] : [endedFact(silence.source, silence.id, state)];
  const token = tokenOf(silence.comment);
  if (token !== undefined && state.shift.acks.get(token)?.origin === state.shift.origin) return [];
  const order = token === undefined ? undefined : state.shift.orders.get(token);
  if (known !== undefined && known.endsAt === silence.endsAt) return [];
  return [placedFact(silence, order === undefined || order.op !== 'create' ? undefined : order.token)];
}

function placedFact(silence: Silence, token: string | undefined): NewFact {
  return {
    type: 'silence.placed',
    ...(token === undefined ? {} : {token}),
    source: silence.source,
    silence: silence.id,
    matchers: [...silence.matchers],
    startsAt: silence.startsAt,
    endsAt: silence.endsAt,
    createdBy: silence.createdBy,
    comment: silence.comment,
    ours: token !== undefined,
  };
}

/** Silences the facts hold to be in force that the source no longer lists, or whose end has passed. */
function ended(source: string, state: WatchState, now: number): NewFact[] {
  return [...state.shift.silencesSeen].flatMap(([key, seen]) => {
    if (!key.startsWith(`${source}/`)) return [];
    const live = state.live.silences.get(key);
    if (live !== undefined || seen.endsAt > now + serverAhead(state, source)) return [];
    return [endedFact(source, key.slice(source.length + 1), state)];
  });
}

function endedFact(source: string, silence: string, state: WatchState): NewFact {
  const ours = [...state.shift.acks.values()].some(ack => ack.source === source && ack.silence?.id === silence);
  return {type: 'silence.expired', source, silence, ours};
}
