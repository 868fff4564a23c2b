import {describe, expect, test} from 'vitest';
import type {StatementBlock, Step} from '../../../src/core/runbook/document.js';
import {stepStatus} from '../../../src/core/runbook/progress.js';
import type {StepRun} from '../../../src/core/runbook/walk.js';

function statement(id: string): StatementBlock {
  return {kind: 'statement', id, text: id, comment: '', language: 'bash', lines: [1, 1], inline: false, hints: {}};
}

const STEP: Step = {
  id: 's',
  title: 'S',
  text: '',
  lines: [1, 2],
  task: false,
  blocks: [statement('a'), statement('b')],
  expectations: [],
};

function run(of: string, over: Partial<StepRun> = {}): StepRun {
  const ended = {status: 'ended', how: 'exited', code: 0} as const;
  return {run: of, statement: of, text: of, level: 'reads', by: 'ana', confirmedAt: 0, ...ended, ...over};
}

function status(...runs: readonly StepRun[]) {
  return stepStatus(STEP, {title: 'S', by: 'ana', on: 0, runs});
}

describe('a step', () => {
  test('is done when each statement came to its own end, whatever the exit code', () => {
    expect(status(run('a'))).toBe('part');
    expect(status(run('a'), run('b', {code: 1}))).toBe('done');
  });

  test.each([
    ['stopped', {how: 'stopped', signal: 'SIGTERM'}],
    ['timed out', {how: 'idle-timeout'}],
    ['killed', {signal: 'SIGKILL'}],
  ])('that was %s is not done', (_how, over) => {
    expect(status(run('a'), run('b', over))).toBe('stopped');
    expect(status(run('b', over), run('a'))).toBe('part');
    expect(status(run('a'), run('b', over), run('b'))).toBe('done');
  });
});
