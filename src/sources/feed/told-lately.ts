import type {FeedAlert} from '../../core/feed/message.js';
import type {AlertEntry} from './collector.js';

/** Polls have told what is older than this, ms: telling it again would only flicker. */
const LATELY = 30_000;

/**
 * What sources that are polled here are to be told, oldest first: the newest, and of what is older that which fired and
 * resolved in one batch, since no poll may have seen it.
 */
export function toldLately(
  entries: readonly AlertEntry[],
  {polled, now}: {readonly polled: ReadonlySet<string>; readonly now: number},
): ReadonlyMap<string, readonly FeedAlert[]> {
  const from = now - LATELY;
  const ofPolled = entries.filter(({alert}) => polled.has(alert.source));
  const isPast = pastIn(ofPolled);
  const told = new Map<string, FeedAlert[]>();
  for (const {alert, at} of ofPolled) {
    if (at < from && !isPast(alert)) continue;
    const list = told.get(alert.source);
    if (list === undefined) told.set(alert.source, [alert]);
    else list.push(alert);
  }
  return told;
}

/** Whether an occurrence is told both to fire and to have resolved. */
function pastIn(entries: readonly AlertEntry[]): (alert: FeedAlert) => boolean {
  const [fired, resolved] = [new Set<string>(), new Set<string>()];
  for (const {alert} of entries) (alert.status === 'firing' ? fired : resolved).add(nameOf(alert));
  return alert => fired.has(nameOf(alert)) && resolved.has(nameOf(alert));
}

function nameOf({source, fingerprint, startsAt}: FeedAlert): string {
  return `${source} ${fingerprint} ${startsAt}`;
}
