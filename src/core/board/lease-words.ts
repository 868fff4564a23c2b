import {isActedFor} from '../lease/acting.js';
import {quietSince, sendsByItself} from '../lease/own-lease.js';
import {hhmm, hhmmss} from '../time/clock-text.js';
import {brief} from '../time/duration.js';
import type {WatchState} from '../watch-state.js';
import type {Banner} from './banner-shape.js';

/** Of the lease beside the feed: somebody would go on, or may be doing so now; empty where nobody would. */
export function leaseMark(state: WatchState, now: number): string {
  const lease = state.team?.lease;
  if (lease === undefined || lease.state === 'none') return '';
  return quietSince(state, now) === undefined ? 'backed' : 'relay acts';
}

/** Who acts when this cockpit is gone, as a sentence; undefined where no relay would. */
export function leaseSentence(state: WatchState, now: number): string | undefined {
  const lease = state.team?.lease;
  if (lease === undefined || lease.state === 'none') return undefined;
  if (quietSince(state, now) !== undefined) return quietText(state, now);
  const {length, policies, targets} = lease.terms;
  const calls = policies.length === 0 || targets.length === 0 ? ', but calls nobody' : ' and calls others';
  const until = lease.state === 'held' ? ` Held until ${hhmmss(lease.until, state.settings.ui.timeZone)}.` : '';
  return `When it does not hear of this cockpit for ${brief(length)}, the relay keeps your acks${calls}.${until}`;
}

const A_MOMENT = 3_000;

/** What is not sent from here has to be said. */
export function leaseBanner(state: WatchState, now: number): readonly Banner[] {
  const quiet = quietSince(state, now);
  if (quiet === undefined) return actedBanner(state, now);
  if (state.settings.policies.length === 0) return [];
  // A cockpit that opens hears of its relay a moment later.
  if (!isActedFor(state) && now - quiet.since < A_MOMENT) return [];
  const hint =
    'What you ask for by hand is sent; `wk deliveries flush` sends what waits. Look at the relay and the line.';
  return [{kind: 'lease', tone: 'warning', text: quietText(state, now), hint}];
}

/** So long, ms, whoever comes back is told that somebody acted meanwhile. */
const NEWS = 15 * 60_000;

/** What was done meanwhile is in the log and on the ladders: who comes back has to know that there is something. */
function actedBanner({shift, settings}: WatchState, now: number): readonly Banner[] {
  const acted = shift.leases.get(shift.origin)?.acted;
  if (acted === undefined || now - acted.to >= NEWS) return [];
  const zone = settings.ui.timeZone;
  const span = `${hhmm(acted.from, zone)} to ${hhmm(acted.to, zone)}`;
  const text = `The relay acted for you from ${span}`;
  const brief = `The relay acted for you ${span}`;
  return [{kind: 'lease', tone: 'notice', text, brief, hint: 'l shows it; e whom it called.'}];
}

function quietText(state: WatchState, now: number): string {
  const since = hhmm(quietSince(state, now)?.since ?? now, state.settings.ui.timeZone);
  const sends = sendsByItself(state, now);
  if (sends === 'repeats')
    return `The relay was not heard for long (since ${since}): what a target can tell from its repeat is sent from here again, the rest waits for you`;
  const own = sends === 'rest' ? 'only what it cannot send is sent' : 'nothing is sent';
  return isActedFor(state) || isSaidToAct(state, now)
    ? `The relay acts for you since ${since}: ${own} by itself from here until it hands back`
    : `The relay was not heard since ${since} and may be acting for you: ${own} by itself from here`;
}

/** The fact of its taking over may come later than its word. */
function isSaidToAct({team}: WatchState, now: number): boolean {
  const lease = team?.lease;
  return lease?.state === 'quiet' && now - (lease.actingAt ?? Number.NEGATIVE_INFINITY) < lease.terms.length;
}
