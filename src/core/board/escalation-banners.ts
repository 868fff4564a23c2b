import {announcedSend} from '../escalation/announced-send.js';
import {loudDeliveries} from '../escalation/deliveries.js';
import type {Delivery} from '../escalation/delivery.js';
import {deliveryWords} from '../escalation/delivery-words.js';
import {type DueLevel, dueLevels} from '../escalation/due-levels.js';
import {brief as briefly, countdown} from '../time/duration.js';
import type {WatchState} from '../watch-state.js';
import type {Banner} from './banner-shape.js';

/** What is paged by itself within seconds, unless somebody stops it. */
export function announcedBanner(state: WatchState, now: number): readonly Banner[] {
  const [first, ...others] = dueLevels(state, now).announced;
  if (first === undefined) return [];
  const more = others.length === 0 ? '' : `, and ${others.length} more`;
  const why = ` about ${first.severity} ${first.title}${more}`;
  // What is left to the relay is not sent from here: both in one picture would be a lie.
  const {by, at} = announcedSend(first, state, now);
  const time = countdown(Math.max(0, at - now));
  const level = levelText(first);
  if (by === 'here') {
    const text = `In ${time} ${level} is paged by itself${why}`;
    const brief = `In ${time} ${first.level} is paged`;
    return [{kind: 'sending', tone: 'alarm', text, why, brief, hint: 'ctrl-x stops it.'}];
  }
  const who = `${at > now ? `In ${time} the` : 'The'} relay, if it acts, pages`;
  const text = `${who} ${level}${why}`;
  const hint = 'ctrl-x stops it, there once the relay hears of that.';
  return [{kind: 'sending', tone: 'alarm', text, why, brief: `${who} ${first.level}`, hint}];
}

/** What did not arrive: a failed page is never quiet. */
export function undeliveredBanners(state: WatchState, now: number): readonly Banner[] {
  const {waiting, lost} = loudDeliveries(state, now);
  return [...lostBanner(lost), ...retriedBanner(waiting, now)];
}

function lostBanner([first, ...others]: readonly Delivery[]): readonly Banner[] {
  if (first === undefined) return [];
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  const why = `: ${first.trouble?.reason ?? 'it could not be sent in time'}`;
  const text = `NOT SENT to ${first.target}${more}, ${first.title}${why}`;
  const hint = ':deliveries shows it; there r sends it again, x gives it up.';
  return [{kind: 'undelivered', tone: 'alarm', text, why, brief: `NOT SENT to ${first.target}${more}${why}`, hint}];
}

function retriedBanner(waiting: readonly Delivery[], now: number): readonly Banner[] {
  const [first, ...others] = waiting.filter(({trouble}) => trouble !== undefined);
  if (first === undefined) return [];
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  const why = `: ${first.trouble?.reason}`;
  const text = `Not sent yet to ${first.target}${more}, ${deliveryWords(first, now).state}${why}`;
  return [{kind: 'undelivered', tone: 'warning', text, why, brief: text, hint: ':deliveries shows it.'}];
}

/** Levels that are due and wait for somebody to call them. */
export function dueLevelBanner(state: WatchState, now: number): readonly Banner[] {
  const {first, waiting} = dueLevels(state, now);
  if (first === undefined) return [];
  const more = waiting === 1 ? '' : `, and ${waiting - 1} more`;
  const why = `, ${CLOCKS[first.clock]} for ${briefly(Math.max(0, now - first.since))}${more}`;
  const text = `Escalation is due: ${levelText(first)} for ${first.severity} ${first.title}${why}`;
  const tone = first.severity === 'P1' || first.severity === 'P2' ? 'warning' : 'notice';
  const brief = `Due: ${first.level} for ${first.severity} ${first.title}${more}`;
  return [{kind: 'due-level', tone, text, why, brief, hint: 'e on it opens its ladder.'}];
}

function levelText({level, who}: DueLevel): string {
  return who.length === 0 ? level : `${level} (${who.join(', ')})`;
}

const CLOCKS: Readonly<Record<DueLevel['clock'], string>> = {
  unacked: 'not acked',
  'no-progress': 'no progress',
  unresolved: 'not resolved',
};
