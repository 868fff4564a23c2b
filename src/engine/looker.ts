import type {StoreApi} from 'zustand/vanilla';
import type {Alert, AlertKey} from '../core/alert/alert.js';
import type {Clock, Lookups} from '../core/ports.js';
import type {Lookup, WatchState} from '../core/watch-state.js';

/** An answer is fresh for this long, in ms. */
const FRESH = 30_000;
const KEPT = 50;

/** Looks up curve and changes for an alert that was opened, each by itself: one that fails does not hide the other. */
export function createLooker(parts: {
  readonly store: StoreApi<WatchState>;
  readonly lookups: Lookups;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}): {look(key: AlertKey): void} {
  const underWay = new Set<AlertKey>();
  const look = async (key: AlertKey, alert: Alert) => {
    const [series, changes] = await Promise.allSettled([
      parts.lookups.series?.(alert, parts.signal),
      parts.lookups.changes?.(alert, parts.signal),
    ]);
    const lookup: Lookup = {
      at: parts.clock.now(),
      ...(series.status === 'fulfilled' && series.value !== undefined ? {series: series.value} : {}),
      ...(changes.status === 'fulfilled' && changes.value !== undefined ? {changes: changes.value} : {}),
      ...troubleOf([series, changes]),
    };
    if (!parts.signal.aborted) remember(parts.store, key, lookup);
  };
  return {
    look: key => {
      const {live, lookups} = parts.store.getState();
      const alert = live.alerts.get(key);
      const known = lookups.get(key);
      if (alert === undefined || underWay.has(key) || (known !== undefined && parts.clock.now() - known.at < FRESH))
        return;
      underWay.add(key);
      void look(key, alert).finally(() => underWay.delete(key));
    },
  };
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
  return {trouble: failed.reason instanceof Error ? failed.reason.message : String(failed.reason)};
}
