import {isMatchingEmpty, isSameMatchers, type Matcher} from '../../core/alert/matcher.js';
import type {SilenceState} from '../../core/alert/silence.js';
import {ApiError} from './api-error.js';
import {patternTest} from './matching.js';

/** A silence as it is asked for. Times are Unix ms. */
export interface PostedSilence {
  readonly id?: string;
  readonly matchers: readonly Matcher[];
  readonly startsAt: number;
  readonly endsAt: number;
  readonly createdBy: string;
  readonly comment: string;
}

export interface StoredSilence extends PostedSilence {
  readonly id: string;
  readonly updatedAt: number;
}

const RETENTION = 120 * 3_600_000;

/** The silences a server knows. `newId` makes a UUID. */
export function silenceStore(newId: () => string) {
  const silences = new Map<string, StoredSilence>();
  const expire = (id: string, now: number) => {
    const silence = silences.get(id);
    if (!silence) throw new ApiError(404, undefined);
    const state = silenceState(silence, now);
    if (state === 'expired') return;
    const startsAt = state === 'pending' ? now : silence.startsAt;
    silences.set(id, {...silence, startsAt, endsAt: now, updatedAt: now});
  };
  return {
    get: (id: string) => silences.get(id),
    expire,
    /** Makes one, changes one in place, or ends one and makes its successor; answers the id that holds now. */
    set(posted: PostedSilence, now: number): string {
      check(posted, now);
      const previous = silences.get(posted.id ?? '');
      if (posted.id && !previous) throw new ApiError(404, 'silence not found');
      if (previous && fitsInPlace(previous, posted, now)) {
        silences.set(previous.id, {...posted, id: previous.id, updatedAt: now});
        return previous.id;
      }
      if (previous) expire(previous.id, now);
      const id = newId();
      silences.set(id, {...posted, id, startsAt: Math.max(posted.startsAt, now), updatedAt: now});
      return id;
    },
    /** All of them, what matters soonest first. */
    list(now: number): readonly StoredSilence[] {
      for (const [id, silence] of silences) if (silence.endsAt + RETENTION < now) silences.delete(id);
      return [...silences.values()].sort((a, b) => order(a, b, now));
    },
  };
}

export function silenceState(silence: PostedSilence, now: number): SilenceState {
  if (now < silence.startsAt) return 'pending';
  return now >= silence.endsAt ? 'expired' : 'active';
}

function check(posted: PostedSilence, now: number): void {
  if (posted.startsAt >= posted.endsAt)
    throw new ApiError(400, 'Failed to create silence: start time must be before end time');
  if (posted.endsAt < now) throw new ApiError(400, "Failed to create silence: end time can't be in the past");
  posted.matchers.forEach(checkMatcher);
  if (isMatchingEmpty(posted.matchers))
    throw new ApiError(400, 'invalid silence: at least one matcher must not match the empty string');
}

function checkMatcher(matcher: Matcher, index: number): void {
  if (matcher.name === '')
    throw new ApiError(400, `invalid silence: invalid label matcher ${index}: invalid label name ""`);
  if (!matcher.isRegex) return;
  try {
    patternTest(matcher.value);
  } catch (error) {
    const why = error instanceof ApiError ? error.message : String(error);
    const value = JSON.stringify(matcher.value);
    throw new ApiError(
      400,
      `invalid silence: invalid label matcher ${index}: invalid regular expression ${value}: ${why}`,
    );
  }
}

/** The rules of Alertmanager's `canUpdate`: other matchers, in any order, or another start make another silence. */
function fitsInPlace(previous: StoredSilence, posted: PostedSilence, now: number): boolean {
  if (!isSameMatchers(previous.matchers, posted.matchers)) return false;
  const state = silenceState(previous, now);
  if (state === 'pending') return posted.startsAt >= now;
  return state === 'active' && seconds(posted.startsAt) === seconds(previous.startsAt) && posted.endsAt >= now;
}

function seconds(time: number): number {
  return Math.floor(time / 1000);
}

const RANK: Readonly<Record<SilenceState, number>> = {active: 0, pending: 1, expired: 2};

function order(a: StoredSilence, b: StoredSilence, now: number): number {
  const [left, right] = [silenceState(a, now), silenceState(b, now)];
  if (left !== right) return RANK[left] - RANK[right];
  if (left === 'pending') return a.startsAt - b.startsAt;
  return left === 'active' ? a.endsAt - b.endsAt : b.endsAt - a.endsAt;
}
