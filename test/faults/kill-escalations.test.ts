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

/** How a process died, or that nobody killed it. */
const DEATHS = ['at a random moment', 'as its page arrived', 'once it was taken', 'not at all'] as const;
type Death = (typeof DEATHS)[number];

/** Lets a process run until it dies so. `takes`: as long, ms, as one does that nobody kills. */
async function strike(
  {server, heard}: Pager,
  victim: ReturnType<typeof escalating>,
  {death, takes}: {readonly death: Death; readonly takes: number},
): Promise<void> {
  const blows: Readonly<Record<Death, () => Promise<void> | void>> = {
    'at a random moment': async () => {
      // Earlier it has only begun to start.
      await Promise.race([sleep(takes * (0.5 + Math.random() * 0.5)), victim.ended]);
      victim.kill();
    },
    'as its page arrived': () => {
      server.fail({status: 503});
      heard.arrives = victim.kill;
    },
    'once it was taken': () => {
      heard.taken = victim.kill;
    },
    'not at all': () => undefined,
  };
  await blows[death]();
  await victim.ended;
  heard.arrives = () => undefined;
  heard.taken = () => undefined;
}

/** A desk with a pager and a program of its own, at which one process after the other escalates and dies. */
async function aLane(alertmanager: string) {
  const pager = await aPager();
  const file = join(tempDir(), 'pages');
  const desk = await openDesk(
    [
      `alertmanagers: [{name: eu, urls: ["${alertmanager}"], poll: 1s}]`,
      'targets:',
      `  pager: {kind: pagerduty, routing_key: {env: PD_KEY}, url: "${pager.server.url}"}`,
      `  program: {kind: command, command: [/bin/sh, -c, 'echo "$WK_KEY" >> ${file}; sleep 0.2']}`,
      '',
    ].join('\n'),
  );
  const armed: Desk = {...desk, env: {...desk.env, PD_KEY: '0123456789abcdef0123456789abcdef'}};
  const deaths = new Map<string, Death>();
  return {
    pager,
    state: desk.state,
    deaths,
    written: (): readonly string[] => (existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []),
    run: async (names: readonly string[]) => {
      let takes = 800;
      for (const [round, name] of names.entries()) {
        const death = DEATHS[round % DEATHS.length] ?? 'not at all';
        deaths.set(name, death);
        const begun = Date.now();
        await strike(pager, escalating(armed, name), {death, takes});
        if (death === 'not at all') takes = Date.now() - begun;
        // What the dead have left is sent now and then: at the end alone, the pager's rate would be waited for.
        if (round % 40 === 39) await settle(armed);
      }
      await settle(armed);
    },
  };
}

type Lane = Awaited<ReturnType<typeof aLane>>;

describeReal('kill -9 of processes that escalate', ['prometheus-alertmanager'], () => {
  test('leaves every page that was asked for there once, or twice and said so where nobody can tell, and none missing', {
    timeout: FULL ? 900_000 : 180_000,
  }, async () => {
    const am = await startAlertmanager();
    onTestFinished(() => am.stop());
    const names = Array.from({length: ESCALATIONS}, (_, index) => `Esc${index}x`);
    await postAlerts(
      am.url,
      // It lasts longer than Alertmanager lets an alert live that says nothing of its end.
      names.map(name => ({...freshAlert(name), endsAt: new Date(Date.now() + 7_200_000).toISOString()})),
    );
    const lanes = await Promise.all([aLane(am.url), aLane(am.url)]);
    await Promise.all(lanes.map((lane, index) => lane.run(names.filter((_, at) => at % lanes.length === index))));
    const figures = lanes.flatMap(figuresOf);
    if (FULL) process.stdout.write(`${tableOf(figures, lanes)}\n`);
    // Every other process at least had got so far.
    expect(figures.filter(({target}) => target === 'pager').length).toBeGreaterThanOrEqual(ESCALATIONS / 2);
    for (const {pager, state} of lanes) {
      expect(gapsIn(factsIn(state))).toEqual([]);
      const paged = figures.filter(one => one.target === 'pager' && one.state === state);
      const keys = new Set(paged.map(({key}) => key));
      expect([...pager.vendor.incidents.keys()].filter(key => !keys.has(key))).toEqual([]);
      expect(pager.server.violations).toEqual([]);
    }
    expect(figures.filter(({outcome}) => outcome.startsWith('WRONG')).slice(0, 5)).toEqual([]);
  });
});

