import {expect, test} from 'vitest';
import {reminderOf, remindsAt} from '../../../src/core/alert/reminder.js';
import {ackDue, ackDueAt, updateDue} from '../../../src/core/alert/sla.js';
import type {Ack} from '../../../src/core/shift/state.js';
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

test('an owner is reminded after a time, and at once when it got worse', () => {
  const ack = {status: 'placed', requestedAt: NIGHT, severity: 'P3'} as Ack;
  const at = (now: number) => ({remind: 60 * MINUTE, now});
  expect(reminderOf(ack, 'P3', at(NIGHT + 59 * MINUTE))).toBeUndefined();
  expect(reminderOf(ack, 'P3', at(NIGHT + 60 * MINUTE))).toBe('time');
  expect(reminderOf(ack, 'P2', at(NIGHT))).toBe('severity');
  expect(reminderOf({...ack, status: 'requested'}, 'P1', at(NIGHT))).toBeUndefined();
  expect(reminderOf(ack, 'P3', {remind: 0, now: NIGHT + 600 * MINUTE})).toBeUndefined();
  expect(remindsAt({...ack, remindedAt: NIGHT + MINUTE}, 60 * MINUTE)).toBe(NIGHT + 61 * MINUTE);
});
