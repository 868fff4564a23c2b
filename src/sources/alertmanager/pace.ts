import {backoff} from '../../lib/backoff.js';
import type {MemberView} from './member.js';

/** When a member is asked again. All times in ms. */
export interface PaceOptions {
  /** The interval as configured. */
  readonly poll: number;
  /** 0 up to 1. */
  readonly random: () => number;
}

const JITTER = 0.1;
const WIDEST = 300_000;
const LEAST_PAUSE = 250;
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;
const LONGEST_OVERLOAD = 60_000;

/** The interval in force: a poll may fill half of it and no more, or it would crowd out everybody else. */
export function intervalOf(view: Pick<MemberView, 'latency'>, poll: number): number {
  return Math.min(WIDEST, Math.max(poll, 2 * (view.latency ?? 0)));
}

/** How long after the beginning of a good poll the next one begins. Jitter only shortens it. */
export function nextAfterGood(view: Pick<MemberView, 'latency'>, options: PaceOptions): number {
  return intervalOf(view, options.poll) * (1 - JITTER * options.random());
}

/** How long after the end of a failed poll the next one begins: full jitter, up to half a minute, more when overloaded. */
export function nextAfterFailure(view: Pick<MemberView, 'failures' | 'trouble'>, options: PaceOptions): number {
  const overloaded = view.trouble?.kind === 'overloaded';
  const first = overloaded ? options.poll : Math.min(options.poll, FIRST_PAUSE);
  const most = overloaded ? LONGEST_OVERLOAD : LONGEST_PAUSE;
  return Math.max(LEAST_PAUSE, backoff(view.failures, {first, most}, options.random));
}
