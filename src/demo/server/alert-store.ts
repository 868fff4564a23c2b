import type {Labels} from '../../core/alert/alert.js';
import {fingerprint} from '../../core/alert/fingerprint.js';
import {ApiError} from './api-error.js';
import type {Placement} from './routing.js';

/** An alert as a Prometheus sends it. Times are Unix ms. */
export interface PostedAlert {
  readonly labels: Labels;
  readonly annotations?: Labels;
  readonly startsAt?: number;
  readonly endsAt?: number;
  readonly generatorURL?: string;
}

export interface StoredAlert {
  readonly fingerprint: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly generatorURL: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly updatedAt: number;
  /** Its end was not given: it lapses unless it is sent again. */
  readonly timeout: boolean;
  readonly placements: readonly Placement[];
}

const RESOLVE_TIMEOUT = 5 * 60_000;

/** The alerts a server knows, by fingerprint. */
export function alertStore(place: (labels: Labels) => readonly Placement[]) {
  const alerts = new Map<string, StoredAlert>();
  const known = new WeakMap<Labels, string>();

  const identify = (labels: Labels) => {
    const kept = known.get(labels);
    if (kept !== undefined) return kept;
    const made = fingerprint(labels);
    known.set(labels, made);
    return made;
  };

  const put = (posted: PostedAlert, now: number) => {
    const labels = withoutEmpty(posted.labels);
    const id = identify(labels);
    const old = alerts.get(id);
    const next = {
      fingerprint: id,
      labels: old?.labels ?? labels,
      annotations: posted.annotations ?? {},
      generatorURL: posted.generatorURL ?? '',
      ...span(posted, now),
      updatedAt: now,
      placements: old?.placements ?? place(labels),
    };
    check(next);
    alerts.set(id, old && overlaps(old, next) ? merge(old, next, now) : next);
  };

  return {
    /** Keeps the valid ones and answers 400 for the rest, like Alertmanager. */
    receive(posted: readonly PostedAlert[], now: number): void {
      const errors: string[] = [];
      for (const alert of posted) {
        try {
          put(alert, now);
        } catch (error) {
          if (!(error instanceof ApiError)) throw error;
          errors.push(error.message);
        }
      }
      if (errors.length > 0) throw new ApiError(400, errors.join('; '));
    },
    /** What has not ended, by fingerprint, and forgets what has. */
    active(now: number): readonly StoredAlert[] {
      for (const [id, alert] of alerts) if (alert.endsAt <= now) alerts.delete(id);
      return [...alerts.values()].sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
    },
  };
}

function span(posted: PostedAlert, now: number) {
  const startsAt = posted.startsAt ?? posted.endsAt ?? now;
  return {startsAt, endsAt: posted.endsAt ?? now + RESOLVE_TIMEOUT, timeout: posted.endsAt === undefined};
}

function withoutEmpty(labels: Labels): Labels {
  if (Object.values(labels).every(value => value !== '')) return labels;
  return Object.fromEntries(Object.entries(labels).filter(([, value]) => value !== ''));
}

function check(alert: StoredAlert): void {
  if (alert.endsAt < alert.startsAt) throw new ApiError(400, 'start time must be before end time');
  const names = Object.keys(alert.labels);
  if (names.includes('')) throw new ApiError(400, 'invalid label set: invalid name ""');
  if (names.length === 0) throw new ApiError(400, 'at least one label pair required');
}

function overlaps(old: StoredAlert, next: StoredAlert): boolean {
  return (
    (next.endsAt > old.startsAt && next.endsAt < old.endsAt) ||
    (next.startsAt > old.startsAt && next.startsAt < old.endsAt)
  );
}

/** A resend keeps the earliest start; a given end rules over one that was only assumed. */
function merge(old: StoredAlert, next: StoredAlert, now: number): StoredAlert {
  const startsAt = Math.min(old.startsAt, next.startsAt);
  const resolved = next.endsAt <= now;
  const keepsEnd = resolved ? old.endsAt <= now : !old.timeout;
  const endsAt = keepsEnd && old.endsAt > next.endsAt ? old.endsAt : next.endsAt;
  return {...next, startsAt, endsAt};
}
