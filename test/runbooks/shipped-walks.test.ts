import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, mkdirSync, openSync, truncateSync, unlinkSync, writeFileSync} from 'node:fs';
import {createServer, type Server} from 'node:http';
import {expect, onTestFinished, test} from 'vitest';
import {classify} from '../../src/runbooks/classify/classify.js';
import {type ATestRunner, aRunner} from '../support/a-runner.js';
import {describeReal, startAlertmanager, startPrometheus, tempDir} from '../support/real.js';
import {filledFor, shippedRunbook} from '../support/shipped-runbooks.js';

type Words = Readonly<Record<string, string>>;

interface Walking {
  readonly labels: Words;
  /** What the operator types. */
  readonly typed?: Words;
  /** Commands that a machine may well not have; statements with others of the runbook's are walked. */
  readonly without: readonly string[];
}

interface Walked {
  readonly text: string;
  readonly code: number | undefined;
  readonly output: string;
}

const ELSEWHERE = ['kubectl', 'systemctl', 'journalctl', 'docker', 'apt-get', 'logrotate'];
const LONG = {timeout: 60_000};

describeReal('the runbooks for any machine', ['bash', 'df', 'du', 'find', 'ps', 'free', 'vmstat', 'ss', 'curl'], () => {
  test('service down, while the service answers', LONG, async () => {
    const {port} = await aService();
    const walked = await walk('service-down.md', {labels: {instance: `127.0.0.1:${port}`}, without: ELSEWHERE});
    expect(walked.map(({code}) => code)).toEqual(walked.map(() => 0));
    expect(walked.map(({output}) => output)).toEqual([
      expect.stringMatching(/^200 after 0[.,]\d+s$/),
      expect.stringMatching(/127\.0\.0\.1\s+STREAM/),
      expect.stringContaining(`127.0.0.1:${port}`),
      expect.stringMatching(/PID.*COMMAND\s*\n\s*\d+/),
      expect.stringContaining('load average'),
      expect.stringMatching(/^Filesystem/),
      expect.stringMatching(/^Mem:/m),
      expect.stringMatching(/^200 after /),
    ]);
  });

  test('service down, while it is down', LONG, async () => {
    const {port, server} = await aService();
    await new Promise(resolve => server.close(resolve));
    const labels = {instance: `127.0.0.1:${port}`};
    const [first] = await walk('service-down.md', {labels, without: ELSEWHERE});
    expect(first).toMatchObject({code: 7, output: expect.stringContaining('Failed to connect')});
  });

  test('disk filling, to the file that is removed', LONG, async () => {
    const {folder, large, held} = aFullFolder();
    const walked = await walk('disk-filling.md', {
      labels: {mountpoint: folder},
      typed: {'<file>': large},
      without: ELSEWHERE,
    });
    const texts = walked.map(({text}) => text);
    const outputOf = (part: string) => walked[texts.findIndex(text => text.includes(part))]?.output;
    expect(outputOf('df -hP')).toMatch(/Mounted on/);
    expect(outputOf('df -iP')).toMatch(/IUse%/);
    expect(outputOf('du -xk')).toMatch(new RegExp(`\\d+\\s+${folder}/sessions[\\s\\S]*\\d+\\s+${folder}$`));
    expect(outputOf('-size +50M')).toMatch(/^62914560 \d{4}-\d\d-\d\d \d\d:\d\d:\d\d \S+large\.log$/);
    expect(outputOf('--inodes')).toMatch(new RegExp(`41\\s+${folder}/sessions`));
    expect(outputOf('(deleted)')).toContain(`-> ${held} (deleted)`);
    expect(outputOf('stat --format')).toContain('62914560 bytes');
    expect(outputOf('-lname /')).toBe('');
    expect(outputOf('rm --verbose')).toContain(large);
    expect(existsSync(large)).toBe(false);
    const failed = walked.filter(({code}) => code !== 0).map(({text}) => text);
    expect(failed.filter(text => !text.startsWith('timeout 20 find /proc/'))).toEqual([]);
  });

  test.each([
    ['TERM', 'SIGTERM'],
    ['KILL', 'SIGKILL'],
  ])('memory pressure, to the process that is ended with %s', LONG, async (name, signal) => {
    const other = name === 'TERM' ? 'kill -KILL' : 'kill -TERM';
    const child = await aProcess();
    const ended = once(child, 'exit');
    const walked = await walk('memory-pressure.md', {
      labels: {},
      typed: {'<pid>': `${child.pid}`},
      without: [...ELSEWHERE, other],
    });
    expect(await ended).toEqual([null, signal]);
    const outputOf = (part: string) => walked.find(({text}) => text.includes(part))?.output;
    expect(outputOf('free -m')).toMatch(/available[\s\S]*^Mem:[\s\S]*^Swap:/m);
    expect(outputOf('vmstat')?.split('\n')).toHaveLength(7);
    expect(outputOf('--sort=-rss')).toMatch(/RSS/);
    expect(outputOf('/proc/meminfo')).toMatch(/^MemTotal:[\s\S]*^MemAvailable:/m);
    expect(outputOf('args -p')).toContain('sleep 600');
    // Pressure is not measured on every kernel.
    const failed = walked.filter(({code}) => code !== 0).map(({text}) => text);
    expect(failed.filter(text => text !== 'cat /proc/pressure/memory')).toEqual([]);
  });
});

