import {expect, test} from 'vitest';
import {ackReports} from '../../src/cli/ack-reports.js';
import type {NewFact} from '../../src/core/shift/decision.js';
import {recorded} from '../support/given.js';

const REQUESTED: NewFact = {
  type: 'ack.requested',
  ack: 'wk-1',
  source: 'eu',
  title: 'Race',
  alerts: [{fingerprint: 'f1', startsAt: 0}],
  matchers: [],
  duration: 900_000,
  comment: 'ACK!',
  extend: true,
};

test('who came second is told who was first, and that is no failure', () => {
  const taken: NewFact = {type: 'ack.ended', ack: 'wk-1', reason: 'taken', detail: 'ana was first'};
  expect(ackReports(recorded([REQUESTED, taken]))).toMatchObject([{state: 'taken', reason: 'ana was first'}]);
});
