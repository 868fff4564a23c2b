import {expect, test} from 'vitest';
import {ackDue, ackDueAt, updateDue} from '../../../src/core/alert/sla.js';
import {NIGHT, someSettings} from '../../support/given.js';

const MINUTE = 60_000;
const {sla} = someSettings().severity;

test('an ack is due a time after the start that goes by severity', () => {
  expect(ackDueAt({severity: 'P1', startsAt: NIGHT}, sla)).toBe(NIGHT + 5 * MINUTE);
  expect(ackDue({severity: 'P2', startsAt: NIGHT}, sla, NIGHT + MINUTE)).toEqual({
    at: NIGHT + 15 * MINUTE,
    left: 14 * MINUTE,
    breached: false,
  });
  expect(ackDue({severity: 'P1', startsAt: NIGHT}, sla, NIGHT + 5 * MINUTE)).toMatchObject({left: 0, breached: true});
});

test('the clock starts again when what held the alert has ended', () => {
  expect(ackDueAt({severity: 'P1', startsAt: NIGHT - 600 * MINUTE, heldUntil: NIGHT}, sla)).toBe(NIGHT + 5 * MINUTE);
});

test('an update is due a cadence after the last word, or after the ack', () => {
  expect(updateDue({severity: 'P1', since: NIGHT}, sla, NIGHT)).toMatchObject({at: NIGHT + 30 * MINUTE});
  expect(updateDue({severity: 'P1', since: NIGHT, lastUpdate: NIGHT + MINUTE}, sla, NIGHT)).toMatchObject({
    at: NIGHT + 31 * MINUTE,
  });
  expect(updateDue({severity: 'P3', since: NIGHT}, sla, NIGHT)).toBeUndefined();
});
