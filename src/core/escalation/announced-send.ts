import {isActedFor} from '../lease/acting.js';
import {quietSince, STOPS_AT, sendsByItself} from '../lease/own-lease.js';
import {countdown} from '../time/duration.js';
import type {WatchState} from '../watch-state.js';

/** Who pages a level that is announced, and when, Unix ms. */
export interface AnnouncedSend {
  readonly by: 'here' | 'relay';
  readonly at: number;
}

/** What is left to the relay is not sent from here: it goes out when the relay acts, and not before. */
export function announcedSend({sendsAt}: {readonly sendsAt: number}, state: WatchState, now: number): AnnouncedSend {
  const quiet = quietSince(state, now);
  if (quiet === undefined || sendsByItself(state, now) !== 'nothing') return {by: 'here', at: sendsAt};
  if (isActedFor(state) || quiet.actingAt !== undefined) return {by: 'relay', at: sendsAt};
  return {by: 'relay', at: Math.max(sendsAt, quiet.since + (1 - STOPS_AT) * quiet.terms.length)};
}

/** `pages lead in 0:24`, `relay pages lead in 0:24`, or `relay, if it acts, pages lead` where that time is over. */
export function announcedWords(
  one: {readonly level: string; readonly sendsAt: number},
  state: WatchState,
  now: number,
): string {
  const {by, at} = announcedSend(one, state, now);
  const when = countdown(Math.max(0, at - now));
  if (by === 'here') return `pages ${one.level} in ${when}`;
  return at > now ? `relay pages ${one.level} in ${when}` : `relay, if it acts, pages ${one.level}`;
}
