import type {Alert} from '../alert/alert.js';
import type {SourceHealth} from '../live/update.js';
import {hhmm} from '../time/clock-text.js';
import {brief, coarse} from '../time/duration.js';
import {neverGood, shortTrouble} from './trouble-words.js';

export type SourceTone = 'good' | 'connecting' | 'ageing' | 'blind';

/** One source in the status bar. */
export interface SourceWords {
  readonly source: string;
  readonly tone: SourceTone;
  /** Age of its last good answer: `2s`, `47s`, `3m`; empty before the first. */
  readonly age: string;
  /** That answer is no older than its rhythm allows: the next one is not due yet, or on its way. */
  readonly isFresh: boolean;
  /** Of a fresh one, in words that stay the same from poll to poll: `<10s`. An age that counts would paint each second. */
  readonly within?: string;
}

/** From here on without an answer, what is shown of a source is history. */
const BLIND = 60_000;

/** The screen's clock moves this often, ms: an answer that came since is not seen yet. */
const TICK = 1000;

/** Whether what the board shows of a source can no longer be taken for the present. */
export function isBlind(health: SourceHealth, now: number): boolean {
  if (health.state === 'connecting') return false;
  if (health.lastGood === undefined) return health.state === 'down';
  return (
    now - health.lastGood > Math.max(BLIND, 3 * health.interval) ||
    (health.state === 'down' && now - health.lastGood > BLIND)
  );
}

/** A feed that is opened again within this time, ms, has missed nothing that is worth a word. */
const REOPENED = 5_000;

/**
 * Whether no member has answered two polls in a row, or the feed that alone tells of it is closed: the operator is told
 * why at once, before the rows count as history.
 */
export function isUnheard(health: SourceHealth, now: number): boolean {
  const {state, since, lastGood, interval, members} = health;
  const isLost = state === 'down' && lastGood !== undefined;
  const isClosed = members.length === 0 && now - since > REOPENED;
  return isBlind(health, now) || (isLost && (isClosed || now - lastGood > 2 * interval));
}

export function sourceWords(health: SourceHealth, now: number): SourceWords {
  const {source, lastGood} = health;
  const age = lastGood === undefined ? '' : ageText(now - lastGood);
  if (isBlind(health, now)) return {source, tone: 'blind', age, isFresh: false};
  if (lastGood === undefined) return {source, tone: 'connecting', age, isFresh: false};
  const grace = (health.latency ?? 0) + TICK;
  const isLate = health.state === 'down' || now - lastGood > 2 * health.interval + grace;
  const isFresh = !isLate && now - lastGood <= health.interval + grace;
  const within = isFresh ? {within: withinText(health.interval + grace)} : {};
  return {source, tone: isLate ? 'ageing' : 'good', age, isFresh, ...within};
}

/** Rounded up far enough that a slower answer now and then does not change it. */
function withinText(ms: number): string {
  const tens = Math.ceil(ms / 10_000) * 10;
  return tens < 60 ? `<${tens}s` : `<${Math.ceil(tens / 60)}m`;
}

/** `eu blind 3m: connection refused (10.0.3.4:9093), retrying in 8s`. */
export function blindSentence(health: SourceHealth, now: number): string {
  return `${blindHead(health, now)}${blindWhy(health, now)}`;
}

/** The same where there is little room, with its reason in few words: `eu blind 3m: connection refused`. */
export function blindBrief(health: SourceHealth, now: number): string {
  const {trouble, lastGood} = health;
  const head = blindHead(health, now);
  const short = trouble === undefined ? '' : shortTrouble(trouble);
  const isSaid = lastGood === undefined && !head.endsWith('has not answered yet');
  return short === '' || isSaid ? head : `${head}: ${short}`;
}

function blindHead({source, lastGood, trouble}: SourceHealth, now: number): string {
  return lastGood === undefined ? neverGood(source, trouble) : `${source} blind ${ageText(now - lastGood)}`;
}

/** The end of that sentence, which gives way where room is short. A name that its beginning has is not said again. */
export function blindWhy({source, trouble, lastGood, retryAt}: SourceHealth, now: number): string {
  const said = unstopped(trouble?.message ?? '');
  const own = said.startsWith(`${source} `) ? said.slice(source.length + 1) : undefined;
  // A beginning that has the status of the answer leaves only what was answered to be told.
  const isSaid = lastGood === undefined && /\(\d{3}\)$/.test(neverGood(source, trouble));
  const rest = own !== undefined && isSaid ? (/\(\d{3}\): (.*)$/.exec(own)?.[1] ?? '') : (own ?? said);
  const why = rest === '' ? '' : `: ${rest}`;
  return `${why}${retryAt !== undefined && retryAt > now ? `, retrying in ${brief(retryAt - now)}` : ''}`;
}

/** A sentence to go on from: without its full stop. */
export function unstopped(sentence: string): string {
  return sentence.replace(/[.\s]+$/, '');
}

/** When a source's rows were true: `as of 03:38`; nothing where it never answered. */
export function asOfSentence({lastGood}: SourceHealth, zone?: string): string | undefined {
  return lastGood === undefined ? undefined : `as of ${hhmm(lastGood, zone)}`;
}

/**
 * When the members that have an alert were last heard, Unix ms, while others of their cluster answer: alerts do not go
 * from one member to the other, so nobody can say whether it still fires. Undefined while one of them answers.
 */
export function silentSince({state, members}: SourceHealth, alert: Pick<Alert, 'members'>): number | undefined {
  if (state !== 'up' || alert.members.length === 0) return undefined;
  const holders = members.filter(({name}) => alert.members.includes(name));
  if (holders.length === 0 || holders.some(({up}) => up)) return undefined;
  const heard = holders.flatMap(({lastGood}) => lastGood ?? []);
  return heard.length === 0 ? undefined : Math.max(...heard);
}

function ageText(ms: number): string {
  return ms < 60_000 ? `${Math.max(0, Math.floor(ms / 1000))}s` : coarse(ms);
}
