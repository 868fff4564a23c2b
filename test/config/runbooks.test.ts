import {dirname, join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {checkFile} from '../../src/config/check-file.js';
import {loadConfig} from '../../src/config/load-config.js';
import {OUR_FILE, surroundings} from './surroundings.js';

describe('runbooks in the configuration', () => {
  test('nothing said means the built-in ones, here, ended after two silent minutes', async () => {
    const {request} = surroundings();
    expect((await loadConfig(request)).runbooks).toEqual({
      roots: [],
      via: [],
      idleTimeout: 120_000,
      commands: {reads: [], changes: [], destructive: [], needsTerminal: [], endless: []},
    });
  });

  test('roots start at the home folder or where the file lies', async () => {
    const {request, home, write} = surroundings();
    const file = write(
      OUR_FILE,
      'runbooks:\n  roots: [~/ops, team]\n  via: [ssh, -p, "22", bastion]\n  idle: 30s\n  timeout: 1h\n  commands: {reads: [mytool status], terminal: [mytool shell]}\n',
    );
    expect((await loadConfig(request)).runbooks).toEqual({
      roots: [join(home, 'ops'), join(dirname(file), 'team')],
      via: ['ssh', '-p', '22', 'bastion'],
      idleTimeout: 30_000,
      totalTimeout: 3_600_000,
      commands: {reads: ['mytool status'], changes: [], destructive: [], needsTerminal: ['mytool shell'], endless: []},
    });
  });

  test('mistakes are named with what would be right', () => {
    expect(checkFile('runbooks: {root: [x]}\n')).toMatchObject({
      problems: [{line: 1, key: 'runbooks.root', message: 'unknown key; did you mean `roots`?'}],
    });
    expect(checkFile('runbooks: {roots: ops}\n')).toMatchObject({
      problems: [{message: 'write a list of folders: [~/ops/runbooks]'}],
    });
  });
});
