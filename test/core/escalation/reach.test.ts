import {describe, expect, test} from 'vitest';
import {callsOf} from '../../../src/core/escalation/decide-escalate.js';
import {ladderView} from '../../../src/core/escalation/ladder-view.js';
import {previewOf} from '../../../src/core/escalation/preview.js';
import {type Schedule, toldSchedule} from '../../../src/core/schedule/schedule.js';
import {aLevel, aPolicy, disk, escalating, HOUR, MINUTE} from '../../support/escalating.js';
import {keyOf, NIGHT} from '../../support/given.js';

const contacts = {
  lee: {contact: 'lee', name: 'Lee', targets: ['room'], ids: {}},
  mo: {contact: 'mo', name: 'Mo Example', targets: ['pager'], ids: {}, pagerduty: 'PMO'},
};

function night(over: {readonly user?: string; readonly trouble?: string} = {}): Schedule {
  const {user, trouble} = over;
  const shifts = user === undefined ? [] : [{user, from: NIGHT - HOUR, until: NIGHT + HOUR}];
  return toldSchedule(
    {name: 'night', zone: 'UTC'},
    {shifts, people: ['mo', 'lee'], ...(trouble === undefined ? {} : {trouble})},
  );
}

/** What level two comes to, which is whoever is on the schedule and these. */
function called(
  schedule: Schedule,
  level: {readonly people?: readonly string[]; readonly to?: readonly string[]} = {},
) {
  const levels = [
    aLevel({name: 'one', people: ['ana'], to: []}),
    aLevel({name: 'two', after: 5 * MINUTE, people: ['night', ...(level.people ?? [])], to: level.to ?? []}),
  ];
  const watch = escalating(aPolicy({levels}), [disk], {contacts, schedules: [schedule]});
  const asking = {at: NIGHT + MINUTE, by: 'ana'};
  const calls = callsOf({type: 'escalate', alerts: [keyOf(disk)], level: 2}, watch.state(), asking);
  if ('refusal' in calls) return {refusal: calls.refusal.message};
  return {
    who: calls[0]?.reach.who,
    by: calls[0]?.reach.targets.map(({target, people}) => [target, ...people].join(' ')),
    preview: previewOf(calls, watch.state(), asking).join('\n'),
    row: ladderView(keyOf(disk), watch.state(), NIGHT + MINUTE)?.rows[1],
  };
}

describe("a level of people who are on call by PagerDuty's schedule", () => {
  test('calls whoever is on there, and the ladder shows who that is', () => {
    expect(called(night({user: 'mo'}))).toMatchObject({
      who: ['Mo Example'],
      by: ['pager PMO'],
      row: {who: ['Mo Example'], by: ['pager']},
    });
  });

  test('knows whoever is on there by the name of the contact, too', () => {
    expect(called(night({user: 'mo example'}))).toMatchObject({who: ['Mo Example'], by: ['pager PMO']});
  });

  test('goes by what was read last while that says who is on', () => {
    expect(called(night({user: 'mo', trouble: 'no answer'}))).toMatchObject({by: ['pager PMO'], row: {}});
    expect(called(night({user: 'mo', trouble: 'no answer'})).row).not.toHaveProperty('unknown');
  });

  test('goes to the rest of the level where that is not known, and says so', () => {
    const others = called(night({trouble: 'no answer'}), {people: ['lee']});
    expect(others).toMatchObject({who: ['whoever is on night', 'Lee'], by: ['room Lee']});
    expect(others.preview).toContain('note: who is on call for night is not known (no answer)');
    expect(others.row).toMatchObject({unknown: 'who is on call for night is not known (no answer)'});
    expect(called(night({trouble: 'no answer'}), {to: ['pager']})).toMatchObject({by: ['pager']});
  });

  test('calls everybody on it rather than nobody where nothing else is reached', () => {
    expect(called(night({trouble: 'no answer'}))).toMatchObject({
      who: ['Mo Example', 'Lee'],
      by: ['pager PMO', 'room Lee'],
    });
  });

  test('says why it calls nobody where none of them can be reached', () => {
    const nobody = toldSchedule({name: 'night', zone: 'UTC'}, {shifts: [], people: ['zed'], trouble: 'no answer'});
    expect(called(nobody).refusal).toBe(
      'Level two of all has nothing to send to (zed): who is on call for night is not known (no answer).',
    );
  });
});
