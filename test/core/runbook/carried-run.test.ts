import {expect, test} from 'vitest';
import {askedRun, type Candidate} from '../../../src/core/runbook/asked-run.js';
import type {RunbookDesk} from '../../../src/core/runbook/desk.js';
import type {CarriedShell, RunPlace} from '../../../src/core/runbook/run.js';

test('what earlier statements left in the shell is judged with, and kept out of what is recorded', () => {
  const carried: CarriedShell = {functions: ['uname'], definitions: '', aliases: [], variables: []};
  const place: RunPlace = {host: 'bastion', user: 'ana', cwd: '/', carried};
  const candidate: Candidate = {
    walk: 'w',
    step: 's',
    title: 'Look',
    statement: 's.1',
    text: 'uname -a',
    edited: false,
    before: [],
    note: {language: 'bash'},
    terminal: false,
  };
  const seen: unknown[] = [];
  const desk: Pick<RunbookDesk, 'judge' | 'redact'> = {
    judge(_text, note) {
      seen.push(note);
      return {
        level: 'changes',
        reasons: ['it is a function'],
        needsTerminal: false,
        endless: false,
        commands: ['uname'],
      };
    },
    redact: text => text,
  };
  const filling = {ok: true, text: 'uname -a', values: [], env: {}, warnings: []} as const;
  const asked = askedRun(desk, {candidate, filling, place, labels: {}});
  expect(seen).toEqual([{language: 'bash', carried}]);
  expect(asked.place).toEqual({host: 'bastion', user: 'ana', cwd: '/'});
});
