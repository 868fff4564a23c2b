import {expect, test} from 'vitest';
import {aWatch} from '../../support/given.js';
import {bench} from '../fake-context.js';

const CHECKLISTS = {
  before: [{text: 'Charge the phone'}],
  start: [
    {text: 'Alerts arrive', check: 'sources'},
    {text: 'The bastion lets me in', check: ['ssh', 'bastion', 'true']},
  ],
  end: [{text: 'The room knows'}],
} as const;
const watch = aWatch({settings: {checklists: CHECKLISTS}});

test('wk shift checklist lists what is to be seen to, and what its checks would be', async () => {
  const {run} = bench({watch, context: {readState: async () => watch}});
  const {stdout} = await run('shift', 'checklist', '--list', 'start');
  expect(stdout).toContain('Alerts arrive');
  expect(stdout).toContain('not run: ssh bastion true');
  expect(stdout).not.toContain('Charge the phone');
  expect(JSON.parse((await run('shift', 'checklist', 'room', '-o', 'json')).stdout)).toEqual([
    {list: 'end', item: 'The room knows', done: false},
  ]);
});

test('wk shift checklist --tick ticks the one item off that fits', async () => {
  const {run, hands} = bench({watch});
  expect(await run('shift', 'checklist', 'room', '--tick')).toMatchObject({
    exitCode: 0,
    stderr: expect.stringContaining('Done: The room knows'),
  });
  expect(hands()?.commands).toEqual([{type: 'tick-item', list: 'end', item: 'The room knows', done: true}]);
  expect(await run('shift', 'checklist', 'the', '--tick')).toMatchObject({
    exitCode: 5,
    stderr: expect.stringContaining('3 items have these words in them'),
  });
});

test('wk shift checklist --check runs checks, records them, and is exit code 1 when one is not well', async () => {
  const runCheck = async () => ({ok: false, said: 'ssh ended with 255.'});
  const {run, hands} = bench({watch, context: {runCheck, findHolder: async () => undefined}});
  const ran = await run('shift', 'checklist', '--check');
  expect(ran).toMatchObject({
    exitCode: 1,
    stdout: expect.stringContaining('NOT WELL: The bastion lets me in: ssh ended'),
  });
  expect(ran.stdout).toContain('well: Alerts arrive: eu answers');
  expect(hands()?.commands).toMatchObject([
    {type: 'record-check', item: 'Alerts arrive', ok: true},
    {type: 'record-check', item: 'The bastion lets me in', ok: false},
  ]);
});
