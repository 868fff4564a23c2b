import {counted} from '../counted.js';
import type {FeedHealth} from '../feed/team.js';
import {coarse} from '../time/duration.js';
import type {SourceTone} from './source-words.js';
import {unstopped} from './source-words.js';

/** The feed in the status bar. */
export interface FeedWords {
  readonly tone: SourceTone;
  /** How long a message is on its way: `14ms`; or since when it is down: `3m`; and whether the relay would go on. */
  readonly text: string;
}

/** Lags are told in steps of so many ms, so that an idle board stays still. */
const STEP = 50;

/** Without the feed polling still tells everything, later: so it is late, and never blind. */
export function feedWords(health: FeedHealth, now: number, lease = ''): FeedWords {
  const {tone, text} = wordsOf(health, now);
  return {tone, text: [text, lease].filter(word => word !== '').join(' ')};
}

function wordsOf(health: FeedHealth, now: number): FeedWords {
  if (health.state === 'connecting') return {tone: 'connecting', text: ''};
  if (health.state === 'down') return {tone: 'ageing', text: coarse(now - health.since)};
  if (health.waits !== undefined) return {tone: 'ageing', text: `${health.waits} wait`};
  const tone = health.degraded === undefined ? 'good' : 'ageing';
  return {tone, text: health.lag === undefined ? '' : lagText(health.lag)};
}

function lagText(ms: number): string {
  if (ms < STEP) return `<${STEP}ms`;
  return ms < 1_000 ? `${Math.round(ms / STEP) * STEP}ms` : `${(ms / 1_000).toFixed(1)}s`;
}

/** Why the feed cannot be counted on, as a sentence; undefined where it can. */
export function feedSentence(health: FeedHealth, now: number): string | undefined {
  if (health.state === 'down') {
    const why = health.trouble === undefined ? '' : `: ${unstopped(health.trouble.message)}`;
    return `No feed for ${coarse(now - health.since)}${why}. ${health.trouble?.hint ?? ''}`.trimEnd();
  }
  return health.degraded === undefined ? undefined : `The relay ${health.name} is degraded: ${health.degraded}`;
}

/** What is not on this board although the relay knows of it, in words to go on from; undefined where it passes all on. */
export function heldBackWords({name, state, waits}: FeedHealth): string | undefined {
  if (state !== 'up' || waits === undefined) return undefined;
  if (waits === 0) return `what hooks tell the relay ${name} does not reach this board`;
  const [wait, are] = waits === 1 ? ['waits', 'is'] : ['wait', 'are'];
  return `${counted(waits, 'entry', 'entries')} of hooks ${wait} at the relay ${name} and ${are} not on this board`;
}
