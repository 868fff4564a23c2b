import {expect, test} from 'vitest';
import type {Measure} from '../../../src/core/metrics/measure.js';
import {metricsOf} from '../../../src/core/metrics/metrics.js';
import {openMetrics} from '../../../src/core/metrics/openmetrics.js';
import {DEFAULT_TARGETS} from '../../../src/core/metrics/targets.js';
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
  told.when({type: 'set-incident-status', incident, status: 'acknowledged', on: at('14:35:00')}, at('14:36:00'));
  told.when({type: 'set-incident-status', incident, status: 'identified'}, at('14:48:00'));
  told.when({type: 'resolve-incident', incident}, at('15:05:00'));
  told.shows({alerts: []});
  told.when({type: 'reconcile', source: 'eu', gone: [{...api, on: at('15:00:00'), reason: 'absent'}]}, at('15:00:00'));
  return {...told, at, incident};
}

function reckon(facts: Parameters<typeof metricsOf>[0], from: number, to: number): readonly Measure[] {
  return metricsOf(facts, {
    from,
    to,
    settings: someSettings(),
    targets: DEFAULT_TARGETS,
    isBusiness: () => false,
    hourOf: at => Math.floor((at / (60 * MINUTE)) % 24),
  });
}

const find = (measures: readonly Measure[], id: string, severity?: string) =>
  measures.find(one => one.id === id && one.severity === severity);

test('the figures of a known outage are those that are reckoned by hand', () => {
  const {state, at} = theOutage();
  const measures = reckon(state().log, at('14:00:00'), at('14:00:00') + WEEK);
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

test('what was never seen has no value, not zero', () => {
  const measures = reckon([], NIGHT, NIGHT + WEEK);
  expect(find(measures, 'mtta', 'P1')).toMatchObject({n: 0});
  expect(find(measures, 'mtta', 'P1')).not.toHaveProperty('value');
  expect(find(measures, 'mtbf')).not.toHaveProperty('value');
  expect(find(measures, 'alert-volume')).toMatchObject({value: 0, n: 0});
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

test('a P3 of the night that is acked in the morning is in time where the calendar says so', () => {
  const alert = anAlert({name: 'DiskFilling', startsAt: NIGHT});
  const {source, fingerprint, labels, startsAt} = alert;
  const at = (time: string) => Date.parse(`2026-11-20T${time}Z`);
  const facts = [
    ...recorded([
      {type: 'alert.fired', source, fingerprint, labels, startsAt, severity: 'P3', state: 'active', on: startsAt},
    ]),
    ...recorded(
      [
        {
          type: 'ack.requested',
          ack: 'a1',
          source,
          title: 'DiskFilling',
          alerts: [{fingerprint, startsAt}],
          matchers: [],
          duration: 15 * MINUTE,
          comment: 'ACK!',
          extend: true,
        },
      ],
      at('09:30:00'),
    ),
  ].map((fact, index) => ({...fact, seq: index + 1}));
  const work = [{from: 9 * 60, to: 18 * 60}];
  const calendar = {zone: 'UTC', hours: [[], work, work, work, work, work, []]};
  const figuresBy = (settings: Parameters<typeof someSettings>[0]) =>
    metricsOf(facts, {
      from: NIGHT,
      to: at('20:00:00'),
      settings: someSettings(settings),
      targets: DEFAULT_TARGETS,
      hourOf: () => 3,
    });
  const byCalendar = figuresBy({calendar});
  expect(find(byCalendar, 'sla-met', 'P3')).toMatchObject({n: 1, value: 1});
  // By the clock it took six hours and a half: that says nothing against the target.
  expect(find(byCalendar, 'mtta', 'P3')).not.toHaveProperty('target');
  expect(find(figuresBy({}), 'sla-met', 'P3')).toMatchObject({n: 1, value: 0});
});

test('what the log does not know is no quiet time, and without a calendar nothing is out of hours', () => {
  const alerts = [1, 2, 3].map(hours => anAlert({name: `Stuck${hours}`, startsAt: NIGHT + hours * 60 * MINUTE}));
  const facts = [
    ...recorded([{type: 'shift.started', shift: 's1', operator: 'ana'}]),
    ...alerts.flatMap(({source, fingerprint, labels, startsAt}) =>
      recorded(
        [{type: 'alert.fired', source, fingerprint, labels, startsAt, severity: 'P2', state: 'active', on: startsAt}],
        startsAt,
      ),
    ),
    ...recorded([{type: 'shift.ended', shift: 's1'}], NIGHT + 150 * MINUTE),
  ].map((fact, index) => ({...fact, seq: index + 1}));
  const figures = metricsOf(facts, {
    from: NIGHT - 4 * WEEK,
    to: NIGHT + 4 * 60 * MINUTE,
    settings: someSettings(),
    targets: DEFAULT_TARGETS,
    hourOf: () => 3,
  });
  expect(find(figures, 'alert-volume')).toMatchObject({n: 3, value: 21, target: {value: 20}});
  expect(find(figures, 'after-hours')).toMatchObject({n: 0});
  expect(find(figures, 'after-hours')).not.toHaveProperty('value');
  expect(find(figures, 'watch-volume')).toMatchObject({n: 1, value: 2});
  expect(openMetrics(figures)).toContain('watchkeeper_watch_volume_per_watch 2\n');
});
