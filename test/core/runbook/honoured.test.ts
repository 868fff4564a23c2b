import {describe, expect, test} from 'vitest';
import type {StatementHints} from '../../../src/core/runbook/document.js';
import {type AskedBy, honoured} from '../../../src/core/runbook/honoured.js';

const BY: AskedBy = {file: '/ops/runbooks/web.md', options: {}, trusted: true, away: false};

function asked(hints: StatementHints, by: Partial<AskedBy> = {}) {
  const statement = {kind: 'statement', id: 's', text: 'pwd', comment: '', language: 'sh', lines: [1, 1]} as const;
  return honoured({...statement, inline: false, hints}, 'pwd', {...BY, ...by});
}

describe('the folder that a runbook asks for', () => {
  test('is entered by what runs, in sight of who confirms it, once the file is trusted', () => {
    expect(asked({cwd: '/srv/web'})).toMatchObject({
      text: 'cd -- /srv/web || exit\npwd',
      said: ['runs in /srv/web, as its author asks'],
    });
  });

  test('is that of the fence seen from that of the file, seen from where the file lies', () => {
    expect(asked({cwd: '.'}, {options: {cwd: 'sub'}}).text).toContain('cd -- /ops/runbooks/sub ||');
    expect(asked({cwd: '../b c'}, {options: {cwd: 'sub'}}).text).toContain("cd -- '/ops/runbooks/b c' ||");
    expect(asked({}, {options: {cwd: '../x'}}).text).toContain('cd -- /ops/x ||');
  });

  test('is not entered before that, and that is said', () => {
    expect(asked({cwd: '/srv/web', background: true}, {trusted: false})).toEqual({
      text: 'pwd',
      terminal: false,
      said: ['asks for the folder /srv/web and the background: not taken before the file is trusted'],
    });
  });

  test('is not guessed: neither what a shell would expand, nor where another machine has it', () => {
    for (const one of [asked({cwd: '~/x'}), asked({cwd: '$(id)'}), asked({cwd: 'sub'}, {away: true})]) {
      expect(one).toMatchObject({text: 'pwd', said: [expect.stringContaining('not taken, where that is')]});
    }
    expect(asked({cwd: '/srv'}, {away: true}).text).toContain('cd -- /srv');
  });
});

test('a statement for the background is put there, and one for the terminal gets it', () => {
  expect(asked({background: true}).text).toBe('{ pwd\n} &');
  expect(asked({interactive: true})).toMatchObject({text: 'pwd', terminal: true});
  expect(asked({interactive: true}, {trusted: false}).terminal).toBe(false);
});

test('what nothing depends on is said, and not silent', () => {
  expect(asked({interpreter: 'zsh', others: ['terminalRows'], mimeType: 'image/png', tags: ['k8s']}).said).toEqual([
    'asks for zsh: bash runs it',
    'its fence also says mimeType image/png, terminalRows: not taken',
    'tagged k8s',
  ]);
  expect(asked({interpreter: 'bash'}).said).toEqual([]);
});