describeReal(
  'the runbook for a silent pipeline',
  ['prometheus', 'promtool', 'prometheus-alertmanager', 'amtool'],
  () => {
    test('Watchdog is followed from its rule to its route, and a test alert arrives', LONG, async () => {
      const config = `${tempDir()}/config.yml`;
      const alertmanager = await startAlertmanager({config: ROUTE});
      const prometheus = await startPrometheus({rules: RULES, alertmanagers: [`127.0.0.1:${alertmanager.port}`]});
      onTestFinished(async () => void (await Promise.all([alertmanager.stop(), prometheus.stop()])));
      await expect.poll(() => alertsOf(alertmanager.url), {timeout: 30_000}).toContain('Watchdog');
      writeFileSync(config, ROUTE);
      const walked = await walk('alerting-pipeline-silent.md', {
        labels: {},
        typed: {
          '<prometheus-url>': prometheus.url,
          '<alertmanager-url>': alertmanager.url,
          '<alertmanager-config>': config,
          '<silence-id>': await aSilence(alertmanager.url),
        },
        without: ['kubectl', 'promtool check'],
      });
      expect(walked.filter(({code}) => code !== 0)).toEqual([]);
      const outputOf = (part: string) => walked.find(({text}) => text.includes(part))?.output;
      expect(outputOf('/-/healthy')).toContain('Healthy');
      expect(outputOf('ALERTS{')).toContain('alertstate="firing"');
      expect(outputOf('last_reload_successful')).toContain('=> 1');
      expect(outputOf('alertmanagers_discovered')).toContain('=> 1');
      expect(outputOf('alertname=Watchdog')).toMatch(/Watchdog/);
      expect(outputOf('silence query')).toContain('=~');
      expect(outputOf('routes test')).toBe('nobody');
      expect(outputOf('check-config')).toContain('SUCCESS');
      expect(walked.at(-1)?.output).toContain('PipelineTest');
    });
  },
);

const ROUTE = 'route: {receiver: nobody}\nreceivers: [{name: nobody}]\n';
const RULES = 'groups: [{name: g, interval: 1s, rules: [{alert: Watchdog, expr: vector(1)}]}]\n';

async function alertsOf(url: string): Promise<string> {
  return (await fetch(`${url}/api/v2/alerts`)).text();
}

async function aSilence(url: string): Promise<string> {
  const [startsAt, endsAt] = [0, 3_600_000].map(later => new Date(Date.now() + later).toISOString());
  const matchers = [{name: 'alertname', value: 'Un.+', isRegex: true}];
  const response = await fetch(`${url}/api/v2/silences`, {
    method: 'POST',
    headers: {'content-type': 'application/json'},
    body: JSON.stringify({matchers, startsAt, endsAt, createdBy: 'somebody', comment: 'too wide'}),
  });
  const answer: unknown = await response.json();
  if (typeof answer !== 'object' || answer === null || !('silenceID' in answer)) throw new Error('no silence');
  return String(answer.silenceID);
}

/** Runs the statements of a runbook from the first to the last, each filled, in one session. */
async function walk(file: string, walking: Walking): Promise<readonly Walked[]> {
  const {statements} = shippedRunbook(file);
  const runner = await aRunner();
  const walked: Walked[] = [];
  for (const {text} of statements.filter(each => isHere(each.text, walking.without))) {
    walked.push(await runOne(runner, filledFor(text, walking.labels, walking.typed)));
  }
  return walked;
}

function isHere(text: string, without: readonly string[]): boolean {
  const {commands} = classify(text);
  return !without.some(name => commands.includes(name) || text.startsWith(name));
}

async function runOne(runner: ATestRunner, text: string): Promise<Walked> {
  const {code, how, lines} = await runner.run(text, {totalTimeout: 30_000});
  expect([text, how]).toEqual([text, 'exited']);
  return {text, code, output: lines.join('\n').trim()};
}

async function aService(): Promise<{readonly port: number; readonly server: Server}> {
  const server = createServer((_, response) => response.end('here'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the kernel gave no port');
  return {port: address.port, server};
}

/** A folder with a large file, many small ones, and a log that is held open although it is deleted. */
function aFullFolder(): {readonly folder: string; readonly large: string; readonly held: string} {
  const folder = tempDir();
  const [large, held] = [`${folder}/large.log`, `${folder}/held.log`];
  writeFileSync(large, '');
  truncateSync(large, 60 * 1024 * 1024);
  mkdirSync(`${folder}/sessions`);
  for (let i = 0; i < 40; i += 1) writeFileSync(`${folder}/sessions/${i}`, 'x');
  openSync(held, 'w');
  unlinkSync(held);
  return {folder, large, held};
}

async function aProcess(): Promise<ChildProcess> {
  const child = spawn('sleep', ['600'], {stdio: 'ignore'});
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child, 'spawn');
  return child;
}
