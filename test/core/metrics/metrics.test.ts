import {expect, test} from 'vitest';
import {isMet, type Measure} from '../../../src/core/metrics/measure.js';
import {metricsOf} from '../../../src/core/metrics/metrics.js';
import {openMetrics} from '../../../src/core/metrics/openmetrics.js';
import {targetText} from '../../../src/core/metrics/value-text.js';
import type {Settings} from '../../../src/core/settings.js';
import type {Fact} from '../../../src/core/shift/fact.js';
import {anAlert, keyOf, NIGHT, recorded, someSettings, story} from '../../support/given.js';

const MINUTE = 60_000;
const WEEK = 7 * 24 * 60 * MINUTE;

/**
 * The outage of a guide to incident management: errors from 14:32:00, alert at 14:33:15, acked 14:35, declared 14:36,
 * cause found 14:48, resolved 15:05.
 */
function theOutage() {
  const at = (time: string) => Date.parse(`2025-01-15T${time}Z`);
  const api = anAlert({name: 'HighErrorRate', startsAt: at('14:33:15')});
  const told = story({alerts: [api]});
  told.when({type: 'reconcile', source: 'eu'}, at('14:33:45'));
  told.when({type: 'ack', alerts: [keyOf(api)]}, at('14:35:00'));
  told.when(
    {type: 'declare-incident', title: 'API outage', severity: 'P1', alerts: [keyOf(api)], startedAt: at('14:32:00')},
    at('14:36:00'),
  );
  const [incident = ''] = [...told.state().shift.incidents.keys()];
  told.when({type: 'set-incident-status', incident, status: 'identified'}, at('14:48:00'));
  told.when({type: 'resolve-incident', incident}, at('15:05:00'));
  told.shows({alerts: []});
  told.when({type: 'reconcile', source: 'eu', gone: [{...api, on: at('15:00:00'), reason: 'absent'}]}, at('15:00:00'));
  return {...told, at, incident};
}

/** Nobody is ever at work. */
const CLOSED = {zone: 'UTC', hours: [[], [], [], [], [], [], []]};

const reckonBy =
  (settings: Settings) =>
  (facts: readonly Fact[], from: number, to: number): readonly Measure[] =>
    metricsOf(facts, {from, to, settings, hourOf: at => Math.floor((at / (60 * MINUTE)) % 24)});
const reckon = reckonBy(someSettings({calendar: CLOSED}));

const find = (measures: readonly Measure[], id: string, severity?: string) =>
  measures.find(one => one.id === id && one.severity === severity);

test('the figures of a known outage are those that are reckoned by hand', () => {
  const {state, at} = theOutage();
  const measures = reckon(state().log, at('14:00:00'), at('14:33:45') + WEEK);
  const minutes = (id: string, severity?: string) => (find(measures, id, severity)?.value ?? Number.NaN) / MINUTE;
  expect(minutes('mttd', 'P1')).toBe(1.25);
  expect(minutes('mtta', 'P1')).toBe(1.75);
  expect(minutes('mtti', 'P1')).toBe(13);
  expect(minutes('mttr', 'P1')).toBe(31.75);
  expect(minutes('mttf', 'P1')).toBe(30);
  expect(minutes('mtbf')).toBe(WEEK / MINUTE);
  expect(find(measures, 'sla-met', 'P1')).toMatchObject({value: 1, n: 1});
  expect(find(measures, 'alert-volume')).toMatchObject({value: 1, n: 1});
  expect(find(measures, 'after-hours')).toMatchObject({value: 1, n: 1});
  expect(find(measures, 'never-acked')).toMatchObject({value: 0, n: 1});
  expect(find(measures, 'noise-rate')).toMatchObject({value: 0, n: 1});
  // One update was due to each of room, stakeholders and status page at 15:06, a minute after it was over.
  expect(find(measures, 'updates-on-time')).toMatchObject({n: 0});
  expect(measures.find(({part}) => part === 'afternoon')).toMatchObject({value: 1});
});

