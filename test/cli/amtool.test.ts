import {execFileSync} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {alertsOf} from '../../src/cli/wire/alerts-query.js';
import {silencesOf} from '../../src/cli/wire/ask-once.js';
import {describeReal, postAlerts, type RealAlertmanager, startAlertmanager} from '../support/real.js';
import {bench} from './fake-context.js';

describeReal('beside amtool', ['prometheus-alertmanager', 'amtool'], () => {
  let server: RealAlertmanager;

  beforeAll(async () => {
    server = await startAlertmanager();
    const labels = {severity: 'warning', team: 'pay'};
    const alerts = ['DiskFull', 'Lag', 'Held'].map(alertname => ({
      labels: {alertname, ...labels},
      annotations: {summary: `${alertname} now`},
    }));
    await postAlerts(server.url, alerts);
    amtool('silence', 'add', 'alertname=Held', 'team=~"pay|shop"', '-c', 'a "quoted" reason', '-a', 'lee');
  });

  afterAll(() => server?.stop());

  function amtool(...args: readonly string[]): string {
    return execFileSync('amtool', [`--alertmanager.url=${server.url}`, ...args], {
      encoding: 'utf8',
      env: {...process.env, TZ: 'UTC'},
    });
  }

  function real() {
    const parts = {env: {}, signal: new AbortController().signal};
    return bench({
      env: {ALERTMANAGER_URL: server.url},
      context: {
        now: Date.now,
        queryAlerts: (config, query) => alertsOf(config, query, parts),
        querySilences: config => silencesOf(config, parts.env, parts.signal),
      },
    });
  }

  test.each([[[]], [['--silenced']], [['alertname=~"D.*|H.*"', '--active', '--silenced']], [['Lag', 'team=pay']]])(
    'wk alerts -o json %j is what amtool alert query prints',
    async flags => {
      const byName = (list: {labels: {alertname: string}}[]) =>
        list.sort((a, b) => a.labels.alertname.localeCompare(b.labels.alertname));
      const {stdout, exitCode} = await real().run('alerts', '-o', 'json', ...flags);
      expect(exitCode).toBe(0);
      expect(byName(JSON.parse(stdout))).toEqual(byName(JSON.parse(amtool('alert', 'query', '-o', 'json', ...flags))));
    },
  );

  test('wk alerts -o simple has the same columns', async () => {
    const columns = (text: string) =>
      text
        .trimEnd()
        .split('\n')
        .map(line => line.trimEnd().split(/ {2,}/))
        .sort();
    const {stdout} = await real().run('alerts', '-o', 'simple');
    expect(columns(stdout)).toEqual(columns(amtool('alert', 'query')));
  });

  test('wk silence list -o json is read by amtool silence import', async () => {
    const {run, home} = real();
    const {stdout} = await run('silence', 'list', '-o', 'json');
    const [ours] = JSON.parse(stdout);
    expect(ours).toMatchObject({createdBy: 'lee', comment: 'a "quoted" reason', status: {state: 'active'}});
    const file = join(home, 'silences.json');
    writeFileSync(file, stdout);
    amtool('silence', 'expire', ours.id);
    amtool('silence', 'import', '--force', file);
    const [again, ...others] = JSON.parse(amtool('silence', 'query', '-o', 'json'));
    expect(others).toEqual([]);
    expect(again).toMatchObject({
      matchers: ours.matchers,
      comment: ours.comment,
      createdBy: 'lee',
      endsAt: ours.endsAt,
    });
  });
});
