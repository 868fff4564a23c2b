import type {Alert, AlertKey} from '../alert/alert.js';
import {type Silence, silenceKey} from '../alert/silence.js';
import {alertOfOccurrence} from '../board/remembered.js';
import {nothingLive} from '../live/observe.js';
import type {SourceHealth} from '../live/update.js';
import {type Fact, type FactOf, isFact} from '../shift/fact.js';
import type {ShiftState} from '../shift/state.js';
import type {LiveState} from '../watch-state.js';

/** What facts say of silences that the state leaves out. */
export type SilencesPlaced = ReadonlyMap<string, FactOf<'silence.placed'>>;

export function silencesPlaced(facts: readonly Fact[]): SilencesPlaced {
  const placed = new Map<string, FactOf<'silence.placed'>>();
  for (const fact of facts) {
    if (isFact(fact, 'silence.placed')) placed.set(silenceKey({source: fact.source, id: fact.silence}), fact);
  }
  return placed;
}

/**
 * What the sources showed at a moment (Unix ms), as far as the facts up to it tell. What has not changed is the same
 * object as in the moment before.
 */
export function replayedLive(shift: ShiftState, at: number, placed: SilencesPlaced): LiveState {
  return {
    ...nothingLive,
    alerts: alertsIn(shift.firing),
    silences: kept(silencesOf, shift.silencesSeen, () => silencesIn(shift, {at, placed})),
    sources: new Map(sourcesIn(shift).map(source => [source, healthOf(source, shift, at)])),
  };
}

const alertsOf = new WeakMap<ShiftState['firing'], LiveState['alerts']>();
const silencesOf = new WeakMap<ShiftState['silencesSeen'], LiveState['silences']>();

function kept<K extends object, V>(known: WeakMap<K, V>, key: K, make: () => V): V {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}

function alertsIn(firing: ShiftState['firing']): ReadonlyMap<AlertKey, Alert> {
  return kept(
    alertsOf,
    firing,
    () => new Map([...firing].map(([key, occurrence]) => [key, alertOfOccurrence(occurrence)])),
  );
}

function silencesIn(
  {silencesSeen}: ShiftState,
  {at, placed}: {readonly at: number; readonly placed: SilencesPlaced},
): ReadonlyMap<string, Silence> {
  const silences = [...silencesSeen].flatMap(([key, {endsAt, createdBy, comment}]): Silence[] => {
    const fact = placed.get(key);
    if (fact === undefined) return [];
    const {source, silence: id, matchers, startsAt} = fact;
    const state = startsAt > at ? 'pending' : 'active';
    return [{source, id, matchers, startsAt, endsAt, updatedAt: startsAt, createdBy, comment, state}];
  });
  return new Map(silences.map(silence => [silenceKey(silence), silence]));
}

function sourcesIn({servers, firing, lost, watchdogSeen}: ShiftState): readonly string[] {
  const firingAt = [...firing.values()].map(({source}) => source);
  return [...new Set([...servers.keys(), ...watchdogSeen, ...lost.keys(), ...firingAt])].sort();
}

function healthOf(source: string, {lost, servers}: ShiftState, at: number): SourceHealth {
  const since = lost.get(source);
  const up = since === undefined;
  const members = (servers.get(source) ?? []).map(name => ({name, up}));
  const health = {source, since: since ?? at, lastGood: since ?? at, interval: 0, members};
  if (up) return {...health, state: 'up'};
  const trouble = {kind: 'unreachable', message: 'it did not answer then', hint: ''} as const;
  return {...health, state: 'down', trouble};
}
