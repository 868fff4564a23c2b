import {chmodSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import type {HolderView, PrometheusReport, SourceReport} from '../../../src/cli/context.js';
import {OperatorError} from '../../../src/lib/operator-error.js';
import {type BenchOptions, bench} from '../fake-context.js';

const GOOD: SourceReport = {
  source: 'eu',
  watchdog: 'firing',
  members: [{member: 'am-1:9093', version: '0.27.0', latency: 12.4, skew: 100}],
};

function doctorBench(report: Partial<SourceReport> = {}, options: BenchOptions = {}) {
  return bench({
    ...options,
    context: {probeSources: async () => [{...GOOD, ...report}], readLog: async () => ({facts: []}), ...options.context},
  });
}

describe('wk doctor', () => {
  test('all well is exit code 0', async () => {
    const {run, home} = doctorBench();
    expect(await run('doctor')).toEqual({
      stdout: [
        `ok    configuration: no file at ${home}/.config/watchkeeper/config.yaml, and none is needed`,
        'ok    operator: ana (from WK_OPERATOR)',
        `ok    journal: ${home}/.local/state/watchkeeper is not there yet and will be made`,
        'ok    alertmanager eu: am-1:9093: Alertmanager 0.27.0, answers in 12 ms',
        'ok    watchdog eu: the alert that must always fire does fire',
        'ok    terminal: stdout is no terminal, so the cockpit cannot open here',
        '',
      ].join('\n'),
      stderr: 'Ready for the watch.\n',
      exitCode: 0,
    });
  });

  test.each([
    ['unreachable', 3],
    ['refused', 4],
    ['bad-answer', 3],
  ])('a member that fails (%s) is told with what to do, exit code %d', async (kind, code) => {
    const members = [{member: 'am-1:9093', failure: {kind, message: 'It does not work.', hint: 'Do this.'}}];
    const {stdout, stderr, exitCode} = await doctorBench({members}).run('doctor');
    expect(stdout).toContain('FAIL  alertmanager eu: am-1:9093: It does not work.\n      Do this.\n');
    expect([stderr, exitCode]).toEqual(['1 thing keeps the watch from working.\n', code]);
  });

  test('clock skew, strangers in a cluster and a missing watchdog are told', async () => {
    const members = [
      {member: 'a:9093', skew: -90_000, clusterSize: 1},
      {member: 'b:9093', clusterSize: 1},
    ];
    const {stdout, exitCode} = await doctorBench({members, watchdog: 'missing'}).run('doctor');
    expect(stdout).toContain('warn  alertmanager eu: a:9093: its clock is 1m30s behind ours');
    expect(stdout).toContain('warn  alertmanager eu: a:9093 knows of 1 member, and 2 are configured as one cluster');
    expect(stdout).toContain('FAIL  watchdog eu: the alert that must always fire is missing');
    expect(exitCode).toBe(1);
  });

  test('members that know each other are one cluster', async () => {
    const {stdout} = await doctorBench({
      members: [
        {member: 'a', clusterSize: 2},
        {member: 'b', clusterSize: 2},
      ],
    }).run('doctor');
    expect(stdout).toContain('ok    alertmanager eu: its 2 members are one cluster');
  });

  test('a secret that cannot be had is exit code 2', async () => {
    const probeSources = () => Promise.reject(new OperatorError('eu, token: AM_TOKEN is not set.', {hint: 'Set it.'}));
    const {stdout, exitCode} = await doctorBench({}, {context: {probeSources}}).run('doctor');
    expect(stdout).toContain('FAIL  alertmanager: eu, token: AM_TOKEN is not set.\n      Set it.\n');
    expect(exitCode).toBe(2);
  });

  test('a journal folder that others can read is told, and who holds it', async () => {
    const context = {findHolder: async () => ({pid: 42, host: 'bastion'})};
    const {run, home} = doctorBench({}, {context});
    const folder = join(home, 'state');
    mkdirSync(folder);
    chmodSync(folder, 0o755);
    const open = await run('doctor', '--state', folder);
    expect(open.stdout).toContain(
      `warn  journal: ${folder} is open to others (mode 0755)\n      Close it: chmod 700 ${folder}\n`,
    );
    expect(open.stdout).toContain('ok    writer: process 42 on bastion holds the journal');
    expect(open.exitCode).toBe(0);
    chmodSync(folder, 0o700);
    expect((await run('doctor', '--state', folder)).stdout).toContain(`ok    journal: ${folder} is yours alone`);
  });

  test('a holder that is stopped keeps the watch from working, and how it goes on is told', async () => {
    const context = {findHolder: async () => ({pid: 42, host: 'bastion', stopped: true as const})};
    const {run, home} = doctorBench({}, {context});
    const folder = join(home, 'state');
    mkdirSync(folder, {mode: 0o700});
    const {stdout, exitCode} = await run('doctor', '--state', folder);
    expect(stdout).toContain('FAIL  writer: process 42 holds the journal and is stopped');
    expect(stdout).toContain('`fg`');
    expect(exitCode).toBe(6);
  });

  test('a journal folder that is none is exit code 1', async () => {
    const {run, home} = doctorBench();
    writeFileSync(join(home, 'file'), '');
    const {stdout, exitCode} = await run('doctor', '--state', join(home, 'file', 'below'));
    expect(stdout).toContain('cannot be used (ENOTDIR)');
    expect(exitCode).toBe(1);
  });

  test('without an Alertmanager and with a short ack says what to do', async () => {
    const {run, home} = doctorBench({}, {env: {ALERTMANAGER_URL: ''}});
    writeFileSync(join(home, 'c.yaml'), 'ack: {duration: 3m}\n');
    const {stdout, stderr, exitCode} = await run('doctor', '--config', 'c.yaml');
    expect(stdout).toContain('warn  alertmanager: none is configured');
    expect(stdout).toContain('warn  configuration: ack.duration is 3m, and kthxbye');
    expect([stderr, exitCode]).toEqual(['Ready, with 2 things to look at.\n', 0]);
  });

  test('without an Alertmanager of its own looks at those of the open cockpit', async () => {
    const failure = {source: 'us', kind: 'unreachable', message: 'am-2 cannot be reached.', hint: 'Check it.'};
    const via: HolderView = {
      pid: 42,
      sources: ['eu', 'us'],
      alerts: async () => ({alerts: [], failures: [failure]}),
      silences: async () => ({silences: [], failures: []}),
    };
    const {run} = doctorBench({}, {env: {ALERTMANAGER_URL: ''}, context: {viaHolder: async () => via}});
    const {stdout, exitCode} = await run('doctor');
    expect(stdout).toContain('alertmanager eu: answers, asked through the open cockpit (process 42)');
    expect(stdout).toContain('FAIL  alertmanager us: us: am-2 cannot be reached.');
    expect(stdout).not.toContain('none is configured');
    expect(exitCode).toBe(3);
  });

  test('what the terminal can do is told', async () => {
    const seen = async (options: BenchOptions) =>
      (await doctorBench({}, {isTTY: true, ...options}).run('doctor')).stdout;
    expect(await seen({columns: 120})).toContain('ok    terminal: 256 colours, Unicode, links\n');
    const dumb = {
      capabilities: async () => ({color: 'none', unicode: false, links: false, addressable: false}) as const,
    };
    expect(await seen({context: dumb})).toContain('warn  terminal: the cursor cannot be moved (TERM)');
    expect(await seen({columns: 40})).toContain('warn  terminal: 40 columns are few');
  });

  test('json is an array of checks', async () => {
    const checks = JSON.parse((await doctorBench().run('doctor', '-o', 'json')).stdout);
    expect(checks.at(-1)).toEqual({
      about: 'terminal',
      status: 'ok',
      text: 'stdout is no terminal, so the cockpit cannot open here',
    });
  });
});

describe('wk doctor with a Prometheus', () => {
  const PROMETHEUS = 'prometheus: {url: "http://prom:9090"}\n';
  const FIRING = [
    {alertname: 'DiskFull', instance: 'db-1', severity: 'critical'},
    {alertname: 'Lag', instance: 'q-1'},
  ];

  async function withPrometheus(report: PrometheusReport | Error, firing = FIRING) {
    const probePrometheus = async () => {
      if (report instanceof Error) throw report;
      return report;
    };
    const {run, home} = doctorBench({firing}, {context: {probePrometheus}});
    writeFileSync(join(home, 'c.yaml'), PROMETHEUS);
    const ran = await run('doctor', '--config', 'c.yaml');
    return {...ran, lines: ran.stdout.split('\n').filter(line => line.includes('prometheus'))};
  }

  test('that answers and whose alerts fire is well', async () => {
    const {lines, exitCode} = await withPrometheus({
      server: 'prom:9090',
      version: '2.42.0',
      latency: 3,
      firing: [
        {alertname: 'DiskFull', instance: 'db-1', job: 'node'},
        {alertname: 'Lag', instance: 'other'},
      ],
    });
    expect(lines).toEqual([
      'ok    prometheus: prom:9090: Prometheus 2.42.0, answers in 3 ms',
      'ok    prometheus: 1 of 2 firing alerts comes from it',
    ]);
    expect(exitCode).toBe(0);
  });

  test('that nothing of what fires comes from is perhaps another one’s', async () => {
    const {lines, exitCode} = await withPrometheus({server: 'prom:9090', latency: 3, firing: []});
    expect(lines).toEqual([
      'ok    prometheus: prom:9090: answers queries in 3 ms',
      "warn  prometheus: of 2 firing alerts none comes from it: it may be another one's Prometheus",
      expect.stringContaining('under `prometheus:`'),
    ]);
    expect(exitCode).toBe(0);
  });

  test.each([
    ['unreachable', 3],
    ['refused', 4],
  ])('that fails (%s) is told with what to do, exit code %d', async (kind, code) => {
    const failure = {kind, message: 'It does not work.', hint: 'Do this.'};
    const {stdout, exitCode} = await withPrometheus({server: 'prom:9090', failure});
    expect(stdout).toContain('FAIL  prometheus: prom:9090: It does not work.\n      Do this.\n');
    expect(exitCode).toBe(code);
  });

  test('whose secret cannot be had is exit code 2', async () => {
    const {stdout, exitCode} = await withPrometheus(new OperatorError('PROM_TOKEN is not set.', {hint: 'Set it.'}));
    expect(stdout).toContain('FAIL  prometheus: PROM_TOKEN is not set.\n      Set it.\n');
    expect(exitCode).toBe(2);
  });
});

describe('wk doctor with a configuration that is wrong', () => {
  test('tells that and looks at everything else', async () => {
    const {run, home} = doctorBench();
    writeFileSync(join(home, 'c.yaml'), 'ui: {bel: true}\n');
    const {stdout, stderr, exitCode} = await run('doctor', '--config', 'c.yaml');
    expect(stdout).toContain(`FAIL  configuration: The configuration ${home}/c.yaml has a problem:`);
    expect(stdout).toContain('c.yaml:1: ui.bel: unknown key; did you mean `bell`?');
    expect(stdout).toContain('is not there yet and will be made');
    expect(stdout).toContain('ok    alertmanager eu: am-1:9093: Alertmanager 0.27.0');
    expect(stdout).toContain('ok    terminal');
    expect([stderr, exitCode]).toEqual(['1 thing keeps the watch from working.\n', 2]);
  });

  test('of which the flag is the wrong part looks at what the file names', async () => {
    const {run, home} = doctorBench({}, {env: {ALERTMANAGER_URL: ''}});
    writeFileSync(join(home, 'c.yaml'), 'alertmanagers: [{name: us, urls: ["http://am-9:9093"]}]\n');
    const {stdout, exitCode} = await run('doctor', '--config', 'c.yaml', '--alertmanager', 'ftp://x');
    expect(stdout).toContain('FAIL  configuration: --alertmanager names `ftp://x`');
    expect(stdout).toContain('ok    alertmanager eu: am-1:9093');
    expect(exitCode).toBe(2);
  });

  test('and an environment that is wrong too leaves the terminal and the journal', async () => {
    const {run, home} = doctorBench({}, {env: {ALERTMANAGER_URL: 'ftp://x'}});
    writeFileSync(join(home, 'c.yaml'), ': : :\n');
    const {stdout, exitCode} = await run('doctor', '--config', 'c.yaml');
    expect(stdout).toContain('FAIL  configuration');
    expect(stdout).toContain('warn  alertmanager: none is configured');
    expect(stdout).toContain('ok    journal');
    expect(stdout).toContain('ok    terminal');
    expect(exitCode).toBe(2);
  });
});

test('a changes command that is not there is a warning', async () => {
  const {run, home} = doctorBench();
  writeFileSync(join(home, 'c.yaml'), 'changes: {command: [recent-deploys-nowhere]}\n');
  const {stdout} = await run('doctor', '--config', 'c.yaml');
  expect(stdout).toContain('warn  configuration: changes.command: the program recent-deploys-nowhere is not there');
});
