import {describe, expect, test} from 'vitest';
import type {ConfirmRun} from '../../src/core/shift/command.js';
import {type Fact, isFact} from '../../src/core/shift/fact.js';
import {createEngine} from '../../src/engine/create-engine.js';
import {virtualClock} from '../../src/lib/virtual-clock.js';
import {fakeRunner} from '../support/fake-runner.js';
import {NIGHT, someSettings} from '../support/given.js';
import {diskFull, memoryJournal} from '../support/memory-journal.js';

async function settled(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) await new Promise(resolve => setImmediate(resolve));
}

interface Given {
  readonly facts?: readonly Fact[];
  readonly runner?: ReturnType<typeof fakeRunner>;
  readonly leavesFound?: true;
}

async function desk(over: Given = {}) {
  const clock = virtualClock(NIGHT);
  const journal = memoryJournal({facts: over.facts ?? []});
  const runner = over.runner ?? fakeRunner();
  let count = 0;
  const redact = (text: string, secrets: readonly string[]) =>
    secrets.reduce((masked, secret) => masked.replaceAll(secret, '••••'), text);
  const engine = await createEngine({
    journal,
    clock,
    ids: prefix => {
      count += 1;
      return `${prefix}${count}`;
    },
    sources: [],
    settings: someSettings(),
    runs: {runner, redact, ...(over.leavesFound === undefined ? {} : {leavesFound: over.leavesFound})},
  });
  await settled();
  const walks = () => [...engine.store.getState().shift.walks.values()];
  const runs = () => walks().flatMap(walk => [...walk.steps.values()].flatMap(step => step.runs));
  const pass = async (ms: number) => {
    await clock.advance(ms);
    await settled();
  };
  return {engine, journal, runner, runs, pass, types: () => journal.facts.map(fact => fact.type)};
}

async function opened() {
  const given = await desk();
  await given.engine.dispatch({
    type: 'open-runbook',
    file: '/ops/disk.md',
    document: 'disk',
    title: 'Disk',
    hash: 'abc',
    total: 2,
  });
  const confirm = async (over: Partial<ConfirmRun> = {}) => {
    const outcome = await given.engine.dispatch(confirming(over));
    await settled();
    return outcome;
  };
  return {...given, confirm};
}

function confirming(over: Partial<ConfirmRun> = {}): ConfirmRun {
  return {
    type: 'confirm-run',
    walk: 'walk-1',
    step: 'look',
    title: 'Look',
    statement: 's1',
    text: 'df -h /srv/hunter2',
    shown: 'df -h /srv/••••',
    env: {POD: 'a'},
    secrets: ['hunter2'],
    level: 'reads',
    commands: [],
    reasons: ['df reads'],
    edited: false,
    values: [],
    place: {host: 'bastion', user: 'ana', cwd: '/'},
    ...over,
  };
}