test('times to identify and to fix begin at the ack of an alert, though nobody set the incident acknowledged', () => {
  const noon = Date.parse('2026-11-02T12:00:00Z');
  const told = story({alerts: []});
  const happens = (name: string, begins: number, at: Readonly<Record<'acked' | 'found' | 'over', number>>) => {
    const alert = anAlert({name, startsAt: begins});
    told.shows({alerts: [alert]});
    told.when({type: 'reconcile', source: 'eu'}, begins);
    told.when({type: 'ack', alerts: [keyOf(alert)]}, begins + at.acked * MINUTE);
    const known = {title: name, severity: 'P1', alerts: [keyOf(alert)]} as const;
    told.when({type: 'declare-incident', ...known}, begins + (at.acked + 2) * MINUTE);
    const incident = [...told.state().shift.incidents.keys()].at(-1) ?? '';
    told.when({type: 'set-incident-status', incident, status: 'identified'}, begins + at.found * MINUTE);
    told.when({type: 'resolve-incident', incident}, begins + at.over * MINUTE);
    return incident;
  };
  happens('Checkout', noon, {acked: 10, found: 30, over: 80});
  const second = happens('Search', noon + 24 * 60 * MINUTE, {acked: 1, found: 11, over: 30});
  const figures = (facts = told.state().log) => {
    const measures = reckon(facts, noon, noon + WEEK);
    return ['mtti', 'mttf', 'mttr'].map(id => (find(measures, id, 'P1')?.value ?? Number.NaN) / MINUTE);
  };
  // (20 + 10) / 2, (70 + 29) / 2 and (80 + 30) / 2.
  expect(figures()).toEqual([15, 49.5, 55]);
  // Whoever knows better says so.
  const corrected = {incident: second, phase: 'acknowledged', on: noon + 24 * 60 * MINUTE} as const;
  const known = recorded([{type: 'incident.time-corrected', ...corrected}], noon + 2 * 24 * 60 * MINUTE);
  expect(figures([...told.state().log, ...known])).toEqual([15.5, 50, 55]);
});

test('what was found before anybody acked has no time from the ack to there', () => {
  const told = story({alerts: []});
  told.when({type: 'declare-incident', title: 'slow', severity: 'P2', alerts: []}, NIGHT);
  const [incident = ''] = [...told.state().shift.incidents.keys()];
  told.when({type: 'set-incident-status', incident, status: 'identified'}, NIGHT + MINUTE);
  told.when({type: 'resolve-incident', incident}, NIGHT + 9 * MINUTE);
  const late = {incident, phase: 'acknowledged', on: NIGHT + 2 * MINUTE} as const;
  const facts = [...told.state().log, ...recorded([{type: 'incident.time-corrected', ...late}], NIGHT + 10 * MINUTE)];
  const measures = reckon(facts, NIGHT - MINUTE, NIGHT + WEEK);
  expect(find(measures, 'mtti', 'P2')).toMatchObject({n: 0});
  expect(find(measures, 'mttf', 'P2')).toMatchObject({n: 1, value: 7 * MINUTE});
});

test('an incident that nobody acked has no time from its ack', () => {
  const told = story({alerts: []});
  told.when({type: 'declare-incident', title: 'slow', severity: 'P2', alerts: []}, NIGHT);
  const [incident = ''] = [...told.state().shift.incidents.keys()];
  told.when({type: 'set-incident-status', incident, status: 'identified'}, NIGHT + MINUTE);
  told.when({type: 'resolve-incident', incident}, NIGHT + 2 * MINUTE);
  const measures = reckon(told.state().log, NIGHT - MINUTE, NIGHT + WEEK);
  expect(find(measures, 'mtti', 'P2')).toMatchObject({n: 0});
  expect(find(measures, 'mttf', 'P2')).toMatchObject({n: 0});
  expect(find(measures, 'mttr', 'P2')).toMatchObject({n: 1});
});

test('a call that ended before its ack was due is neither in time nor late, whenever that is asked', () => {
  const told = story({alerts: []});
  // Eight P1 of 4 minutes, two acked after one, two of 12 minutes without an ack; their ack is due after 5.
  const lengths = [4, 4, 4, 4, 4, 4, 4, 4, 20, 20, 12, 12];
  for (const [index, length] of lengths.entries()) {
    const begins = NIGHT + index * 60 * MINUTE;
    const alert = anAlert({name: 'Flappy', startsAt: begins});
    told.shows({alerts: [alert]});
    told.when({type: 'reconcile', source: 'eu'}, begins);
    if (length === 20) told.when({type: 'ack', alerts: [keyOf(alert)]}, begins + MINUTE);
    const over = begins + length * MINUTE;
    told.shows({alerts: []});
    told.when({type: 'reconcile', source: 'eu', gone: [{...alert, on: over, reason: 'absent'}]}, over);
  }
  const inTime = (to: number) => find(reckon(told.state().log, NIGHT, to), 'sla-met', 'P1');
  expect(inTime(NIGHT + 12 * 60 * MINUTE)).toMatchObject({n: 4, value: 0.5});
  expect(inTime(NIGHT + 4 * WEEK)).toMatchObject({n: 4, value: 0.5});
  expect(inTime(NIGHT + 8 * 60 * MINUTE)).toMatchObject({n: 0});
});

