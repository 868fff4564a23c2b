import {expect, test} from 'vitest';
import type {RunbookShelf} from '../../../src/core/runbook/shelf.js';
import type {Fact} from '../../../src/core/shift/fact.js';
import {anAlert, NIGHT, story} from '../../support/given.js';
import {bench} from '../fake-context.js';

const DAY = 24 * 60 * 60_000;
const disk = anAlert({name: 'DiskFull', startsAt: NIGHT - DAY});

/** A runbook is found for what is named so. */
const shelfFor = (name?: string) =>
  ({
    builtIn: '/built-in',
    match: async (alerts: readonly {readonly labels: Readonly<Record<string, string>>}[]) =>
      alerts.map(alert => ({alert, match: {found: alert.labels.alertname === name ? [{}] : [], suggested: []}})),
  }) as unknown as RunbookShelf;

function told(shelf = shelfFor(), later: readonly Fact[] = []) {
  const night = story({alerts: [disk]});
  night.when({type: 'reconcile', source: 'eu'}, NIGHT - DAY);
  const facts = [...night.state().log, ...later];
  return bench({
    context: {readLog: async () => ({facts}), runbooks: async () => shelf, findHolder: async () => undefined},
  });
}

test('wk metrics reckons from the log alone, and names what called without a runbook below the coverage', async () => {
  const {stdout, stderr, exitCode} = await told().run('metrics', '--since', '7d');
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(
    /^calls \(alert volume\) +7 a week +1 +at most 20 a week: too early to tell, from 1d of log$/m,
  );
  expect(stderr).toContain('the log begins');
  expect(stdout).toMatch(/^runbook coverage +0 % +1 +at least 100 %: missed\n {2}without: DiskFull +1 call$/m);
});

test('wk metrics -o json has the same with every figure', async () => {
  const {stdout} = await told().run('metrics', '--since', '7d', '-o', 'json');
  const {measures} = JSON.parse(stdout) as {readonly measures: readonly {readonly id: string}[]};
  expect(measures.find(({id}) => id === 'runbook-coverage')).toMatchObject({
    value: 0,
    n: 1,
    met: false,
    lacking: [{name: 'DiskFull', calls: 1}],
  });
});

test('an alert whose runbook nobody had to open yet is covered all the same', async () => {
  const {stdout} = await told(shelfFor('DiskFull')).run('metrics', '--since', '7d');
  expect(stdout).toMatch(/^runbook coverage +100 % +1 +at least 100 %: met$/m);
});

test('wk metrics says how many facts of a newer version count nowhere', async () => {
  const at = new Date(NIGHT - DAY + 60_000).toISOString();
  const later = {v: 1, seq: 9, origin: 'here', at, by: 'ana', type: 'robot.started'} as Fact;
  const {stderr} = await told(shelfFor(), [later]).run('metrics', '--since', '7d');
  expect(stderr).toContain('A newer version wrote 1 fact that this one cannot read: 1 of robot.started.');
});
