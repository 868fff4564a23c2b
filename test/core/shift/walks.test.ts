import {describe, expect, test} from 'vitest';
import type {RunResult} from '../../../src/core/runbook/run.js';
import {findRun, runUnderWay} from '../../../src/core/runbook/walk.js';
import type {Command, ConfirmRun} from '../../../src/core/shift/command.js';
import {sentence} from '../../../src/core/shift/sentence.js';
import {fromSnapshot, toSnapshot} from '../../../src/core/shift/snapshot.js';
import {anAlert, keyOf, NIGHT, story, types} from '../../support/given.js';

const DAY = 24 * 60 * 60_000;
const WALK = 'walk-test0001';
const RUN = 'run-test0002';
const place = {host: 'bastion', user: 'ana', cwd: '/home/ana'};
const opening = {
  type: 'open-runbook',
  file: '/ops/disk.md',
  document: 'disk',
  title: 'Disk filling',
  hash: 'abc',
  total: 3,
} as const;
const finished: RunResult = {code: 1, how: 'exited', endedAt: NIGHT + 5_000, bytes: 12};

function confirming(over: Partial<ConfirmRun> = {}): ConfirmRun {
  return {
    type: 'confirm-run',
    walk: WALK,
    step: 'look',
    title: 'Look at the disk',
    statement: 's1',
    text: 'curl -H "token: hunter2" x',
    shown: 'curl -H "token: ••••" x',
    env: {},
    secrets: ['hunter2'],
    level: 'reads',
    commands: [],
    reasons: ['curl reads'],
    edited: false,
    values: [],
    place,
    ...over,
  };
}

function walked(...commands: readonly Command[]) {
  const alert = anAlert();
  const night = story({alerts: [alert]});
  night.when({...opening, alert: keyOf(alert)});
  for (const command of commands) night.when(command);
  const walk = () => {
    const found = night.state().shift.walks.get(WALK);
    if (found === undefined) throw new Error('no walk');
    return found;
  };
  return {night, alert, walk};
}

describe('a walk', () => {
  test('is opened for an alert, and opened again it is the same one', () => {
    const {night, alert, walk} = walked();
    expect(walk()).toMatchObject({file: '/ops/disk.md', about: 'DiskFull', by: 'ana', total: 3});
    expect(types(night.when({...opening, alert: keyOf(alert)}))).toEqual([]);
    expect(types(night.when(opening))).toEqual(['runbook.opened']);
  });

  test('for an alert that nobody shows is not found', () => {
    expect(types(story().when({...opening, alert: 'eu/none'}))).toEqual(['refused: not-found']);
  });

  test('counts what was done and what was skipped when it is closed, and takes nothing afterwards', () => {
    const {night} = walked(
      {type: 'finish-step', walk: WALK, step: 'look', title: 'Look'},
      {type: 'skip-step', walk: WALK, step: 'mend', title: 'Mend', reason: ' not ours '},
    );
    expect(night.when({type: 'close-runbook', walk: WALK})).toMatchObject([
      {type: 'runbook.closed', done: 1, skipped: 1, total: 3},
    ]);
    expect(types(night.when({type: 'finish-step', walk: WALK, step: 'x', title: 'X'}))).toEqual(['refused: not-found']);
    expect(types(night.when({type: 'close-runbook', walk: WALK}))).toEqual([]);
  });

  test('keeps a skipped step with its reason, and takes it back when it is taken up again', () => {
    const {night, walk} = walked({type: 'skip-step', walk: WALK, step: 'mend', title: 'Mend', reason: ' not ours '});
    expect(walk().steps.get('mend')).toMatchObject({outcome: 'skipped', reason: 'not ours'});
    expect(types(night.when({type: 'reopen-step', walk: WALK, step: 'mend', title: 'Mend'}))).toEqual([
      'step.reopened',
    ]);
    expect(walk().steps.get('mend')).not.toHaveProperty('outcome');
    expect(types(night.when({type: 'reopen-step', walk: WALK, step: 'mend', title: 'Mend'}))).toEqual([]);
  });

  test('survives a snapshot with all its steps, and leaves a day after its end', () => {
    const {night, walk} = walked(confirming());
    const {shift} = night.state();
    const copy = fromSnapshot(JSON.parse(JSON.stringify(toSnapshot(shift, NIGHT))));
    expect(copy?.walks.get(WALK)).toEqual(walk());
    night.when({type: 'settle-run-ended', run: RUN, result: finished});
    night.when({type: 'close-runbook', walk: WALK});
    expect(toSnapshot(night.state().shift, NIGHT + 2 * DAY).walks).toEqual([]);
  });

  test('is missing without harm from a snapshot of a version that knew none', () => {
    const {walks: _walks, ...older} = toSnapshot(story().state().shift, NIGHT);
    expect(fromSnapshot(older)?.walks.size).toBe(0);
  });
});

