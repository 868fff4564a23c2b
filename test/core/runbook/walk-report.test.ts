import {expect, test} from 'vitest';
import type {StepProgress, StepRun, Walk} from '../../../src/core/runbook/walk.js';
import {triedText, walkReport} from '../../../src/core/runbook/walk-report.js';

function run(text: string, over: Partial<StepRun> = {}): StepRun {
  const base = {
    run: 'r',
    statement: 's',
    level: 'reads',
    by: 'ana',
    confirmedAt: 0,
    status: 'ended',
    how: 'exited',
  } as const;
  return {...base, text, code: 0, ...over};
}

function step(title: string, ...runs: readonly StepRun[]): StepProgress {
  return {title, by: 'ana', on: 0, runs};
}

test('what was tried is told with the values that it ran with, not with the holes of its title', () => {
  expect(triedText(step('du -x <mountpoint>…', run('du -x /srv | sort\n| head')))).toBe('du -x /srv | sort');
  expect(triedText(step('What fills $DIR', run('ls /srv')))).toBe('ls /srv');
  expect(triedText(step('How full is it', run('df -h /srv')))).toBe('How full is it');
  expect(triedText(step('Ask <team>'))).toBe('Ask <team>');
});

test('and so it is in what somebody reads who is called', () => {
  const steps = new Map([['a', step('du -x <mountpoint>', run('du -x /srv', {code: 1}))]]);
  const walk = {title: 'Disk', total: 3, steps} as Partial<Walk> as Walk;
  expect(walkReport(walk)).toBe('runbook Disk, 1 of 3 steps; done: du -x /srv (exit 1)');
});
