import type {Alert} from '../../src/core/alert/alert.js';
import type {PlacedSilence, Silence, SilenceDraft} from '../../src/core/alert/silence.js';
import type {SourceHealth, SourceUpdate} from '../../src/core/live/update.js';
import type {AlertSource, Silencer} from '../../src/core/ports.js';
import {NIGHT, upHealth} from './given.js';

export interface FakeSource extends AlertSource, Silencer {
  /** What was asked of it. */
  readonly drafts: {readonly draft: SilenceDraft; readonly mayExist: boolean}[];
  readonly expired: string[];
  readonly wakes: number[];
  /** While it has entries, the next call fails with the first of them. */
  readonly failures: Error[];
  /** Shows alerts (a whole list) to whoever watches. */
  shows(
    alerts: readonly Alert[],
    more?: {readonly silences?: readonly Silence[]; readonly health?: SourceHealth},
  ): void;
  /** Sends an update as it is. */
  sends(update: Partial<SourceUpdate>): void;
}

/** A source driven by the test: it tells what it is told to, and remembers what was asked of it. */
export function fakeSource(name = 'eu', now: () => number = () => NIGHT): FakeSource {
  let listener: ((update: SourceUpdate) => void) | undefined;
  let shown = new Map<string, Alert>();
  const wakes: number[] = [];
  const failures: Error[] = [];
  const drafts: {readonly draft: SilenceDraft; readonly mayExist: boolean}[] = [];
  const expired: string[] = [];
  const failNext = () => {
    const failure = failures.shift();
    if (failure !== undefined) throw failure;
  };
  const sends = (update: Partial<SourceUpdate>) =>
    listener?.({source: name, at: now(), health: upHealth({source: name}), ...update});
  return {
    name,
    powers: {silence: true, resolve: false, history: false},
    drafts,
    expired,
    wakes,
    failures,
    watch: (onUpdate, signal) => {
      listener = onUpdate;
      return new Promise(resolve => signal.addEventListener('abort', () => resolve(), {once: true}));
    },
    wake: () => wakes.push(now()),
    placeSilence: async (draft, {mayExist}): Promise<PlacedSilence> => {
      drafts.push({draft, mayExist});
      failNext();
      const endsAt = draft.endsAt ?? now() + (draft.duration ?? 0);
      return {
        id: draft.id ?? `silence-${drafts.length}`,
        startsAt: draft.startsAt ?? now(),
        endsAt,
        member: 'am-1:9093',
      };
    },
    expireSilence: async id => {
      failNext();
      expired.push(id);
    },
    readSilence: async () => undefined,
    sends,
    shows: (alerts, more = {}) => {
      const next = new Map(alerts.map(alert => [alert.fingerprint, alert]));
      const gone = [...shown.values()].filter(alert => next.get(alert.fingerprint)?.startsAt !== alert.startsAt);
      shown = next;
      sends({
        ...(more.health === undefined ? {} : {health: more.health}),
        alerts: {
          changed: alerts,
          gone: gone.map(alert => ({
            fingerprint: alert.fingerprint,
            startsAt: alert.startsAt,
            on: now(),
            reason: next.has(alert.fingerprint) ? ('rotated' as const) : ('absent' as const),
          })),
        },
        ...(more.silences === undefined ? {} : {silences: {changed: more.silences, gone: []}, silencesRead: true}),
      });
    },
  };
}
