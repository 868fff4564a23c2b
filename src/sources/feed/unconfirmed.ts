import type {Alert} from '../../core/alert/alert.js';
import type {SourceHealth} from '../../core/live/update.js';
import type {Poll} from './pulse.js';

/** An alert that fires by the word of the feed, and when that was told last, Unix ms. */
export interface Held {
  readonly alert: Alert;
  readonly toldAt: number;
}

/**
 * What stays although a snapshot lacks it: a stream that was made anew (then, Unix ms) knows nothing of what was told
 * before, so that this fires on until somebody says otherwise.
 */
export function keptUnconfirmed(known: Iterable<Held>, anewAt: number | undefined): readonly Held[] {
  return [...known].flatMap(({alert, toldAt}): Held[] => {
    const since = alert.unconfirmedSince ?? anewAt;
    return since === undefined ? [] : [{alert: {...alert, unconfirmedSince: since}, toldAt}];
  });
}

/** How many alerts nobody has told again, and since when; nothing where there are none. */
export function unconfirmedIn(alerts: Iterable<Held>): Pick<SourceHealth, 'unconfirmed'> {
  const all = [...alerts].flatMap(({alert}) => alert.unconfirmedSince ?? []);
  return all.length === 0 ? {} : {unconfirmed: {since: Math.min(...all), alerts: all.length}};
}

/** A missing alert has ended only when it was missing for so long, ms. */
const GRACE = 60_000;

/** Whether a look at its Alertmanager, well after the stream was made anew, would have shown it. */
export function isSeenToEnd({unconfirmedSince}: Alert, poll: Poll | undefined): boolean {
  if (unconfirmedSince === undefined || poll?.source.age === undefined || poll.source.state !== 'up') return false;
  return poll.at - poll.source.age - unconfirmedSince >= Math.max(GRACE, 2 * poll.source.interval);
}
