import {handoffDocument} from '../../../src/core/handoff/document.js';
import type {Handoff} from '../../../src/core/handoff/handoff.js';
import type {NewFact} from '../../../src/core/shift/decision.js';
import type {Fact} from '../../../src/core/shift/fact.js';
import {anAlert, aWatch, NIGHT, recorded} from '../../support/given.js';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
/** The watch of these tests: eight hours from {@link NIGHT} on. */
export const WATCH = {from: NIGHT, to: NIGHT + 8 * HOUR, now: NIGHT + 8 * HOUR};

export interface Told {
  /** Minutes after the watch's begin. */
  readonly after: number;
  readonly by?: string;
  readonly fact: NewFact;
}

/** Facts in order of their time, numbered through. */
export function log(told: readonly Told[]): readonly Fact[] {
  return told
    .flatMap(({after, by = 'wk', fact}) => recorded([fact], NIGHT + after * MINUTE, by))
    .map((fact, index) => ({...fact, seq: index + 1}));
}

export const pool = anAlert({
  labels: {alertname: 'PoolExhausted', severity: 'critical', cluster: 'eu', service: 'payments', instance: 'db-1'},
  startsAt: NIGHT + 10 * MINUTE,
});

export function fired(alert: typeof pool, after: number): Told {
  const {source, fingerprint, startsAt, labels, state} = alert;
  const severity = labels.severity === 'critical' ? 'P1' : 'P3';
  const summary = alert.annotations.summary ?? '';
  return {
    after,
    fact: {
      type: 'alert.fired',
      source,
      fingerprint,
      startsAt,
      labels,
      severity,
      state,
      summary,
      on: NIGHT + after * MINUTE,
    },
  };
}

export function resolved({source, fingerprint, startsAt}: typeof pool, after: number): Told {
  return {
    after,
    fact: {type: 'alert.resolved', source, fingerprint, startsAt, on: NIGHT + after * MINUTE, reason: 'absent'},
  };
}

export function acked(alert: typeof pool, after: number, by = 'ana'): Told {
  const {source, fingerprint, startsAt} = alert;
  return {
    after,
    by,
    fact: {
      type: 'ack.requested',
      ack: `ack-${after}`,
      source,
      title: 'PoolExhausted',
      alerts: [{fingerprint, startsAt}],
      matchers: [],
      duration: 15 * MINUTE,
      comment: 'ACK! on it wk-12345678',
      extend: true,
    },
  };
}

export function noted(text: string, after: number, alert?: typeof pool): Told {
  const about = alert && {source: alert.source, fingerprint: alert.fingerprint, startsAt: alert.startsAt};
  return {after, by: 'ana', fact: {type: 'note.added', note: `note-${after}`, text, ...(about ? {alert: about} : {})}};
}

/** The handoff of these facts, and of a look at which these alerts fire. */
export function handedOff(told: readonly Told[], alerts: readonly (typeof pool)[] = []): Handoff {
  const facts = log(told);
  return handoffDocument(aWatch({alerts, facts}), facts, WATCH);
}
