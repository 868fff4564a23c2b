import {type AlertKey, alertKey} from '../alert/alert.js';
import {pagerOwners} from '../escalation/pager-owners.js';
import {changedKeys} from '../layered-map.js';
import type {WatchState} from '../watch-state.js';
import type {BoardItem} from './board.js';
import {itemsAt, shownKeys} from './items.js';

const MINUTE = 60_000;

/** The places of all alerts, kept up to date by looking only at those that a change can have touched. */
export interface ItemBook {
  readonly items: ReadonlyMap<AlertKey, BoardItem>;
  /** Goes on to this state, and answers the keys whose place is another now, or none any more. */
  follow(state: WatchState, now: number): ReadonlySet<AlertKey>;
}

export function itemBook(): ItemBook {
  const items = new Map<AlertKey, BoardItem>();
  const inhibited = new Set<AlertKey>();
  let last: Sight | undefined;

  function put(key: AlertKey, item: BoardItem | undefined): boolean {
    if (items.get(key) === item) return false;
    if (item === undefined) items.delete(key);
    else items.set(key, item);
    if (item !== undefined && item.alert.inhibitedBy.length > 0) inhibited.add(key);
    else inhibited.delete(key);
    return true;
  }

  return {
    items,
    follow(state, now) {
      const sight = {state, around: aroundAll(state, now)};
      const before = last;
      last = sight;
      const touched =
        before === undefined || !isSame(before.around, sight.around)
          ? [...items.keys(), ...shownKeys(state)]
          : touchedBetween(before.state, state, inhibited);
      const changed = new Set<AlertKey>();
      if (touched.length === 0) return changed;
      const itemOf = itemsAt(state, now);
      for (const key of touched) if (put(key, itemOf(key))) changed.add(key);
      return changed;
    },
  };
}

interface Sight {
  readonly state: WatchState;
  readonly around: readonly unknown[];
}

/** What may touch any alert. `now` counts by the minute: that is how fast a lapse is forgotten. */
function aroundAll({live, shift, settings, recording}: WatchState, now: number): readonly unknown[] {
  return [
    live.silences,
    shift.silencesSeen,
    settings,
    recording.ok,
    // Only while nothing is recorded it counts what a source has shown since.
    recording.ok ? answered(live) : live.sources,
    Math.floor(now / MINUTE),
  ];
}

/** The sources that have answered since the start, as one word: a poll that brings nothing new changes nothing here. */
function answered({sources}: WatchState['live']): string {
  return [...sources.values()].map(({source, lastGood}) => `${source} ${lastGood === undefined}`).join('\n');
}

function isSame(before: readonly unknown[], now: readonly unknown[]): boolean {
  return before.every((one, index) => Object.is(one, now[index]));
}

/** What one state has otherwise than another about single alerts. */
function touchedBetween(before: WatchState, state: WatchState, inhibited: ReadonlySet<AlertKey>): readonly AlertKey[] {
  const {live: liveBefore, shift: shiftBefore} = before;
  const {live, shift} = state;
  // What was freed is among these: it changed as it was.
  const shown = [...changedKeys(liveBefore.alerts, live.alerts), ...changedKeys(shiftBefore.firing, shift.firing)];
  return [
    ...shown,
    // They are shown with the name of the alert that inhibits them.
    ...(shown.length === 0 ? [] : inhibited),
    ...changedKeys(shiftBefore.ackOf, shift.ackOf),
    ...ownedKeys(before, state),
    ...changedKeys(shiftBefore.acks, shift.acks).flatMap(id =>
      [shiftBefore.acks.get(id), shift.acks.get(id)].flatMap(ack =>
        ack === undefined ? [] : ack.alerts.map(({fingerprint}) => alertKey({source: ack.source, fingerprint})),
      ),
    ),
  ];
}

/** What somebody has in a pager, or had: few, and nearly always none. */
function ownedKeys(before: WatchState, state: WatchState): readonly AlertKey[] {
  const [was, is] = [pagerOwners(before), pagerOwners(state)];
  return was === is ? [] : [...was.keys(), ...is.keys()];
}
