import {type Alert, type AlertKey, alertKey} from '../alert/alert.js';
import {copyOf} from '../layered-map.js';
import type {LiveState} from '../watch-state.js';

interface Seen {
  readonly changed: readonly Alert[];
  readonly gone: readonly AlertKey[];
  /** Unix ms. */
  readonly at: number;
}

/**
 * When alerts were first seen free of what had held them back. One that is gone, held again or fires anew is none any
 * more.
 */
export function freedAlerts({alerts, freed}: LiveState, {changed, gone, at}: Seen): LiveState['freed'] {
  let next: Map<AlertKey, number> | undefined;
  const writable = () => {
    next ??= copyOf(freed);
    return next;
  };
  for (const key of gone) if (freed.has(key)) writable().delete(key);
  for (const alert of changed) {
    const key = alertKey(alert);
    const before = alerts.get(key);
    const isSame = before?.startsAt === alert.startsAt;
    if (isSame && isHeldBack(before) && !isHeldBack(alert)) writable().set(key, at);
    else if (freed.has(key) && (!isSame || isHeldBack(alert))) writable().delete(key);
  }
  return next ?? freed;
}

function isHeldBack({silencedBy, inhibitedBy, mutedBy}: Alert): boolean {
  return silencedBy.length + inhibitedBy.length + mutedBy.length > 0;
}
