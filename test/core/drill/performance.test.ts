import {describe, expect, test} from 'vitest';
import {fingerprint} from '../../../src/core/alert/fingerprint.js';
import type {Mitigation} from '../../../src/core/drill/drill.js';
import {performanceOf} from '../../../src/core/drill/performance.js';
import {drillReport} from '../../../src/core/drill/report.js';
import type {NewFact} from '../../../src/core/shift/decision.js';
import {aDrill, aDrillAlert, MINUTE} from '../../support/a-drill.js';
import {factsAt, type Told} from '../../support/a-recorded-watch.js';
import {NIGHT} from '../../support/given.js';

const {labels} = aDrillAlert();
const POOL = {source: 'eu', fingerprint: fingerprint(labels), startsAt: NIGHT};
const fired: NewFact = {type: 'alert.fired', ...POOL, labels, severity: 'P1', state: 'active', on: NIGHT};
const acked: NewFact = {
  type: 'ack.requested',
  ack: 'wk-1',
  source: 'eu',
  title: 'PoolFull',
  alerts: [{fingerprint: POOL.fingerprint, startsAt: NIGHT}],
  matchers: [],
  duration: 900_000,
  comment: 'ACK!',
  extend: true,
};
const opened: NewFact = {
  type: 'runbook.opened',
  walk: 'w',
  file: 'pool.md',
  document: 'd',
  title: 'Pool',
  hash: 'h',
  total: 3,
  alert: POOL,
};
const confirmed = (text: string, level: 'reads' | 'changes' = 'changes'): NewFact => ({
  type: 'step.confirmed',
  walk: 'w',
  step: 's',
  title: 'restart',
  run: 'r',
  statement: 'st',
  text,
  level,
  reasons: [],
  edited: false,
  values: [],
  place: {host: 'h', user: 'u', cwd: '/'},
});
const finished = (code: number): NewFact => ({
  type: 'step.finished',
  walk: 'w',
  step: 's',
  title: 'restart',
  run: 'r',
  how: 'exited',
  code,
  on: NIGHT,
});
const change = (text: string, service?: string): NewFact => ({
  type: 'change.recorded',
  change: 'c',
  text,
  on: NIGHT,
  ...(service === undefined ? {} : {service}),
});

/** Minutes after it fired, by what became of it. */
function minutes(by: Mitigation['by'] | undefined, ...told: readonly Told[]) {
  const drill = aDrill({alerts: [aDrillAlert(by === undefined ? {} : {mitigation: {by, endsAfter: MINUTE}})]});
  const [one] = performanceOf(drill, factsAt(...told));
  const took = (at: number | undefined) => (at === undefined ? undefined : (at - (one?.firedAt ?? 0)) / MINUTE);
  return {ack: took(one?.ackedAt), find: took(one?.foundAt), mitigate: took(one?.mitigatedAt)};
}

describe('how an alert of a drill was dealt with', () => {
  test('counts from when the watch saw it: to its ack, to its runbook, to what mitigates it', () => {
    const told: readonly Told[] = [
      [3, fired],
      [4, acked],
      [6, opened],
      [9, confirmed('kubectl rollout restart x')],
      [11, finished(0)],
    ];
    expect(minutes({kind: 'statement', text: 'Rollout Restart'}, ...told)).toEqual({ack: 1, find: 3, mitigate: 8});
  });

  test.each<[string, NewFact]>([
    ['a note on it', {type: 'note.added', note: 'n', text: 'the report holds it', alert: POOL}],
    [
      'an incident that is declared with it',
      {
        type: 'incident.declared',
        incident: 'i',
        title: 'x',
        severity: 'P1',
        detected: 'alert',
        alerts: [{...POOL, title: 'PoolFull'}],
        startedAt: NIGHT,
      },
    ],
  ])('%s is a look into it', (_what, fact) => {
    expect(minutes(undefined, [3, fired], [5, fact]).find).toBe(2);
  });

  test('a statement that failed, another one, and one that was only confirmed mitigate nothing', () => {
    const by = {kind: 'statement', text: 'restart'} as const;
    expect(minutes(by, [3, fired], [4, opened], [5, confirmed('restart')], [6, finished(1)]).mitigate).toBeUndefined();
    expect(minutes(by, [3, fired], [4, opened], [5, confirmed('get pods')], [6, finished(0)]).mitigate).toBeUndefined();
    expect(minutes(by, [3, fired], [4, opened], [5, confirmed('restart')]).mitigate).toBeUndefined();
  });

  test('a change counts by its text, and only after the alert fired', () => {
    const by = {kind: 'change', text: 'report'} as const;
    expect(minutes(by, [1, change('report stopped')], [3, fired], [7, change('Report stopped')]).mitigate).toBe(4);
    expect(minutes(by, [3, fired], [7, change('pool raised')]).mitigate).toBeUndefined();
  });

  test('by hand, a change of its service or a changing step of its runbook does; one of another service does not', () => {
    const by = {kind: 'manual'} as const;
    expect(minutes(by, [3, fired], [5, change('x', 'mailer')], [7, change('y', 'api')]).mitigate).toBe(4);
    expect(
      minutes(by, [3, fired], [4, opened], [5, confirmed('get', 'reads')], [6, finished(0)]).mitigate,
    ).toBeUndefined();
    expect(minutes(by, [3, fired], [4, opened], [5, confirmed('restart')], [6, finished(0)]).mitigate).toBe(3);
  });

  test('of an alert that fires twice, each time has its own figures', () => {
    const again = aDrillAlert({name: 'pool again', at: 20 * MINUTE});
    const drill = aDrill({alerts: [aDrillAlert({resolves: 10 * MINUTE}), again]});
    const [first, second] = performanceOf(drill, factsAt([3, fired], [20, fired], [22, acked]));
    expect(first?.ackedAt).toBeUndefined();
    expect(second).toMatchObject({firedAt: NIGHT + 20 * MINUTE, ackedAt: NIGHT + 22 * MINUTE});
  });
});

test('the report says for each alert and in all what was done, when, and whether that was in time', () => {
  const by = {kind: 'change', text: 'report'} as const;
  const alerts = [
    aDrillAlert({targets: {ack: 5 * MINUTE, mitigate: 3 * MINUTE}, mitigation: {by, endsAfter: MINUTE}}),
    aDrillAlert({name: 'later', labels: {alertname: 'Later'}}),
  ];
  const drill = aDrill({title: 'pool', alerts});
  const facts = factsAt([3, fired], [5, acked], [9, change('report stopped')]);
  const report = drillReport(drill, performanceOf(drill, facts), {began: NIGHT, until: NIGHT + 12 * MINUTE});
  expect(report).toEqual({
    title: 'Drill: pool, 12m',
    headings: ['ALERT', 'FIRED', 'ACK', 'FIND', 'MITIGATE'],
    rows: [
      ['pool', '+3m', '2m, in time', 'never', '6m, late (3m)'],
      ['later', 'not yet', '-', '-', '-'],
    ],
    totals: [
      '1 of 1 alert acked, median 2m, longest 2m; 1 of 1 in time.',
      '0 of 1 alert looked into.',
      '1 of 1 alert mitigated, median 6m, longest 6m; 0 of 1 in time.',
      '1 alert had not fired when the drill was left.',
    ],
  });
});
