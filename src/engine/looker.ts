import type {StoreApi} from 'zustand/vanilla';
import type {Alert, AlertKey} from '../core/alert/alert.js';
import {hasCurve} from '../core/alert/has-curve.js';
import type {Clock, Lookups} from '../core/ports.js';
import type {Lookup, WatchState} from '../core/watch-state.js';
import {plainText} from '../lib/plain-text.js';
import {sharedChanges} from './shared-changes.js';

/** An answer is fresh for this long, in ms; one without a curve, because the alert is too young for one, not so long. */
const FRESH = 30_000;
const FRESH_WITHOUT_CURVE = 5_000;
const KEPT = 50;
const LONGEST_TROUBLE = 300;

/** Looks up curve and changes for an alert that was opened, each by itself: one that fails does not hide the other. */
export function createLooker(parts: {
  readonly store: StoreApi<WatchState>;
  readonly lookups: Lookups;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}): {look(key: AlertKey): void} {
  const underWay = new Set<AlertKey>();
  const {series, changes} = parts.lookups;
  const askChanges = changes === undefined ? undefined : sharedChanges(changes, parts.clock);
  const look = async (key: AlertKey, alert: Alert) => {
    const asked = {series: series?.(alert, parts.signal), changes: askChanges?.(alert, parts.signal)};
    // The curve does not wait for a command that takes its time; until there is a new one, the last one stays.
    const note = (more: Partial<Lookup>) => {
      if (parts.signal.aborted) return;
      const {trouble: _old, ...before} = parts.store.getState().lookups.get(key) ?? {};
      remember(parts.store, key, {...before, at: parts.clock.now(), ...more});
    };
    const early = asked.series?.then(
      found => found !== undefined && note({series: found}),
      () => undefined,
    );
    const results = await Promise.allSettled([asked.series, asked.changes, early]);
    const found = results[1].status === 'fulfilled' ? results[1].value : undefined;
    note({...found, ...troubleOf(results)});
  };
  return {
    look: key => {
      const {live, lookups} = parts.store.getState();
      const alert = live.alerts.get(key);
      const known = lookups.get(key);
      if (alert === undefined || underWay.has(key) || (known !== undefined && isFresh(known, parts.clock.now())))
        return;
      underWay.add(key);
      void look(key, alert).finally(() => underWay.delete(key));
    },
  };
}

function isFresh({at, series}: Lookup, now: number): boolean {
  return now - at < (hasCurve(series) ? FRESH : FRESH_WITHOUT_CURVE);
}

function remember(store: StoreApi<WatchState>, key: AlertKey, lookup: Lookup): void {
  const lookups = new Map(store.getState().lookups);
  lookups.delete(key);
  lookups.set(key, lookup);
  for (const oldest of lookups.keys()) {
    if (lookups.size <= KEPT) break;
    lookups.delete(oldest);
  }
  store.setState({lookups});
}

function troubleOf(results: readonly PromiseSettledResult<unknown>[]): Pick<Lookup, 'trouble'> {
  const failed = results.find(result => result.status === 'rejected');
  if (failed === undefined || failed.status !== 'rejected') return {};
  // A line of the screen: what a library says of a failure may be several, with what a program printed in them.
  const said = failed.reason instanceof Error ? failed.reason.message : String(failed.reason);
  return {trouble: plainText(said.replace(/\s+/g, ' ').trim(), {maxLength: LONGEST_TROUBLE})};
}
