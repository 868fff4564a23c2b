import {expect, test} from 'vitest';
import {cockpitWords} from '../../src/cli/cockpit-words.js';

test.each([
  ['no word', [], {}],
  ['a value behind the flag', ['--state', '/s'], {state: ['/s']}],
  ['a value in the flag', ['--state=/s=1'], {state: ['/s=1']}],
  [
    'flags that repeat',
    ['--alertmanager', 'eu', '--alertmanager=us', '--read-only'],
    {alertmanager: ['eu', 'us'], 'read-only': ['']},
  ],
])('%s opens the cockpit', (_, argv, values) => {
  expect(cockpitWords(argv)).toEqual(values);
});

test.each([
  ['a command', ['alerts']],
  ['a command behind a flag', ['--state', '/s', 'log']],
  ['help', ['--help']],
  ['an unknown flag', ['--statee', '/s']],
  ['a flag without its value', ['--state']],
  ['a switch with a value', ['--read-only=1']],
  ['a word that is no flag', ['--']],
])('%s is left to those who say what it means', (_, argv) => {
  expect(cockpitWords(argv)).toBeUndefined();
});
