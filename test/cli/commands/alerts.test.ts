import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import type {AlertQuery, AlertsAnswer, CommandContext} from '../../../src/cli/context.js';
import {bench} from '../fake-context.js';
import {listed} from '../listed.js';

const DISK = listed({alertname: 'DiskFull', severity: 'warning', instance: 'db-1', job: 'node', team: 'pay'});
const DOWN = listed(
  {alertname: 'Down', severity: 'critical', service: 'checkout'},
  {startsAt: '2026-11-20T02:00:00.000Z', status: {state: 'suppressed', silencedBy: ['x'], inhibitedBy: []}},
);

function alertsBench(answer: Partial<AlertsAnswer> = {}, options: Parameters<typeof bench>[0] = {}) {
  const queries: AlertQuery[] = [];
  const made = bench({
    ...options,
    context: {
      queryAlerts: async (_config, query) => {
        queries.push(query);
        return {alerts: [DISK, DOWN], failures: [], ...answer};
      },
    },
  });
  return {...made, queries};
}

describe('wk alerts', () => {
  test('without selectors asks for active ones only', async () => {
    const {run, queries} = alertsBench();
    await run('alerts');
    expect(queries).toEqual([{matchers: [], active: true, silenced: false, inhibited: false, unprocessed: false}]);
  });

  test('takes the selectors of amtool, long and short', async () => {
    const {run, queries} = alertsBench();
    await run('alerts', '-s', '-i', '-r', 'team-.*', 'DiskFull', 'severity=~"critical|high"');
    await run(
      'alerts',
      '--silenced',
      '--inhibited',
      '--receiver',
      'team-.*',
      'alertname=DiskFull',
      'severity=~critical|high',
    );
    const matchers = [
      {name: 'alertname', value: 'DiskFull', isRegex: false, isEqual: true},
      {name: 'severity', value: 'critical|high', isRegex: true, isEqual: true},
    ];
    const query = {matchers, active: false, silenced: true, inhibited: true, unprocessed: false, receiver: 'team-.*'};
    expect(queries).toEqual([query, query]);
  });

  test('shows the worst first, then the oldest', async () => {
    const {run} = alertsBench();
    expect(await run('alerts')).toEqual({
      stdout: [
        'SEV  AGE  STATE     ALERT     LABELS                  SUMMARY',
        'P1    1h  silenced  Down      service=checkout        Down is bad',
        'P3    2m  active    DiskFull  job=node instance=db-1  DiskFull is bad',
        '',
      ].join('\n'),
      stderr: '',
      exitCode: 0,
    });
  });

  test('wide shows fingerprint, receivers and all labels', async () => {
    const {stdout} = await alertsBench({alerts: [DISK]}).run('alerts', '-o', 'wide');
    expect(stdout).toContain('0123456789abcdef  team');
    expect(stdout).toContain('instance="db-1" job="node" severity="warning" team="pay"');
  });

  test('simple is what amtool prints', async () => {
    const {stdout} = await alertsBench().run('alerts', '-o', 'simple');
    expect(stdout).toBe(
      [
        'Alertname  Starts At                Summary          State',
        'Down       2026-11-20 02:00:00 UTC  Down is bad      suppressed',
        'DiskFull   2026-11-20 02:58:00 UTC  DiskFull is bad  active',
        '',
      ].join('\n'),
    );
  });

  test("follows amtool's date.format and output", async () => {
    const {run, home} = alertsBench({alerts: [DISK]});
    mkdirSync(join(home, '.config/amtool'), {recursive: true});
    writeFileSync(
      join(home, '.config/amtool/config.yml'),
      'output: simple\ndate.format: "Jan _2 3:04PM"\n'.replace('3:04', '03:04'),
    );
    expect((await run('alerts')).stdout).toContain('Nov 20 02:58AM');
  });

  test("json is an array in amtool's shape, one element per alert", async () => {
    const {stdout} = await alertsBench().run('alerts', '-o', 'json');
    expect(JSON.parse(stdout)).toEqual([DISK, DOWN]);
    expect((await alertsBench({alerts: []}).run('alerts', '-o', 'json')).stdout).toBe('[]\n');
  });

  test('nothing that fires is an empty table and success', async () => {
    const {stdout, exitCode} = await alertsBench({alerts: []}).run('alerts');
    expect([stdout, exitCode]).toEqual(['SEV  AGE  STATE  ALERT  LABELS  SUMMARY\n', 0]);
  });

  test('an unknown severity is marked as a guess', async () => {
    const {stdout} = await alertsBench({alerts: [listed({alertname: 'Odd', severity: 'purple'})]}).run('alerts');
    expect(stdout).toContain('P3?');
  });

  test('a source that does not answer is told, with its exit code', async () => {
    const failures = [
      {source: 'eu', kind: 'unreachable', message: 'http://am-1:9093 refused the connection.', hint: 'Is it up?'},
    ];
    expect(await alertsBench({alerts: [], failures}).run('alerts')).toEqual({
      stdout: '',
      stderr: 'wk: eu: http://am-1:9093 refused the connection.\n    Is it up?\n',
      exitCode: 3,
    });
    const refused = [{source: 'eu', kind: 'refused', message: '401.', hint: 'Log in.'}];
    expect((await alertsBench({alerts: [], failures: refused}).run('alerts')).exitCode).toBe(4);
  });

  test('what other sources have is shown all the same', async () => {
    const failures = [{source: 'us', kind: 'timeout', message: 'No answer.', hint: 'Is it up?'}];
    const {stdout, stderr, exitCode} = await alertsBench(
      {alerts: [DISK], failures},
      {env: {ALERTMANAGER_URL: 'eu=http://a,us=http://b'}},
    ).run('alerts');
    expect(stdout).toContain('DiskFull');
    expect([stderr, exitCode]).toEqual(['wk: us: No answer.\n    Is it up?\n', 3]);
  });

  test('without any Alertmanager says how to name one, exit code 2', async () => {
    const {stderr, exitCode} = await alertsBench({}, {env: {ALERTMANAGER_URL: ''}}).run('alerts');
    expect(stderr).toBe(
      'wk: No Alertmanager is configured.\n    Name one with --alertmanager URL or ALERTMANAGER_URL, or write a configuration with `wk config init`.\n',
    );
    expect(exitCode).toBe(2);
  });

  test('labels and annotations cannot steer the terminal in any format', async () => {
    const evil = '\u001b]52;c;aGk=\u0007\u009b2Jx\rover\nline\u202e!';
    const alert = listed({alertname: evil, severity: 'critical', service: evil}, {annotations: {summary: evil}});
    for (const format of ['table', 'wide', 'simple', 'json']) {
      const {stdout} = await alertsBench({alerts: [alert]}).run('alerts', '-o', format);
      expect(stdout.replaceAll('\n', '')).toMatch(/^[^\u0000-\u001f\u007f-\u009f\u202a-\u202e]*$/);
      expect(stdout.split('\n').length).toBeLessThanOrEqual(4);
    }
    const {stdout} = await alertsBench({alerts: [alert]}).run('alerts', '-o', 'json');
    expect(JSON.parse(stdout)[0].labels.alertname).toBe(evil);
  });

  test('a table fits the terminal, and keeps its length in a file', async () => {
    const long = listed({alertname: 'Long', severity: 'critical'}, {annotations: {summary: 'ä'.repeat(200)}});
    const shown = await alertsBench({alerts: [long]}, {isTTY: true, columns: 60}).run('alerts');
    expect(shown.stdout.split('\n').map(line => line.length)).toEqual([expect.any(Number), 60, 0]);
    expect((await alertsBench({alerts: [long]}).run('alerts')).stdout).toContain('ä'.repeat(200));
  });
});

