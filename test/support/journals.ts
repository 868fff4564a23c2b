import type {Fact} from '../../src/core/shift/fact.js';
import {factsAt, type Told} from './a-recorded-watch.js';
import {NIGHT} from './given.js';

/** The journal of one account, by minutes after the beginning of the night. It is called after whoever works in it. */
export function journalOf(person: string, ...told: readonly Told[]): readonly Fact[] {
  return factsAt(...told).map(fact => ({...fact, origin: `${person}s`, by: person}));
}

const MINUTE = 60_000;

/** Minutes of the night as Unix ms. */
export const atMinute = (minute: number): number => NIGHT + minute * MINUTE;

/** An alert that two accounts see. */
export const X = {source: 'eu', fingerprint: 'f100000000000000'} as const;

/** It fired, as was recorded in a minute. */
export function firedX(minute: number, startsAt = minute): Told {
  const labels = {alertname: 'X', severity: 'critical'};
  const [begun, on] = [atMinute(startsAt), atMinute(startsAt)];
  return [minute, {type: 'alert.fired', ...X, startsAt: begun, labels, severity: 'P1', state: 'active', on}];
}

/** It was acked in a minute. */
export function ackedX(minute: number, startsAt: number, ack: string): Told {
  const alerts = [{fingerprint: X.fingerprint, startsAt: atMinute(startsAt)}];
  const rest = {matchers: [], duration: 15 * MINUTE, comment: 'ACK!', extend: true};
  return [minute, {type: 'ack.requested', ack, source: X.source, title: 'X', alerts, ...rest}];
}
