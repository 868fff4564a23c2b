import {spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {setTimeout as sleep} from 'node:timers/promises';
import {describe, expect, test, vi} from 'vitest';
import {type Fact, isFact} from '../../src/core/shift/fact.js';
import {type Desk, openDesk} from '../e2e/support/desk.js';
import {factsIn, gapsIn} from '../e2e/support/journal.js';
import {activeSilences} from '../e2e/support/silences.js';
import {describeReal, postAlerts, startAlertmanager} from '../support/real.js';
import {MOMENTS, type Moment, type Passage, passageTo} from './support/passage.js';

// Whole processes on a machine that may be busy.
vi.setConfig({testTimeout: 60_000});

const FULL = process.env.WK_FULL_FAULTS === '1';
const KILLS = FULL ? 200 : 5;

interface Bench {
  readonly desk: Desk;
  readonly passage: Passage;
  readonly names: readonly string[];
  readonly url: string;
  stop(): Promise<void>;
}

async function bench(count: number): Promise<Bench> {
  const server = await startAlertmanager();
  const passage = await passageTo(server.url);
  const desk = await openDesk(`alertmanagers: [{name: eu, urls: ["${passage.url}"], poll: 1s}]\n`);
  const names = Array.from({length: count}, (_, index) => `Kill${index}x`);
  const endsAt = new Date(Date.now() + 3_600_000).toISOString();
  await postAlerts(
    server.url,
    names.map(alertname => ({labels: {alertname, severity: 'critical'}, endsAt})),
  );
  return {desk, passage, names, url: server.url, stop: () => server.stop()};
}

interface Victim {
  /** What it had said on stdout when it ended. */
  readonly said: Promise<string>;
  kill(): void;
}

function ackInProcess({desk}: Bench, name: string): Victim {
  const child = spawn(process.execPath, [desk.bin, 'ack', `alertname=${name}`], {
    env: desk.env as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let text = '';
  child.stdout.on('data', chunk => {
    text += String(chunk);
  });
  const said = new Promise<string>(resolve => child.on('close', () => resolve(text)));
  return {said, kill: () => void child.kill('SIGKILL')};
}

/** Acks one after another, each killed on its way; the names that a process had reported as acked. */
async function ackAndKill(
  opened: Bench,
  strike: (victim: Victim, round: number) => Promise<void>,
): Promise<readonly string[]> {
  const done: string[] = [];
  for (const [round, name] of opened.names.entries()) {
    const victim = ackInProcess(opened, name);
    await strike(victim, round);
    const said = await victim.said;
    if (said.includes(': acked until')) done.push(name);
    expectWhole(opened.desk);
  }
  return done;
}

/** The journal can be read by any tool: every whole line fits its checksum, and the numbers go up by one. */
function expectWhole({state}: Desk): readonly Fact[] {
  if (!existsSync(`${state}/segments`)) return [];
  const facts = factsIn(state);
  expect(gapsIn(facts)).toEqual([]);
  return facts;
}

/** After the last kill everything is asked for once more; then each alert has exactly one silence, and the log all acks. */
async function expectSettled({desk, names, url}: Bench, done: readonly string[]): Promise<void> {
  const before = acked(expectWhole(desk));
  expect(done.filter(name => !before.has(name))).toEqual([]);
  const ran = await desk.wk(['ack', 'alertname=~"Kill.*x"', '--yes']);
  expect(ran.code, ran.stderr).toBe(0);
  await expect.poll(async () => (await silenced(url)).toSorted(), {timeout: 20_000}).toEqual([...names].toSorted());
  const after = acked(expectWhole(desk));
  expect(names.filter(name => !after.has(name))).toEqual([]);
  expect(await desk.wk(['log'])).toMatchObject({code: 0, stderr: ''});
}

function acked(facts: readonly Fact[]): ReadonlySet<string> {
  return new Set(
    facts.filter(fact => isFact(fact, 'ack.requested')).flatMap(fact => /Kill\d+x/.exec(JSON.stringify(fact)) ?? []),
  );
}

/** The alert of each active silence, so that a second silence of one shows as its name twice. */
async function silenced(url: string): Promise<string[]> {
  const silences = await activeSilences(url);
  return silences.flatMap(({matchers}) => /Kill\d+x/.exec(JSON.stringify(matchers))?.[0] ?? 'another');
}

describeReal('kill -9', ['prometheus-alertmanager', 'amtool'], () => {
  test('at random moments loses no ack that was told as done, and doubles no silence', {
    timeout: FULL ? 900_000 : 90_000,
  }, async () => {
    const opened = await bench(KILLS);
    const done = await ackAndKill(opened, async (victim, round) => {
      // Every eighth gets through, so that both kinds are among them on any machine.
      if (round % 8 === 7) return;
      await Promise.race([sleep(100 + Math.random() * 700), victim.said]);
      victim.kill();
    });
    await expectSettled(opened, done);
    await opened.stop();
  });

  describe.each(MOMENTS)('%s a silence is placed', moment => {
    test('leaves one silence in the end', {timeout: FULL ? 300_000 : 60_000}, async () => {
      const opened = await bench(FULL ? 20 : 1);
      const done = await ackAndKill(opened, async victim => killAt(opened.passage, moment, victim));
      await expectSettled(opened, done);
      await opened.stop();
    });
  });
});

/** Kills at the first such moment, before the silence goes on its way. */
async function killAt(passage: Passage, wanted: Moment, victim: Victim): Promise<void> {
  await new Promise<void>(resolve => {
    passage.onPost = moment => {
      if (moment !== wanted) return;
      victim.kill();
      resolve();
    };
    void victim.said.then(() => resolve());
  });
  passage.onPost = () => undefined;
}