test('what was never seen has no value, not zero', () => {
  const measures = reckon([], NIGHT, NIGHT + WEEK);
  expect(find(measures, 'mtta', 'P1')).toMatchObject({n: 0});
  expect(find(measures, 'mtta', 'P1')).not.toHaveProperty('value');
  expect(find(measures, 'mtbf')).not.toHaveProperty('value');
  expect(find(measures, 'alert-volume')).toMatchObject({n: 0});
  expect(find(measures, 'alert-volume')).not.toHaveProperty('value');
});

test('a week is not said to be quiet because the log knows only an hour of it', () => {
  const {state, at} = theOutage();
  const hour = reckon(state().log, at('14:33:45') - 4 * WEEK, at('15:33:45'));
  expect(find(hour, 'alert-volume')).toMatchObject({value: 7 * 24, n: 1, over: 60 * MINUTE});
  for (const id of ['alert-volume', 'after-hours', 'mtbf']) {
    const one = find(hour, id);
    expect(one && isMet(one), id).toBeUndefined();
    expect(one && targetText(one), id).toMatch(/: too early to tell, from 1h of log$/);
  }
  const week = find(reckon(state().log, at('14:33:45') - WEEK, at('14:33:45') + WEEK), 'alert-volume');
  expect(week).toMatchObject({value: 1});
  expect(week && isMet(week)).toBe(true);
  // What is too much already is too much.
  const strict = someSettings({figures: {'alert-volume': 0.5}});
  const missed = find(reckonBy(strict)(state().log, at('14:00:00'), at('15:33:45')), 'alert-volume');
  expect(missed && isMet(missed)).toBe(false);
});

test('without a calendar no call is out of hours, and that is said rather than a target met', () => {
  const {state, at} = theOutage();
  const found = find(reckonBy(someSettings())(state().log, at('14:00:00'), at('14:00:00') + 2 * WEEK), 'after-hours');
  expect(found).not.toHaveProperty('value');
  expect(found && targetText(found)).toBe('at most 5 a week; no calendar is configured');
});

test('a P3 of Sunday night that nobody acked is not late before Monday is worked', () => {
  const calendar = {zone: 'UTC', hours: [[], [{from: 9 * 60, to: 18 * 60}], [], [], [], [], []]};
  const sunday = Date.parse('2026-11-29T22:00:00Z');
  const low = anAlert({name: 'Low', labels: {alertname: 'Low', severity: 'warning'}, startsAt: sunday});
  const told = story({alerts: [low]});
  told.when({type: 'reconcile', source: 'eu'}, sunday);
  const settings = someSettings({calendar});
  const at = (hours: number) =>
    find(reckonBy(settings)(told.state().log, sunday, sunday + hours * 60 * MINUTE), 'sla-met', 'P3');
  expect(at(7)).toMatchObject({n: 0});
  expect(at(16)).toMatchObject({n: 1, value: 0});
  told.when({type: 'ack', alerts: [keyOf(low)]}, sunday + 14 * 60 * MINUTE);
  expect(at(16)).toMatchObject({n: 1, value: 1});
});

test('calls are counted for each watch that is over', () => {
  const [early, late] = [
    anAlert({name: 'Early', startsAt: NIGHT}),
    anAlert({name: 'Late', startsAt: NIGHT + 5 * MINUTE}),
  ];
  const told = story({alerts: [early, late]});
  told.when({type: 'start-shift', operator: 'ana'}, NIGHT);
  told.when({type: 'reconcile', source: 'eu'}, NIGHT + 6 * MINUTE);
  told.when({type: 'end-shift'}, NIGHT + 60 * MINUTE);
  told.when({type: 'start-shift', operator: 'lee'}, NIGHT + 60 * MINUTE);
  told.when({type: 'end-shift'}, NIGHT + 120 * MINUTE);
  told.when({type: 'start-shift', operator: 'ana'}, NIGHT + 120 * MINUTE);
  const found = find(reckon(told.state().log, NIGHT, NIGHT + WEEK), 'watch-volume');
  expect(found).toMatchObject({
    value: 1,
    n: 2,
    watches: [
      {operator: 'ana', calls: 2},
      {operator: 'lee', calls: 0},
    ],
  });
});

