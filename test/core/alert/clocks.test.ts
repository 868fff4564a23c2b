import {expect, test} from 'vitest';
import {ackDue, ackDueAt, updateDue} from '../../../src/core/alert/sla.js';
import {parseWeeklyHours} from '../../../src/core/time/weekly-hours.js';
import {NIGHT, someSettings} from '../../support/given.js';

const MINUTE = 60_000;
const clock = someSettings();

test('an ack is due a time after the start that goes by severity', () => {
  expect(ackDueAt({severity: 'P1', startsAt: NIGHT}, clock)).toBe(NIGHT + 5 * MINUTE);
  expect(ackDue({severity: 'P2', startsAt: NIGHT}, clock, NIGHT + MINUTE)).toEqual({
    at: NIGHT + 15 * MINUTE,
    left: 14 * MINUTE,
    breached: false,
  });
  expect(ackDue({severity: 'P1', startsAt: NIGHT}, clock, NIGHT + 5 * MINUTE)).toMatchObject({left: 0, breached: true});
});

test('the clock starts again when what held the alert has ended', () => {
  expect(ackDueAt({severity: 'P1', startsAt: NIGHT - 600 * MINUTE, heldUntil: NIGHT}, clock)).toBe(NIGHT + 5 * MINUTE);
});

test('an update is due a cadence after the last word, or after the ack', () => {
  expect(updateDue({severity: 'P1', since: NIGHT}, clock, NIGHT)).toMatchObject({at: NIGHT + 30 * MINUTE});
  expect(updateDue({severity: 'P1', since: NIGHT, lastUpdate: NIGHT + MINUTE}, clock, NIGHT)).toMatchObject({
    at: NIGHT + 31 * MINUTE,
  });
  expect(updateDue({severity: 'P3', since: NIGHT}, clock, NIGHT)).toBeUndefined();
});

test('the ack of a P3 is not late at night or on a weekend, that of a P1 is', () => {
  const parsed = parseWeeklyHours('Mon-Fri 09:00-18:00');
  if (!parsed.ok) throw new TypeError(parsed.message);
  const office = {...clock, calendar: {zone: 'UTC', hours: parsed.hours}};
  const friday = Date.parse('2026-11-20T17:30:00Z');
  const wait = clock.severity.sla.P3.ack;
  expect(ackDueAt({severity: 'P3', startsAt: friday}, office)).toBe(
    Date.parse('2026-11-23T09:00:00Z') + wait - 30 * MINUTE,
  );
  expect(ackDueAt({severity: 'P1', startsAt: friday}, office)).toBe(friday + clock.severity.sla.P1.ack);
});
