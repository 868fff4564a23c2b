import {expect, test} from 'vitest';
import {recorded, story} from '../../support/given.js';
import {bench} from '../fake-context.js';

const stopped = {findHolder: async () => ({pid: 42, host: 'bastion', stopped: true as const})};
const SAID = [
  'wk: watchkeeper with pid 42 holds the journal and is stopped: this is what it had recorded by then.',
  'Bring it back with `fg` in its own terminal, or end it (pid 42).',
  '',
].join('\n');

test.each([
  [['incident', 'list'], 'No incident is open.\n'],
  [['shift', 'status'], 'No watch is running.\n'],
  [['deliveries'], ''],
])('wk %s says that the holder is stopped, as wk log does, and ends with 6', async (words, own) => {
  const {stderr, exitCode} = await bench({context: stopped}).run(...words);
  expect(stderr).toBe(`${own}${SAID}`);
  expect(exitCode).toBe(6);
});

test('without a stopped holder they say nothing of it', async () => {
  const facts = recorded([{type: 'shift.started', shift: 'shift-1', operator: 'ana'}]);
  const {stderr, exitCode} = await bench({watch: story({facts}).state()}).run('shift', 'status');
  expect([stderr, exitCode]).toEqual(['', 0]);
});