describe('a confirmed statement', () => {
  test('starts when that is durable, exactly as it was shown and with its secrets', async () => {
    const {confirm, runner, types, runs} = await opened();
    await confirm({idleTimeout: 60_000});
    expect(runner.started).toEqual([
      {run: 'run-2', text: 'df -h /srv/hunter2', env: {POD: 'a'}, session: 'walk-1', idleTimeout: 60_000},
    ]);
    expect(types()).toEqual(['runbook.opened', 'step.confirmed', 'step.started']);
    expect(runs()).toMatchObject([{status: 'running', pid: 4711}]);
  });

  test('that could not be recorded does not run', async () => {
    const {confirm, runner, journal} = await opened();
    journal.failure = diskFull();
    expect(await confirm()).toMatchObject({ok: false, refusal: {code: 'not-recorded'}});
    expect(runner.started).toEqual([]);
  });

  test('is refused where nothing can be run, and nothing is recorded', async () => {
    const journal = memoryJournal();
    const clock = virtualClock(NIGHT);
    const engine = await createEngine({journal, clock, ids: prefix => prefix, sources: [], settings: someSettings()});
    expect(await engine.dispatch(confirming())).toMatchObject({ok: false, refusal: {code: 'unsupported'}});
    expect(journal.facts).toEqual([]);
  });

  test('that cannot start has failed, with the reason', async () => {
    const {confirm, runner, runs} = await opened();
    runner.refusal = Object.assign(new Error('no bash on this machine'), {hint: 'Install bash.'});
    await confirm();
    expect(runs()).toMatchObject([{status: 'failed', trouble: 'no bash on this machine'}]);
  });

  test('shows what it says as it says it, and keeps the end of it without secrets', async () => {
    const {confirm, runner, engine, pass, journal} = await opened();
    await confirm();
    runner.says('run-2', '/srv/hunter2 98 %', 'done');
    await pass(100);
    expect(engine.store.getState().outputs.get('run-2')?.lines).toEqual(['/srv/hunter2 98 %', 'done']);
    runner.ends('run-2', {code: 1});
    await settled();
    const fact = journal.facts.find(one => isFact(one, 'step.finished'));
    expect(fact).toMatchObject({how: 'exited', code: 1, excerpt: '/srv/•••• 98 %\ndone'});
    expect(JSON.stringify(journal.facts)).not.toContain('hunter2');
  });

  test('keeps no secret in its excerpt that its shell held under a secret name', async () => {
    const {confirm, runner, pass, journal} = await opened();
    await confirm();
    runner.says('run-2', 'pw is s3cret-pw', 'colours: s3c\u001b[31mret\u001b[0m-pw');
    await pass(100);
    runner.ends('run-2', {reason: 's3cret-pw was wrong', left: [{pid: 7, command: 'curl s3cret-pw'}]}, ['s3cret-pw']);
    await settled();
    const fact = journal.facts.find(one => isFact(one, 'step.finished'));
    expect(fact).toMatchObject({
      excerpt: 'pw is ••••\ncolours: ••••',
      left: [{pid: 7, command: 'curl ••••'}],
    });
    expect(JSON.stringify(journal.facts)).not.toContain('s3cret');
  });

  test('keeps nothing of what a line was cut in', async () => {
    const {confirm, runner, pass, journal} = await opened();
    await confirm();
    runner.says('run-2', `${'a'.repeat(3_600)}${'hunter'.padStart(400)} … 12 more characters in the file`);
    await pass(100);
    runner.ends('run-2');
    await settled();
    const fact = journal.facts.find(one => isFact(one, 'step.finished'));
    expect(fact).toMatchObject({excerpt: expect.stringMatching(/a … … 12 more characters in the file$/)});
  });

  test('is stopped once when somebody asks for it', async () => {
    const {confirm, runner, engine, types, runs} = await opened();
    await confirm({level: 'changes'});
    await engine.dispatch({type: 'stop-run', run: 'run-2'});
    await engine.dispatch({type: 'stop-run', run: 'run-2'});
    await settled();
    expect(runner.stopped).toEqual(['run-2']);
    expect(types().slice(3)).toEqual(['step.stop-requested', 'step.finished']);
    expect(runs()).toMatchObject([{status: 'ended', how: 'stopped', signal: 'SIGTERM'}]);
  });

  test('whose end could not be recorded is told again when recording works', async () => {
    const {confirm, runner, journal, runs, pass, engine} = await opened();
    await confirm();
    journal.failure = diskFull();
    runner.ends('run-2');
    await settled();
    expect(runs()).toMatchObject([{status: 'running'}]);
    journal.failure = undefined;
    await engine.dispatch({type: 'note', text: 'space again'});
    await pass(60_000);
    expect(engine.store.getState().recording.ok).toBe(true);
    expect(runs()).toMatchObject([{status: 'ended', code: 0}]);
  });
});

