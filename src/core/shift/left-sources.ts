import type {WatchState} from '../watch-state.js';
import type {Ack, ShiftState} from './state.js';

/** A source that the log has something open of, and that is not watched here. Times are Unix ms. */
export interface LeftSource {
  readonly source: string;
  /** Alerts that fired when it was last watched. */
  readonly alerts: number;
  /** Acks of this journal that nobody keeps while it is not watched. */
  readonly acks: readonly Ack[];
  /** What was asked of it and is not done yet. */
  readonly waiting: number;
  /** When something of it was last recorded, as far as what is open tells. */
  readonly seenAt: number;
}

/** Whether a source is one of those that this process watches. One that only reads the log watches none, and sets none apart. */
export function isWatched(source: string, {live}: Pick<WatchState, 'live'>): boolean {
  return live.sources.size === 0 || live.sources.has(source);
}

/** The sources that were watched before, with another configuration or under another name, by name. */
export function leftSources(state: Pick<WatchState, 'live' | 'shift'>): readonly LeftSource[] {
  const found = openSources(state.shift);
  return [...found.values()].filter(({source}) => !isWatched(source, state));
}

/**
 * Sources that the log has something open of and that only a feed can tell of: they are not polled here, and no servers of
 * theirs were ever met.
 */
export function fedSources(shift: ShiftState, polled: readonly string[]): readonly string[] {
  return [...openSources(shift).keys()].filter(source => !polled.includes(source) && !hasServers(source, shift));
}

/** Whether servers of a source were ever met: then it is one that is asked, here or elsewhere. */
export function hasServers(source: string, {servers}: Pick<ShiftState, 'servers'>): boolean {
  return (servers.get(source)?.length ?? 0) > 0;
}

const openOf = new WeakMap<ShiftState, ReadonlyMap<string, LeftSource>>();

interface Firing {
  alerts: number;
  seenAt: number;
}

/** How many alerts fire at each source, and when the last of them was seen first. */
function firingOf(firing: ShiftState['firing']): ReadonlyMap<string, Firing> {
  const found = new Map<string, Firing>();
  for (const {source, seenAt} of firing.values()) {
    const known = found.get(source);
    if (known === undefined) found.set(source, {alerts: 1, seenAt});
    else {
      known.alerts += 1;
      known.seenAt = Math.max(known.seenAt, seenAt);
    }
  }
  return found;
}

/** What is open of each source, made once for each state. */
function openSources(shift: ShiftState): ReadonlyMap<string, LeftSource> {
  const known = openOf.get(shift);
  if (known) return known;
  const open = new Map<string, LeftSource>();
  const add = (source: string, how: (before: LeftSource) => LeftSource) =>
    open.set(source, how(open.get(source) ?? {source, alerts: 0, acks: [], waiting: 0, seenAt: 0}));
  const seen = (before: LeftSource, at: number) => Math.max(before.seenAt, at);
  for (const [source, {alerts, seenAt}] of firingOf(shift.firing))
    add(source, before => ({...before, alerts, seenAt: seen(before, seenAt)}));
  for (const ack of shift.acks.values()) {
    if (ack.origin !== shift.origin || (ack.status === 'ended' && !ack.silenceOpen)) continue;
    const at = ack.endedAt ?? ack.silence?.placedAt ?? ack.requestedAt;
    const held = (before: LeftSource) =>
      ack.status === 'placed' ? {acks: [...before.acks, ack]} : {waiting: before.waiting + 1};
    add(ack.source, before => ({...before, ...held(before), seenAt: seen(before, at)}));
  }
  for (const order of shift.orders.values())
    if (order.origin === shift.origin) add(order.source, before => ({...before, waiting: before.waiting + 1}));
  openOf.set(shift, open);
  return open;
}
