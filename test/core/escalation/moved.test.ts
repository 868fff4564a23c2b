import {expect, test} from 'vitest';
import type {Escalate} from '../../../src/core/escalation/command.js';
import {callsOf} from '../../../src/core/escalation/decide-escalate.js';
import {type Seen, whatMoved} from '../../../src/core/escalation/moved.js';
import {disk, escalating, MINUTE} from '../../support/escalating.js';
import {keyOf, NIGHT} from '../../support/given.js';

const COMMAND: Escalate = {type: 'escalate', alerts: [keyOf(disk)], level: 2};

type Watch = ReturnType<typeof escalating>;

function seen(watch: Watch, at = NIGHT + MINUTE): Seen {
  const state = watch.state();
  const calls = callsOf(COMMAND, state, {at, by: 'ana'});
  if ('refusal' in calls) throw new Error(calls.refusal.message);
  return {calls, state};
}

/** What has moved between a look and another one after something was done. */
function moved(what: (watch: Watch) => void): string | undefined {
  const watch = escalating();
  const before = seen(watch);
  what(watch);
  return whatMoved(before, seen(watch));
}

test('nothing has moved while only time passes', () => {
  expect(moved(() => undefined)).toBeUndefined();
  expect(moved(watch => watch.when({type: 'note', text: 'looking'}))).toBeUndefined();
});

test('an ack since the look is told, also one that is as old as the look', () => {
  expect(moved(watch => watch.when({type: 'ack', alerts: [keyOf(disk)]}, NIGHT, 'mo'))).toBe('mo has acked it');
});

test('an ack on the phone is told, however early the pager dates it', () => {
  const watch = escalating();
  watch.when({type: 'escalate', alerts: [keyOf(disk)], level: 3}, NIGHT);
  const before = seen(watch);
  const thread = [...watch.state().shift.threads.values()][0]?.thread ?? '';
  const found = {
    ref: {id: 'PT4'},
    thread,
    title: 'DiskFull',
    status: 'acknowledged',
    by: 'Mo',
    on: NIGHT + 1,
    assigned: [],
  } as const;
  watch.when({type: 'report-pager', target: 'pager', found}, NIGHT + 2 * MINUTE, 'Mo');
  expect(whatMoved(before, seen(watch))).toBe('Mo has acknowledged it at pager');
});

test('an escalation since the look is told', () => {
  expect(moved(watch => watch.when({type: 'escalate', alerts: [keyOf(disk)], level: 3}, NIGHT, 'mo'))).toBe(
    'mo has escalated it',
  );
});