interface Figure {
  readonly state: string;
  readonly target: string;
  readonly key: string;
  readonly name: string;
  readonly death: Death;
  readonly outcome: string;
}

/** What became of every page that a journal holds. */
function figuresOf({state, pager, written, deaths}: Lane): readonly Figure[] {
  const facts = factsIn(state);
  const ends = new Map(facts.flatMap(fact => (isEnd(fact) ? [[fact.delivery, fact] as const] : [])));
  const lines = written();
  return facts.flatMap(fact => {
    if (!isFact(fact, 'delivery.requested')) return [];
    const {target, key, delivery, title} = fact;
    const times = target === 'pager' ? (pager.vendor.incidents.get(key) ?? []).length : countOf(key, lines);
    const name = [...deaths.keys()].find(one => title.includes(one)) ?? '';
    const death = deaths.get(name) ?? 'not at all';
    return [{state, target, key, name, death, outcome: outcomeOf(target, times, ends.get(delivery))}];
  });
}

function countOf(key: string, lines: readonly string[]): number {
  return lines.filter(line => line === key).length;
}

/** Never missing; at most twice, where nobody can tell, and then said so; what could not be known is given up loudly. */
function outcomeOf(
  target: string,
  times: number,
  end: FactOf<'delivery.sent'> | FactOf<'delivery.failed'> | undefined,
) {
  const isSent = end?.type === 'delivery.sent';
  if (isSent && times === 1) return 'once';
  if (target === 'program' && isSent && times === 2 && end.repeat === 'possible') return 'twice and said so';
  const isGivenUp = end?.type === 'delivery.failed' && end.reason.includes('even twice');
  if (target === 'program' && isGivenUp && times >= 1 && times <= 2) return 'given up as unknown';
  return `WRONG: ${times} times, ${end?.type ?? 'and no end'}`;
}

/** How many of each kind there were, a line each; who died before it asked for anything has no page. */
function tableOf(figures: readonly Figure[], lanes: readonly Lane[]): string {
  const dead = lanes.flatMap(({deaths, state}) =>
    [...deaths].map(([name, death]) => {
      const asked = figures.some(one => one.state === state && one.name === name);
      return `processes killed ${death}: ${asked ? 'asked for pages' : 'asked for nothing yet'}`;
    }),
  );
  const counts = new Map<string, number>();
  for (const what of [
    ...dead,
    ...figures.map(({target, death, outcome}) => `${target}, killed ${death}: ${outcome}`),
  ]) {
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return [...counts]
    .toSorted(([one], [other]) => one.localeCompare(other))
    .map(([what, count]) => `${String(count).padStart(5)}  ${what}`)
    .join('\n');
}

function isEnd(fact: Fact): fact is FactOf<'delivery.sent'> | FactOf<'delivery.failed'> {
  return isFact(fact, 'delivery.sent') || (isFact(fact, 'delivery.failed') && fact.final);
}

/** Sends what the killed ones have left. */
async function settle(desk: Desk): Promise<void> {
  const {bin, env} = desk;
  const argv = [bin, 'deliveries', 'flush', '--wait', FULL ? '5m' : '60s'];
  const child = spawn(process.execPath, argv, {env: env as NodeJS.ProcessEnv, stdio: 'ignore'});
  await new Promise<void>(resolve => child.on('close', () => resolve()));
}