test('a call that is called noise counts as noise, until it is called something else', () => {
  const disk = anAlert({name: 'DiskFull'});
  const told = story({alerts: [disk]});
  told.when({type: 'reconcile', source: 'eu'});
  told.when({type: 'judge', alerts: [keyOf(disk)], verdict: 'noise'});
  expect(find(reckon(told.state().log, NIGHT - WEEK, NIGHT + WEEK), 'noise-rate')).toMatchObject({value: 1, n: 1});
  told.when({type: 'judge', alerts: [keyOf(disk)], verdict: 'actionable'});
  expect(find(reckon(told.state().log, NIGHT - WEEK, NIGHT + WEEK), 'noise-rate')).toMatchObject({value: 0, n: 1});
});

test('an incident whose alert led to another one in the 90 days before came back', () => {
  const {when, state, shows, at} = theOutage();
  const again = anAlert({name: 'HighErrorRate', startsAt: at('14:33:15') + 30 * 24 * 60 * MINUTE});
  shows({alerts: [again]});
  when({type: 'reconcile', source: 'eu'}, again.startsAt);
  when({type: 'declare-incident', title: 'again', severity: 'P1', alerts: [keyOf(again)]}, again.startsAt);
  const measures = reckon(state().log, at('14:00:00'), again.startsAt + WEEK);
  expect(find(measures, 'recurrence')).toMatchObject({value: 0.5, n: 2});
});

test('an update that comes too late, and one that never comes, are not on time', () => {
  const {when, state, at, incident} = theOutage();
  when({type: 'reopen-incident', incident}, at('15:06:00'));
  const update = {incident, draft: 'update', title: 'still', text: '', to: []} as const;
  when({type: 'post-update', audience: 'room', ...update}, at('15:10:00'));
  when({type: 'post-update', audience: 'room', ...update}, at('15:30:00'));
  const measures = reckon(state().log, at('14:00:00'), at('15:40:00'));
  // Room: 15:06 missed, told 15:10 and 15:30. Stakeholders and status page: 15:06 and 15:36 missed.
  expect(find(measures, 'updates-on-time')).toMatchObject({n: 7, value: 2 / 7});
});

test('an alert is covered once a runbook was opened for one of its calls, and those that called most without one are named', () => {
  const names = ['DiskFull', 'HighLatency', 'PodRestarted'];
  const alerts = names.map((name, index) => anAlert({name, startsAt: NIGHT + index * MINUTE}));
  const [disk] = alerts;
  const told = story({alerts});
  told.when({type: 'reconcile', source: 'eu'}, NIGHT + 5 * MINUTE);
  const again = anAlert({name: 'PodRestarted', startsAt: NIGHT + 30 * MINUTE});
  const gone = {...again, startsAt: NIGHT + 2 * MINUTE, on: NIGHT + 20 * MINUTE, reason: 'absent'} as const;
  told.shows({alerts: [...alerts.slice(0, 2), again]});
  told.when({type: 'reconcile', source: 'eu', gone: [gone]}, NIGHT + 31 * MINUTE);
  const opened = {walk: 'w', file: 'disk.md', document: 'd', title: 'Disk', hash: 'h', total: 1};
  const about =
    disk === undefined ? {} : {alert: {source: 'eu', fingerprint: disk.fingerprint, startsAt: disk.startsAt}};
  const facts = [
    ...told.state().log,
    ...recorded([{type: 'runbook.opened', ...opened, ...about}], NIGHT + 6 * MINUTE),
    // One that is read for no alert covers none.
    ...recorded([{type: 'runbook.opened', ...opened, walk: 'v'}], NIGHT + 7 * MINUTE),
  ];
  const covered = find(reckon(facts, NIGHT, NIGHT + WEEK), 'runbook-coverage');
  expect(covered).toMatchObject({value: 1 / 3, n: 3, target: {value: 1, better: 'higher'}});
  expect(covered?.lacking).toEqual([
    {name: 'PodRestarted', calls: 2},
    {name: 'HighLatency', calls: 1},
  ]);
});

test('OpenMetrics has seconds, the number of cases, and an end', () => {
  const {state, at} = theOutage();
  const text = openMetrics(reckon(state().log, at('14:00:00'), at('14:00:00') + WEEK));
  expect(text).toContain('# TYPE watchkeeper_mtta_seconds gauge\n');
  expect(text).toContain('\nwatchkeeper_mtta_seconds{severity="P1"} 105\n');
  expect(text).toContain('\nwatchkeeper_mtta_cases{severity="P2"} 0\n');
  expect(text).toContain('\nwatchkeeper_mtta_target_seconds{severity="P1"} 300\n');
  expect(text).not.toContain('watchkeeper_mtta_seconds{severity="P2"}');
  expect(text.endsWith('\n# EOF\n')).toBe(true);
});