describe('a statement', () => {
  test('is recorded before it runs, without the secrets in it', () => {
    const {night} = walked();
    const [fact] = night.when(confirming()) as readonly {readonly type: string}[];
    expect(fact).toMatchObject({type: 'step.confirmed', run: RUN, text: 'curl -H "token: ••••" x', place});
    expect(JSON.stringify(fact)).not.toContain('hunter2');
  });

  test('runs alone in its walk', () => {
    const {night} = walked(confirming());
    expect(types(night.when(confirming({statement: 's2'})))).toEqual(['refused: refused']);
    expect(types(night.when({type: 'close-runbook', walk: WALK}))).toEqual(['refused: refused']);
    expect(types(night.when({type: 'skip-step', walk: WALK, step: 'look', title: 'Look'}))).toEqual([
      'refused: refused',
    ]);
  });

  test('that is not shell never runs', () => {
    expect(types(walked().night.when(confirming({level: 'not-shell'})))).toEqual(['refused: refused']);
  });

  test('that destroys wants the name of what it hits', () => {
    const {night} = walked();
    const destroying = confirming({level: 'destructive', resource: 'payments-db'});
    expect(types(night.when(destroying))).toEqual(['refused: refused']);
    expect(types(night.when({...destroying, typed: 'payments'}))).toEqual(['refused: refused']);
    expect(types(night.when({...destroying, typed: 'payments-db'}))).toEqual(['step.confirmed']);
  });

  test('that destroys something without a name wants all of it typed', () => {
    const {night} = walked();
    const destroying = confirming({level: 'destructive', shown: 'rm -rf x'});
    expect(types(night.when(destroying))).toEqual(['refused: refused']);
    expect(types(night.when({...destroying, typed: 'rm -rf x'}))).toEqual(['step.confirmed']);
  });

  test('does not run in a read-only cockpit', () => {
    const night = story({settings: {readOnly: true}});
    expect(types(night.when(confirming()))).toEqual(['refused: read-only']);
  });

  test('is followed from its start to its exit, which is told as it is', () => {
    const {night, walk} = walked(
      confirming(),
      {type: 'settle-run-started', run: RUN, on: NIGHT, pid: 77, file: '/s/run.out'},
      {type: 'settle-run-started', run: RUN, on: NIGHT},
    );
    expect(runUnderWay(walk())).toMatchObject({status: 'running', pid: 77});
    night.when({type: 'settle-run-ended', run: RUN, result: finished, excerpt: 'no match'});
    expect(findRun(night.state().shift.walks, RUN)?.run).toMatchObject({status: 'ended', code: 1, excerpt: 'no match'});
    expect(runUnderWay(walk())).toBeUndefined();
    expect(types(night.when({type: 'settle-run-ended', run: RUN, result: finished}))).toEqual([]);
  });

  test('is stopped once, by name', () => {
    const {night, walk} = walked(confirming());
    expect(types(night.when({type: 'stop-run', run: RUN}))).toEqual(['step.stop-requested']);
    expect(types(night.when({type: 'stop-run', run: RUN}))).toEqual([]);
    expect(runUnderWay(walk())?.stoppedBy).toBe('ana');
    expect(types(night.when({type: 'stop-run', run: 'run-none'}))).toEqual(['refused: not-found']);
  });

  test('whose end nobody saw has failed, and the walk goes on', () => {
    const {night, walk} = walked(confirming());
    night.when({type: 'settle-run-ended', run: RUN, result: {how: 'lost', endedAt: NIGHT, bytes: 0}});
    expect(walk().steps.get('look')?.runs[0]).toMatchObject({
      status: 'failed',
      trouble: 'nobody saw how it ended',
    });
    expect(types(night.when(confirming()))).toEqual(['step.confirmed']);
  });

  test('run again takes back that its step was said to be done', () => {
    const {walk} = walked({type: 'finish-step', walk: WALK, step: 'look', title: 'Look'}, confirming());
    expect(walk().steps.get('look')).not.toHaveProperty('outcome');
  });
});

