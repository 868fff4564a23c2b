import type {Ack} from '../shift/state.js';
import type {WatchState} from '../watch-state.js';
import {isAckComment} from './ack-matchers.js';
import {type Alert, type AlertKey, alertKey, type Labels} from './alert.js';
import {compileMatchers} from './matcher.js';
import type {Silence} from './silence.js';
import {startedAt} from './started.js';

/** How long a row keeps saying that it was held before. */
const LATELY = 2 * 60 * 60_000;
export interface Lapse {
  readonly by: string;
  readonly at: number;
  readonly was: 'acked' | 'silenced';
  /** Somebody ended it before its time; who, no source tells. */
  readonly early: boolean;
  /** The ack was in our journal, so that its end is known to be a lapse where nobody ended it. */
  readonly ours: boolean;
}

type Known = Pick<WatchState, 'live' | 'shift' | 'settings'>;

/** Who held an alert that nobody holds now, where that ended lately and not because its owner gave it back. */
export function lapseOf(alert: Alert, state: Known, now: number): Lapse | undefined {
  const acks = endedAcks(state.shift.acks);
  const ended = acks.size === 0 ? undefined : acks.get(alertKey(alert));
  if (ended?.endedAt !== undefined && isSame(ended, alert) && isLately(ended.endedAt, now)) {
    return ended.endReason === 'released'
      ? undefined
      : {
          by: ended.by,
          at: ended.endedAt,
          was: 'acked',
          early: ended.endReason !== 'lapsed',
          ours: true,
        };
  }
  const silence = endedSilence(alert, state, now);
  if (!silence) return undefined;
  const prefixes = [state.settings.ack.prefix, ...state.settings.ack.recognise];
  return {
    by: silence.createdBy,
    at: silence.endsAt,
    was: isAckComment(silence.comment, prefixes) ? 'acked' : 'silenced',
    // Whoever expires a silence moves its end to that moment, and that is its last change.
    early: silence.updatedAt >= silence.endsAt,
    ours: false,
  };
}

/** Whether a row still says that something which ended then (Unix ms) held it. */
export function isLately(endedAt: number, now: number): boolean {
  return now - endedAt <= LATELY;
}

function isSame(ack: Ack, alert: Alert): boolean {
  return ack.alerts.some(held => held.fingerprint === alert.fingerprint && held.startsAt === alert.startsAt);
}

const endedAcksOf = new WeakMap<ReadonlyMap<string, Ack>, ReadonlyMap<AlertKey, Ack>>();

/** The ack that ended last of each alert, by alert key; made once for each state. */
export function endedAcks(acks: ReadonlyMap<string, Ack>): ReadonlyMap<AlertKey, Ack> {
  const known = endedAcksOf.get(acks);
  if (known) return known;
  const ended = new Map<AlertKey, Ack>();
  for (const ack of acks.values()) {
    if (ack.status !== 'ended' || !ack.silence) continue;
    for (const {fingerprint} of ack.alerts) {
      const key = alertKey({source: ack.source, fingerprint});
      if ((ended.get(key)?.endedAt ?? 0) <= (ack.endedAt ?? 0)) ended.set(key, ack);
    }
  }
  endedAcksOf.set(acks, ended);
  return ended;
}

/** A silence that matched this very occurrence; the source's own list of expired ones knows, the journal does not. */
function endedSilence(alert: Alert, {live, shift}: Known, now: number): Silence | undefined {
  const began = startedAt(alert, {key: alertKey(alert), firing: shift.firing, now});
  for (const {silence, test} of lapsing(live.silences, now)) {
    if (silence.source === alert.source && silence.endsAt > began && test(alert.labels)) return silence;
  }
  return undefined;
}

interface Ended {
  readonly silence: Silence;
  readonly test: (labels: Labels) => boolean;
}

const NONE: readonly Ended[] = [];
let lastLapsing: readonly Ended[] = NONE;

/** Silences that ended lately and can be judged here, the last to end first; the same list while they are the same. */
export function lapsing(silences: ReadonlyMap<string, Silence>, now: number): readonly Ended[] {
  const ended = endedSilences(silences);
  const first = ended.findIndex(({silence}) => !isLately(silence.endsAt, now));
  const count = first < 0 ? ended.length : first;
  if (count === 0) return NONE;
  const isLast = count === lastLapsing.length && lastLapsing.every((one, index) => one === ended[index]);
  if (!isLast) lastLapsing = ended.slice(0, count);
  return lastLapsing;
}

const endedSilencesOf = new WeakMap<ReadonlyMap<string, Silence>, readonly Ended[]>();

/** Made once for each state. */
function endedSilences(silences: ReadonlyMap<string, Silence>): readonly Ended[] {
  const known = endedSilencesOf.get(silences);
  if (known) return known;
  const ended = [...silences.values()]
    .filter(silence => silence.state === 'expired' && silence.endsAt > silence.startsAt)
    .flatMap(silence => judgeable(silence) ?? [])
    .sort((left, right) => right.silence.endsAt - left.silence.endsAt);
  endedSilencesOf.set(silences, ended);
  return ended;
}

const judgeables = new WeakMap<Silence, Ended | undefined>();

function judgeable(silence: Silence): Ended | undefined {
  if (!judgeables.has(silence)) {
    const compiled = compileMatchers(silence.matchers);
    judgeables.set(silence, 'test' in compiled ? {silence, test: compiled.test} : undefined);
  }
  return judgeables.get(silence);
}
