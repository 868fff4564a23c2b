import {expect, test} from 'vitest';
import {interruptionsOf} from '../../../src/core/schedule/interruptions.js';
import type {NewFact} from '../../../src/core/shift/decision.js';
import {NIGHT, recorded} from '../../support/given.js';

const HOUR = 3_600_000;

function opened(target: string, incident: string, on = NIGHT): NewFact {
  return {type: 'pager.reported', target, what: 'triggered', incident, on};
}

test('an incident that a hook and a look at the pager both tell of was one page', () => {
  const facts = recorded([
    opened('pagerduty', 'Q1'),
    opened('pagerduty-rest', 'Q1', NIGHT + 8_000),
    opened('opsgenie', 'Q1'),
  ]);
  const shift = {user: 'ana', from: NIGHT - HOUR, until: NIGHT + HOUR, zone: 'UTC'};
  expect(interruptionsOf(facts, [shift]).get('ana')?.pages).toBe(2);
});