describe('what only a feed tells of', () => {
  const FED = {
    ...listed({alertname: 'LatencyHigh', severity: 'critical', service: 'api'}, {fingerprint: 'fed'}),
    source: 'datadog',
  };
  const down = {
    source: 'relay:9095',
    kind: 'unreachable',
    message: 'What only the feed tells of is not known: no.',
    hint: 'Look.',
  };
  const fedBench = (
    answer: Awaited<ReturnType<CommandContext['fedAlerts']>>,
    options: Parameters<typeof bench>[0] = {},
  ) =>
    bench({
      ...options,
      context: {
        viaHolder: async () => undefined,
        queryAlerts: async () => ({alerts: [DISK], failures: [], counts: [{source: 'eu', count: 1}]}),
        fedAlerts: async () => answer,
      },
    });

  test('is listed with its source, and then the source of the others is told, too', async () => {
    const {run} = fedBench({alerts: [FED], failures: []});
    expect((await run('alerts')).stdout).toBe(
      [
        'SEV  AGE  STATE   ALERT        SOURCE   LABELS                  SUMMARY',
        'P1    2m  active  LatencyHigh  datadog  service=api             LatencyHigh is bad',
        'P3    2m  active  DiskFull     eu       job=node instance=db-1  DiskFull is bad',
        '',
      ].join('\n'),
    );
    const simple = (await run('alerts', '-o', 'simple')).stdout;
    expect(simple).toMatch(/State {3}Source\n/);
    expect(simple).toMatch(/LatencyHigh is bad +active {2}datadog\n/);
    expect(JSON.parse((await run('alerts', '-o', 'json')).stdout)).toEqual([DISK, FED]);
  });

  test('that an Alertmanager lists as well is listed once', async () => {
    const {run} = fedBench({alerts: [{...DISK, source: 'hook'}], failures: []});
    expect(JSON.parse((await run('alerts', '-o', 'json')).stdout)).toEqual([DISK]);
  });

  test('is said to be missing where it cannot be known, on stderr and by the exit code', async () => {
    const {stdout, ...rest} = await fedBench({alerts: [], failures: [down]}).run('alerts', '-o', 'json');
    expect(JSON.parse(stdout)).toEqual([DISK]);
    expect(rest).toEqual({
      stderr: 'wk: relay:9095: What only the feed tells of is not known: no.\n    Look.\n',
      exitCode: 3,
    });
    const refused = await fedBench({alerts: [], failures: [{...down, kind: 'refused'}]}).run('alerts');
    expect(refused.exitCode).toBe(4);
  });

  test('is all there is where no Alertmanager is configured', async () => {
    const env = {ALERTMANAGER_URL: '', WK_CONFIG: 'wk.yaml'};
    const {run, home} = fedBench({alerts: [FED], failures: []}, {env});
    writeFileSync(join(home, 'wk.yaml'), 'feed: {url: "ws://relay:9095/v1/feed"}\n');
    const {stdout, exitCode} = await run('alerts', '-o', 'json');
    expect([JSON.parse(stdout), exitCode]).toEqual([[FED], 0]);
    const none = fedBench({alerts: [], failures: [down]}, {env});
    writeFileSync(join(none.home, 'wk.yaml'), 'feed: {url: "ws://relay:9095/v1/feed"}\n');
    expect(await none.run('alerts')).toMatchObject({stdout: '', exitCode: 3});
  });

  test('is left out, and said to be, where --alertmanager names who is asked', async () => {
    const {run, home} = fedBench({alerts: [FED], failures: []}, {env: {WK_CONFIG: 'wk.yaml'}});
    writeFileSync(join(home, 'wk.yaml'), 'feed: {url: "ws://relay:9095/v1/feed"}\n');
    const {stdout, stderr, exitCode} = await run('alerts', '-o', 'json', '--alertmanager', 'http://am-1:9093');
    expect([JSON.parse(stdout), exitCode]).toEqual([[DISK], 0]);
    expect(stderr).toContain('alerts that only the feed tells of are not in this list');
  });
});
