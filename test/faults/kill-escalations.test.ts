import {spawn} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {expect, onTestFinished, test, vi} from 'vitest';
import {type Fact, type FactOf, isFact} from '../../src/core/shift/fact.js';
import {type Desk, openDesk} from '../e2e/support/desk.js';
import {factsIn, gapsIn} from '../e2e/support/journal.js';
import {freshAlert} from '../e2e/support/posts.js';
import {describeReal, postAlerts, startAlertmanager, tempDir} from '../support/real.js';
import {vendorServer} from '../support/vendor-server.js';
import {pagerdutyEvents} from '../support/vendors/pagerduty-events.js';

// Whole processes on a machine that may be busy.
vi.setConfig({testTimeout: 120_000});

const FULL = process.env.WK_FULL_FAULTS === '1';
const ESCALATIONS = FULL ? 500 : 8;

/** A process that escalates one alert to a pager, which tells repeats by their key, and to a program, which does not. */
function escalating({bin, env}: Desk, name: string) {
  const argv = [bin, 'escalate', `alertname=${name}`, '--to', 'pager', '--to', 'program', '--yes'];
  const child = spawn(process.execPath, argv, {env: env as NodeJS.ProcessEnv, stdio: 'ignore'});
  const ended = new Promise<void>(resolve => child.on('close', () => resolve()));
  return {ended, kill: () => void child.kill('SIGKILL')};
}

/** A pager that tells when a page arrives, before it takes it and after. */
async function aPager() {
  const vendor = pagerdutyEvents();
  const heard: {arrives: () => void; taken: () => void} = {arrives: () => undefined, taken: () => undefined};
  const server = await vendorServer({
    problems: request => {
      heard.arrives();
      return vendor.problems(request);
    },
    answer: request => {
      const answer = vendor.answer(request);
      heard.taken();
      return answer;
    },
  });
  return {vendor, server, heard};
}

type Pager = Awaited<ReturnType<typeof aPager>>;

/** When each process dies: at a random moment, as its page arrives and is not taken, once it is taken, or never. */
async function strike({server, heard}: Pager, victim: ReturnType<typeof escalating>, round: number): Promise<void> {
  const kinds = {
    0: async () => {
      await Promise.race([sleep(100 + Math.random() * 900), victim.ended]);
      victim.kill();
    },
    1: async () => {
      server.fail({status: 503});
      heard.arrives = victim.kill;
    },
    2: async () => {
      heard.taken = victim.kill;
    },
    3: async () => undefined,
  } as const;
  await kinds[(round % 4) as keyof typeof kinds]();
  await victim.ended;
  heard.arrives = () => undefined;
  heard.taken = () => undefined;
}

describeReal('kill -9 of processes that escalate', ['prometheus-alertmanager'], () => {
  test('leaves every page that was asked for there once, or twice and said so where nobody can tell, and none missing', {
    timeout: FULL ? 3_600_000 : 180_000,
  }, async () => {
    const am = await startAlertmanager();
    onTestFinished(() => am.stop());
    const names = Array.from({length: ESCALATIONS}, (_, index) => `Esc${index}x`);
    await postAlerts(
      am.url,
      names.map(name => freshAlert(name)),
    );
    const pager = await aPager();
    const file = join(tempDir(), 'pages');
    const desk = await openDesk(
      [
        `alertmanagers: [{name: eu, urls: ["${am.url}"], poll: 1s}]`,
        'targets:',
        `  pager: {kind: pagerduty, routing_key: {env: PD_KEY}, url: "${pager.server.url}"}`,
        `  program: {kind: command, command: [/bin/sh, -c, 'echo "$WK_KEY" >> ${file}; sleep 0.2']}`,
        '',
      ].join('\n'),
    );
    const armed: Desk = {...desk, env: {...desk.env, PD_KEY: '0123456789abcdef0123456789abcdef'}};
    for (const [round, name] of names.entries()) await strike(pager, escalating(armed, name), round);
    await settle(armed);

    const facts = factsIn(desk.state);
    expect(gapsIn(facts)).toEqual([]);
    const asked = facts.flatMap(fact => (isFact(fact, 'delivery.requested') ? [fact] : []));
    const ends = new Map(facts.flatMap(fact => (isEnd(fact) ? [[fact.delivery, fact] as const] : [])));
    const paged = asked.filter(({target}) => target === 'pager');
    // Every other process at least had got so far.
    expect(paged.length).toBeGreaterThanOrEqual(ESCALATIONS / 2);
    expect([...pager.vendor.incidents.keys()].toSorted()).toEqual(paged.map(({key}) => key).toSorted());
    expect(pager.vendor.pages()).toBe(paged.length);
    for (const {delivery} of paged) expect(ends.get(delivery)).toMatchObject({type: 'delivery.sent'});
    const written = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
    for (const {key, delivery, target} of asked) {
      if (target === 'program') expectOnceOrTwice(written.filter(line => line === key).length, ends.get(delivery));
    }
    expect(pager.server.violations).toEqual([]);
  });
});

/** Never missing, at most twice, and then said so; what could not be known twice over is given up loudly. */
function expectOnceOrTwice(times: number, end: Fact | undefined): void {
  expect(times).toBeLessThanOrEqual(2);
  if (end?.type !== 'delivery.sent') {
    expect(end).toMatchObject({final: true, reason: expect.stringContaining('even twice')});
    return;
  }
  expect(times).toBeGreaterThanOrEqual(1);
  if (times === 2) expect(end).toMatchObject({repeat: 'possible'});
}

function isEnd(fact: Fact): fact is FactOf<'delivery.sent'> | FactOf<'delivery.failed'> {
  return isFact(fact, 'delivery.sent') || (isFact(fact, 'delivery.failed') && fact.final);
}

/** Sends what the killed ones have left. */
async function settle(desk: Desk): Promise<void> {
  const {bin, env} = desk;
  const argv = [bin, 'deliveries', 'flush', '--wait', FULL ? '10m' : '60s'];
  const child = spawn(process.execPath, argv, {env: env as NodeJS.ProcessEnv, stdio: 'ignore'});
  await new Promise<void>(resolve => child.on('close', () => resolve()));
}
