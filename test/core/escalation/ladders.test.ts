import {describe, expect, test} from 'vitest';
import {decideTickLadders} from '../../../src/core/escalation/upkeep-ladders.js';
import {parseWeeklyHours} from '../../../src/core/time/weekly-hours.js';
import {aLevel, aPolicy, disk, escalating, GROUP, HOUR, MINUTE, never} from '../../support/escalating.js';
import {anAlert, keyOf, NIGHT} from '../../support/given.js';

describe('the ladder of alerts that nobody acks', () => {
  test('says when each level is due, once, and whoever sits here is not called', () => {
    const watch = escalating();
    expect(watch.next()).toBe(NIGHT + 5 * MINUTE);
    expect(watch.due(NIGHT + 4 * MINUTE)).toEqual([]);
    expect(watch.due(NIGHT + 5 * MINUTE)).toEqual(['due secondary by unacked']);
    expect(watch.due(NIGHT + 6 * MINUTE)).toEqual([]);
    // It sends itself, and is announced before that.
    expect(watch.next()).toBe(NIGHT + 14.5 * MINUTE);
  });

  test('an alert that its sender dates into the future is due as if it began when it was first seen', () => {
    const ahead = {...disk, startsAt: NIGHT + 30 * 24 * HOUR};
    const watch = escalating(aPolicy(), [ahead]);
    expect(watch.next()).toBe(NIGHT + 5 * MINUTE);
    expect(watch.due(NIGHT + 5 * MINUTE)).toEqual(['due secondary by unacked']);
  });

  test('a level that sends itself is announced half a minute before', () => {
    const watch = escalating();
    expect(watch.due(NIGHT + 14.5 * MINUTE)).toEqual(['due secondary by unacked', 'due lead by unacked, sends itself']);
    expect(watch.next()).toBe(NIGHT + 15 * MINUTE);
    expect(watch.due(NIGHT + 14.9 * MINUTE)).toEqual([]);
    expect(watch.due(NIGHT + 15 * MINUTE)).toEqual(['calls lead', 'to pager']);
    expect(watch.due(NIGHT + 16 * MINUTE)).toEqual([]);
  });

  test('a level that sends itself and is late already is announced half a minute before all the same', () => {
    const watch = escalating();
    expect(watch.due(NIGHT + 20 * MINUTE)).toContain('due lead by unacked, sends itself');
    expect(watch.due(NIGHT + 20.4 * MINUTE)).toEqual([]);
    expect(watch.due(NIGHT + 20.5 * MINUTE)).toEqual(['calls lead', 'to pager']);
  });

  test('what is announced can be stopped, and is not announced again', () => {
    const watch = escalating();
    watch.tick(NIGHT + 15 * MINUTE);
    expect(watch.when({type: 'stop-escalation', group: GROUP})).toMatchObject([{reason: 'operator'}]);
    expect(watch.due(NIGHT + HOUR)).toEqual([]);
    expect(watch.when({type: 'stop-escalation', group: GROUP})).toMatchObject({refusal: {code: 'refused'}});
  });

  test('an ack stops the first clock and what is announced', () => {
    const watch = escalating();
    watch.tick(NIGHT + 15 * MINUTE);
    watch.when({type: 'ack', alerts: [keyOf(disk)]}, NIGHT + 15.2 * MINUTE);
    expect(watch.due(NIGHT + 15.5 * MINUTE)).toEqual(['stopped unacked: acked']);
    expect(watch.due(NIGHT + HOUR)).toEqual([]);
  });

  test('an ack on the phone stops it, and says whose it is', () => {
    const group = escalating();
    group.tick(NIGHT + 5 * MINUTE);
    group.when({type: 'escalate', alerts: [keyOf(disk)], level: 2}, NIGHT + 6 * MINUTE);
    const [page] = [...group.state().shift.deliveries.values()];
    const {shift} = group.state();
    expect(page).toMatchObject({thread: page?.key});
    const threads = new Map(
      [...shift.threads].map(
        ([key, thread]) => [key, {...thread, status: 'acknowledged', by: 'lee', on: NIGHT + 7 * MINUTE}] as const,
      ),
    );
    const state = {...group.state(), shift: {...shift, threads}};
    const asking = {at: NIGHT + 15 * MINUTE, by: 'wk', newId: (prefix: string) => prefix};
    expect(decideTickLadders({type: 'tick-ladders'}, state, asking)).toMatchObject([
      {type: 'escalation.stopped', clock: 'unacked', reason: 'acked', detail: 'lee at pager'},
    ]);
  });

  test('it ends with the alerts, and begins anew with the next ones', () => {
    const watch = escalating();
    watch.tick(NIGHT + 5 * MINUTE);
    watch.shows([]);
    watch.when({type: 'reconcile', source: 'eu'}, NIGHT + 6 * MINUTE, 'wk');
    expect(watch.due(NIGHT + 6 * MINUTE)).toEqual(['stopped all: resolved']);
    const again = anAlert({startsAt: NIGHT + 20 * MINUTE});
    watch.shows([again]);
    watch.when({type: 'reconcile', source: 'eu'}, NIGHT + 20 * MINUTE, 'wk');
    expect(watch.due(NIGHT + 25 * MINUTE)).toEqual(['due secondary by unacked']);
  });

  test('what fired for days before it was first seen is not late at once', () => {
    const watch = escalating(aPolicy(), [anAlert({startsAt: NIGHT - 72 * HOUR})]);
    expect(watch.due(NIGHT)).toEqual([]);
    expect(watch.due(NIGHT + 5 * MINUTE)).toEqual(['due secondary by unacked']);
  });

  test('what is held back is nobody’s business', () => {
    const watch = escalating(aPolicy(), [anAlert({startsAt: NIGHT, state: 'suppressed', silencedBy: ['s1']})]);
    expect(watch.due(NIGHT + HOUR)).toEqual([]);
    expect(watch.next()).toBeUndefined();
  });

  test('a P3 waits over the weekend, a P1 does not wait for the morning', () => {
    const hours = parseWeeklyHours('Mon-Fri 09:00-18:00');
    if (!hours.ok) throw new Error('no hours');
    const calendar = {zone: 'UTC', hours: hours.hours, closed: []};
    // NIGHT is a Friday; Saturday is a day later.
    const saturday = NIGHT + 24 * HOUR;
    const monday = Date.parse('2026-11-23T09:00:00Z');
    const warning = anAlert({startsAt: saturday, labels: {alertname: 'DiskFull', severity: 'warning'}});
    expect(escalating(aPolicy(), [warning], {calendar, seenAt: saturday}).next(saturday)).toBe(monday + 5 * MINUTE);
    const critical = anAlert({startsAt: saturday});
    expect(escalating(aPolicy(), [critical], {calendar, seenAt: saturday}).next(saturday)).toBe(saturday + 5 * MINUTE);
  });

  test('every clock of a P3 stands still from Friday evening to Monday, and every clock of a P1 runs through the night', () => {
    const hours = parseWeeklyHours('Mon-Fri 09:00-18:00');
    if (!hours.ok) throw new Error('no hours');
    const calendar = {zone: 'UTC', hours: hours.hours, closed: []};
    const evening = Date.parse('2026-11-20T17:58:00Z');
    const clocks = {noProgress: {...never, after: {P1: 15 * MINUTE, P3: 15 * MINUTE}}};
    const policy = aPolicy({...clocks, unresolved: {...never, after: {P1: HOUR, P3: HOUR}, to: ['room']}});
    const said = (severity: string, ackedAt?: number) => {
      const alert = anAlert({startsAt: evening, labels: {alertname: 'DiskFull', severity}});
      const watch = escalating(policy, [alert], {calendar, seenAt: evening});
      if (ackedAt !== undefined) watch.when({type: 'ack', alerts: [keyOf(alert)]}, ackedAt);
      const hour = (at: number) => new Date(at).toISOString().slice(5, 16);
      const found: string[] = [];
      for (let at = watch.next(evening); at !== undefined && at < evening + 72 * HOUR; at = watch.next(at + 1)) {
        const now = at;
        found.push(...watch.due(now).flatMap(text => (text.startsWith('due') ? [`${hour(now)} ${text}`] : [])));
      }
      return found;
    };
    expect(said('warning')).toEqual([
      '11-23T09:03 due secondary by unacked',
      '11-23T09:12 due lead by unacked, sends itself',
      '11-23T09:58 due unresolved by unresolved',
    ]);
    expect(said('warning', evening + MINUTE)).toEqual([
      '11-23T09:14 due secondary by no-progress',
      '11-23T09:58 due unresolved by unresolved',
    ]);
    expect(said('critical')).toEqual([
      '11-20T18:03 due secondary by unacked',
      '11-20T18:12 due lead by unacked, sends itself',
      '11-20T18:58 due unresolved by unresolved',
    ]);
    expect(said('critical', evening + MINUTE)).toEqual([
      '11-20T18:14 due secondary by no-progress',
      '11-20T18:58 due unresolved by unresolved',
    ]);
  });

  test('nothing is due or sent where nothing is configured, or where the cockpit only looks', () => {
    expect(escalating(aPolicy(), [disk], {policies: []}).due(NIGHT + HOUR)).toEqual([]);
    expect(escalating(aPolicy(), [disk], {readOnly: true}).due(NIGHT + HOUR)).toEqual([]);
  });
});