test('a step of more than 20 statements is done when all have run, also after a restart', () => {
  const {night, walk} = walked();
  const ids = Array.from({length: 25}, (_, at) => `s${at}`);
  for (const statement of [...ids, ...Array.from({length: 30}, () => 's0')]) {
    night.when(confirming({statement}));
    night.when({type: 'settle-run-ended', run: runUnderWay(walk())?.run ?? '', result: finished});
  }
  const again = fromSnapshot(JSON.parse(JSON.stringify(toSnapshot(night.state().shift, NIGHT))));
  const runs = again?.walks.get(walk().walk)?.steps.get('look')?.runs ?? [];
  expect([...new Set(runs.map(run => run.statement))].sort()).toEqual([...ids].sort());
  expect(runs.length).toBeLessThanOrEqual(20 + ids.length);
});

test('what a run left running can be read as a sentence', () => {
  const left = [{pid: 7, command: 'sleep 9'}];
  const {night} = walked(
    confirming({shown: 'nohup sleep 9 &'}),
    {type: 'settle-run-ended', run: RUN, result: {...finished, left}},
    {type: 'settle-run-left', run: RUN, left},
    {type: 'stop-run', run: RUN},
    {type: 'settle-run-left', run: RUN, left: []},
  );
  const names = {run: () => 'nohup sleep 9 &'};
  const said = night.state().log.map(fact => sentence(fact, names));
  expect(said.slice(2)).toEqual([
    'nohup sleep 9 &: ended, exit 1, still running: sleep 9 (7)',
    'ana stops: nohup sleep 9 &',
    'nothing that nohup sleep 9 & left behind runs any more',
  ]);
});

test('each of these facts can be read as a sentence', () => {
  const {night} = walked(
    confirming({shown: 'for x in 1\ndo echo\ndone'}),
    {type: 'settle-run-started', run: RUN, on: NIGHT},
    {type: 'stop-run', run: RUN},
    {type: 'settle-run-ended', run: RUN, result: {how: 'stopped', signal: 'SIGTERM', endedAt: NIGHT, bytes: 0}},
    {type: 'skip-step', walk: WALK, step: 'mend', title: 'Mend', reason: 'not ours'},
    {type: 'close-runbook', walk: WALK},
  );
  const names = {walk: () => 'Disk filling', run: () => 'for x in 1 …'};
  expect(night.state().log.map(fact => sentence(fact, names))).toEqual([
    'ana opened the runbook Disk filling for DiskFull',
    'ana runs on bastion: for x in 1 …',
    'started: for x in 1 …',
    'ana stops: for x in 1 …',
    'for x in 1 …: was stopped, by SIGTERM',
    'ana skipped the step Mend (not ours)',
    'ana closed the runbook Disk filling: 0 of 3 steps done, 1 skipped',
  ]);
});