describe('what a statement left running', () => {
  const LEFT = [{pid: 4321, command: 'sleep 4321'}];

  async function ended() {
    const given = await opened();
    await given.confirm({level: 'changes'});
    given.runner.ends('run-2', {left: LEFT});
    await settled();
    return given;
  }

  test('is named by a fact, and ended when somebody asks for that', async () => {
    const {engine, runner, runs, types, journal} = await ended();
    expect(journal.facts.at(-1)).toMatchObject({type: 'step.finished', left: LEFT});
    expect(runs()).toMatchObject([{status: 'ended', left: LEFT}]);
    await engine.dispatch({type: 'stop-run', run: 'run-2'});
    await engine.dispatch({type: 'stop-run', run: 'run-2'});
    await settled();
    expect(runner.stopped).toEqual(['run-2']);
    expect(types().slice(4)).toEqual(['step.stop-requested', 'step.left-seen']);
    expect(runs()[0]).not.toHaveProperty('left');
    await engine.dispatch({type: 'stop-run', run: 'run-2'});
    expect(types()).toHaveLength(6);
  });

  test('that could not be ended is still shown, and can be asked for again', async () => {
    const {engine, runner, runs} = await ended();
    runner.stopLeft = async () => {
      throw new Error('no line');
    };
    await engine.dispatch({type: 'stop-run', run: 'run-2'});
    await settled();
    expect(runs()).toMatchObject([{left: LEFT}]);
    expect(runs()[0]).not.toHaveProperty('leftStoppedBy');
  });

  test('and ends by itself is no longer shown', async () => {
    const {runner, runs, pass, types} = await ended();
    await pass(60_000);
    expect(types().at(-1)).toBe('step.finished');
    runner.behind.clear();
    await pass(60_000);
    expect(types().at(-1)).toBe('step.left-seen');
    expect(runs()[0]).not.toHaveProperty('left');
  });

  test('is looked at again after a restart', async () => {
    const {journal} = await ended();
    const runner = fakeRunner();
    runner.behind.set('run-2', LEFT);
    expect((await desk({facts: [...journal.facts], runner})).runs()).toMatchObject([{left: LEFT}]);
    runner.behind.clear();
    expect((await desk({facts: [...journal.facts], runner})).runs()[0]).not.toHaveProperty('left');
  });
});

describe('when the cockpit leaves', () => {
  test('what only reads is stopped with it, and what changes things is left to finish', async () => {
    const reading = await opened();
    await reading.confirm();
    await reading.engine.stop();
    expect(reading.runner.stopped).toEqual(['run-2']);
    expect(reading.types()).toContain('step.finished');

    const changing = await opened();
    await changing.confirm({level: 'changes'});
    await changing.engine.stop();
    expect(changing.runner.stopped).toEqual([]);
  });

  test('what never ends by itself is stopped with it, whatever its level', async () => {
    const {confirm, engine, runner} = await opened();
    await confirm({level: 'changes', endless: true});
    await engine.stop();
    expect(runner.stopped).toEqual(['run-2']);
  });
});

describe('after a crash', () => {
  async function crashed() {
    const first = await opened();
    await first.confirm({level: 'changes'});
    return [...first.journal.facts];
  }

  test('what still runs is found again, followed to its end, and can be stopped', async () => {
    const runner = fakeRunner();
    runner.left.add('run-2');
    const {runs, engine} = await desk({facts: await crashed(), runner});
    expect(runs()).toMatchObject([{status: 'running'}]);
    await engine.dispatch({type: 'stop-run', run: 'run-2'});
    await settled();
    expect(runner.stopped).toEqual(['run-2']);
    expect(runs()).toMatchObject([{status: 'ended', how: 'stopped'}]);
  });

  test('a command that only passes by, such as a preview, stops nothing of what it found', async () => {
    const first = await opened();
    await first.confirm({level: 'reads'});
    const runner = fakeRunner();
    runner.left.add('run-2');
    const {runs, engine} = await desk({facts: [...first.journal.facts], runner, leavesFound: true});
    await engine.stop();
    expect(runner.stopped).toEqual([]);
    expect(runs()).toMatchObject([{status: 'running'}]);
  });

  test('what nobody saw the end of is interrupted, and is not started again', async () => {
    const runner = fakeRunner();
    const {runs} = await desk({facts: await crashed(), runner});
    expect(runner.started).toEqual([]);
    expect(runs()).toMatchObject([{status: 'failed', trouble: 'interrupted: nobody saw how it ended'}]);
  });
});
