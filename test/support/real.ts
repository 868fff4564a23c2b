import {accessSync, constants, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {connect, createServer} from 'node:net';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {describe, test} from 'vitest';
import {type RealServer, startServer} from './real-server.js';

export interface RealAlertmanager extends RealServer {
  /** `host:port` of its gossip, for the `clusterPeers` of another one; empty for a single node. */
  readonly cluster: string;
  /** Forgets alerts, silences and notifications, then serves again on the same port. */
  restartEmpty(): Promise<void>;
  /** Resolves when it sees this many members, itself included. */
  untilMembers(count: number): Promise<void>;
}

export interface PostedAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** RFC 3339. */
  readonly startsAt?: string;
  readonly endsAt?: string;
  readonly generatorURL?: string;
}

const QUIET_CONFIG = `route:
  receiver: nobody
  group_by: [alertname]
  group_wait: 1s
  group_interval: 1s
  repeat_interval: 4h
receivers:
  - name: nobody
`;

/**
 * Tests against real programs. Where one is not installed they are skipped and say so; with WK_REQUIRE_REAL=1, as in
 * CI, they fail instead.
 */
export function describeReal(name: string, binaries: readonly string[], tests: () => void): void {
  const missing = binaries.filter(binary => findBinary(binary) === undefined).join(', ');
  if (missing === '') describe(name, tests);
  else if (process.env.WK_REQUIRE_REAL === '1') describe(name, () => failFor(missing));
  else describe.skipIf(true)(`${name} (skipped: ${missing} not installed)`, tests);
}

/** A real Alertmanager with its data in a folder of its own; `clusterPeers`, also an empty list, makes it gossip. */
export async function startAlertmanager(options: AlertmanagerOptions = {}): Promise<RealAlertmanager> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await tryAlertmanager(options);
    } catch (error) {
      // A port that was free a moment ago may be somebody else's by now.
      if (tries === 3 || !String(error).includes('address already in use')) throw error;
    }
  }
}

interface AlertmanagerOptions {
  readonly args?: readonly string[];
  readonly config?: string;
  readonly clusterPeers?: readonly string[];
}

async function tryAlertmanager(options: AlertmanagerOptions): Promise<RealAlertmanager> {
  const port = await freePort();
  const cluster = options.clusterPeers === undefined ? '' : `127.0.0.1:${await freePort()}`;
  const cwd = tempDir();
  const data = path.join(cwd, 'data');
  writeFileSync(path.join(cwd, 'alertmanager.yml'), options.config ?? QUIET_CONFIG);
  const args = [
    '--config.file=alertmanager.yml',
    '--storage.path=data',
    `--web.listen-address=127.0.0.1:${port}`,
    `--cluster.listen-address=${cluster}`,
    '--cluster.gossip-interval=50ms',
    '--cluster.pushpull-interval=2s',
    ...(options.clusterPeers ?? []).map(peer => `--cluster.peer=${peer}`),
    ...(options.args ?? []),
  ];
  const binary = findBinary('prometheus-alertmanager') ?? 'prometheus-alertmanager';
  const server = await startServer({binary, args, port, cwd, ready: '/-/ready'});
  return Object.assign(server, {
    cluster,
    restartEmpty: () => server.restart(() => rmSync(data, {recursive: true, force: true})),
    untilMembers: (count: number) => untilMembers(server.url, count),
  });
}

/** A real Prometheus that scrapes itself each second and sends what `rules` fire to `alertmanagers`. */
export async function startPrometheus(
  options: {
    readonly args?: readonly string[];
    readonly config?: string;
    /** A rule file, YAML. */
    readonly rules?: string;
    /** `host:port` each. */
    readonly alertmanagers?: readonly string[];
  } = {},
): Promise<RealServer> {
  const port = await freePort();
  const cwd = tempDir();
  writeFileSync(path.join(cwd, 'rules.yml'), options.rules ?? 'groups: []\n');
  writeFileSync(path.join(cwd, 'prometheus.yml'), options.config ?? selfScrape(port, options.alertmanagers ?? []));
  const args = [
    '--config.file=prometheus.yml',
    '--storage.tsdb.path=data',
    // It learns of its Alertmanagers 5 s after its first firing, and would send again only a minute later.
    '--rules.alert.resend-delay=1s',
    `--web.listen-address=127.0.0.1:${port}`,
    ...(options.args ?? []),
  ];
  const binary = findBinary('prometheus') ?? 'prometheus';
  return startServer({binary, args, port, cwd, ready: '/-/ready'});
}

/** A real Redis that keeps an append-only file in a folder of its own. */
export async function startRedis(options: {readonly args?: readonly string[]} = {}): Promise<RealServer> {
  const port = await freePort();
  const cwd = tempDir();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'yes'];
  return startServer({
    binary: findBinary('redis-server') ?? 'redis-server',
    args: [...args, ...(options.args ?? [])],
    port,
    url: `redis://127.0.0.1:${port}`,
    cwd,
    ready: () => pongs(port),
  });
}

export async function postAlerts(url: string, alerts: readonly PostedAlert[]): Promise<void> {
  const headers = {'content-type': 'application/json'};
  const response = await fetch(`${url}/api/v2/alerts`, {method: 'POST', headers, body: JSON.stringify(alerts)});
  const text = await response.text();
  if (!response.ok) throw new Error(`the Alertmanager refused the alerts: ${response.status} ${text}`);
}

/** Whether a Redis answers there and has read its file. */
function pongs(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.setTimeout(2_000, () => socket.destroy());
    socket.once('data', data => {
      resolve(/^(\+PONG|-NOAUTH)/.test(String(data)));
      socket.destroy();
    });
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
  });
}

/** A port of loopback that nobody held a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise(resolve => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('the kernel gave no port');
  return address.port;
}

/** A new folder, private to the caller, gone when the test process ends. */
export function tempDir(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'wk-'));
  folders.push(folder);
  return folder;
}

const folders: string[] = [];
// The runner ends its processes by a signal, which by itself would skip everything that waits for the exit.
process.once('SIGTERM', () => process.exit());
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, {recursive: true, force: true});
});

/** Where the program is installed, if it is; `sbin` is looked at too, since a login shell of a user may not. */
export function findBinary(name: string): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/sbin'];
  return folders.map(folder => path.join(folder, name)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function failFor(missing: string): void {
  test('has the programs it needs', () => {
    throw new Error(`${missing} not installed, and WK_REQUIRE_REAL=1 asks for it`);
  });
}

async function untilMembers(url: string, count: number): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const response = await fetch(`${url}/api/v2/status`);
    const {cluster} = (await response.json()) as {cluster: {status: string; peers?: unknown[]}};
    if (cluster.status === 'ready' && cluster.peers?.length === count) return;
    if (Date.now() > deadline) throw new Error(`${url} sees ${cluster.peers?.length} members, ${cluster.status}`);
    await sleep(50);
  }
}

function selfScrape(port: number, alertmanagers: readonly string[]): string {
  return `global: {scrape_interval: 1s, evaluation_interval: 1s}
rule_files: [rules.yml]
scrape_configs:
  - job_name: self
    static_configs: [{targets: ['127.0.0.1:${port}']}]
alerting:
  alertmanagers:
    - static_configs: [{targets: ${JSON.stringify(alertmanagers)}}]
`;
}