describe('the clock of acked alerts without progress', () => {
  const policy = aPolicy({noProgress: {...never, after: {P1: 15 * MINUTE}}});

  function acked() {
    const watch = escalating(policy);
    watch.when({type: 'ack', alerts: [keyOf(disk)]}, NIGHT + MINUTE);
    return watch;
  }

  test('calls for the next level when nothing was done for long enough', () => {
    const watch = acked();
    expect(watch.due(NIGHT + 15 * MINUTE)).toEqual([]);
    expect(watch.due(NIGHT + 16 * MINUTE)).toEqual(['due secondary by no-progress']);
    expect(watch.due(NIGHT + 40 * MINUTE)).toEqual([]);
  });

  test('begins anew with a note, and only that clock does', () => {
    const watch = acked();
    watch.tick(NIGHT + 16 * MINUTE);
    watch.when({type: 'note', text: 'pool raised', alert: keyOf(disk)}, NIGHT + 20 * MINUTE);
    expect(watch.due(NIGHT + 20 * MINUTE)).toEqual(['stopped no-progress: progress']);
    expect(watch.due(NIGHT + 34 * MINUTE)).toEqual([]);
    expect(watch.due(NIGHT + 35 * MINUTE)).toEqual(['due secondary by no-progress']);
  });

  test('a note moves neither the clock of what is not resolved nor that of what is not acked', () => {
    const both = aPolicy({
      noProgress: {...never, after: {P1: 15 * MINUTE}},
      unresolved: {...never, after: {P1: HOUR}, to: ['room']},
    });
    const note = (watch: ReturnType<typeof escalating>, at: number) =>
      watch.when({type: 'note', text: 'pool raised', alert: keyOf(disk)}, at);
    const taken = escalating(both);
    taken.when({type: 'ack', alerts: [keyOf(disk)]}, NIGHT + MINUTE);
    note(taken, NIGHT + 50 * MINUTE);
    expect(taken.due(NIGHT + 59 * MINUTE)).toEqual([]);
    expect(taken.due(NIGHT + 60 * MINUTE)).toEqual(['due unresolved by unresolved']);
    expect(taken.due(NIGHT + 65 * MINUTE)).toEqual(['due secondary by no-progress']);
    const left = escalating(both);
    note(left, NIGHT + 4 * MINUTE);
    expect(left.due(NIGHT + 5 * MINUTE)).toEqual(['due secondary by unacked']);
  });

  test('a call for help is progress, and after it the level after that is next', () => {
    const watch = acked();
    watch.tick(NIGHT + 16 * MINUTE);
    watch.when({type: 'escalate', alerts: [keyOf(disk)]}, NIGHT + 17 * MINUTE);
    expect(watch.due(NIGHT + 31 * MINUTE)).toEqual([]);
    expect(watch.due(NIGHT + 32 * MINUTE)).toEqual(['due lead by no-progress, sends itself']);
  });
});

test('what still fires after long is said once, acked or not', () => {
  const watch = escalating(
    aPolicy({
      levels: [aLevel({name: 'later', after: 9 * HOUR})],
      unresolved: {...never, after: {P1: HOUR}, to: ['room']},
    }),
  );
  watch.when({type: 'ack', alerts: [keyOf(disk)]}, NIGHT + MINUTE);
  expect(watch.due(NIGHT + 59 * MINUTE)).toEqual([]);
  expect(watch.due(NIGHT + 60 * MINUTE)).toEqual(['due unresolved by unresolved']);
  expect(watch.due(NIGHT + 3 * HOUR)).toEqual([]);
});
