import {describe, expect, test} from 'vitest';
import type {CommandContext} from '../../../src/cli/context.js';
import type {Checklists} from '../../../src/core/checklist/checklist.js';
import {aWatch} from '../../support/given.js';
import {type BenchOptions, bench} from '../fake-context.js';

const CHECKLISTS = {
  before: [{text: 'Charge the phone'}],
  start: [
    {text: 'Alerts arrive', check: 'sources'},
    {text: 'The bastion lets me in', check: ['ssh', 'bastion', 'true']},
  ],
  end: [{text: 'The room knows'}],
} as const;
const watch = aWatch({settings: {checklists: CHECKLISTS}});

/** The lists as the configuration has them now. */
function configured(options: BenchOptions, checklists: Checklists = CHECKLISTS) {
  const {context} = bench();
  const loadConfig: CommandContext['loadConfig'] = async (...asked) => ({
    ...(await context.loadConfig(...asked)),
    checklists,
  });
  return bench({...options, context: {...options.context, loadConfig}});
}

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
  const {run, hands} = configured({watch});
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
  const {run, hands} = configured({watch, context: {runCheck, findHolder: async () => undefined}});
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

test('what is ticked is an item of the lists that are shown, also where an open cockpit began with others', async () => {
  const lists = {...CHECKLISTS, end: [{text: 'The page is sent'}]};
  const {run, hands} = configured(
    {watch, hands: {role: 'via-holder'}, context: {readState: async () => aWatch({settings: {checklists: lists}})}},
    lists,
  );
  expect((await run('shift', 'checklist', '--list', 'end')).stdout).toContain('The page is sent');
  expect(await run('shift', 'checklist', 'page', '--tick')).toMatchObject({
    exitCode: 0,
    stderr: expect.stringContaining('the open cockpit shows the lists that it began with'),
  });
  expect(hands()?.commands).toMatchObject([{type: 'tick-item', item: 'The page is sent'}]);
  expect(await run('shift', 'checklist', 'room', '--tick')).toMatchObject({exitCode: 5});
});

describe('the check that posts a test alert', () => {
  const lists = {...CHECKLISTS, before: [{text: 'A test alert arrives', check: 'alert'}], start: []} as const;
  const asking = aWatch({settings: {checklists: lists}});
  const testAlert = async () => ({
    question: 'Post a test alert? eu leads it to nobody.',
    run: async () => ({ok: true, said: 'A test alert was seen by poll of eu after 0.9s.'}),
  });
  const opened = (options: BenchOptions) => configured({watch: asking, context: {testAlert}, ...options}, lists);

  test('is asked for first, with whom it reaches, and recorded', async () => {
    const {run, hands, asked} = opened({isTTY: true, answer: true});
    expect(await run('shift', 'checklist', '--check')).toMatchObject({exitCode: 0});
    expect(asked).toEqual(['Post a test alert? eu leads it to nobody.']);
    expect(hands()?.commands).toMatchObject([{type: 'record-check', item: 'A test alert arrives', ok: true}]);
  });

  test('posts nothing on a no, or where nobody can be asked', async () => {
    for (const options of [{isTTY: true, answer: false}, {}]) {
      const {run, hands} = opened(options);
      expect(await run('shift', 'checklist', '--check')).toMatchObject({
        exitCode: 6,
        stderr: expect.stringContaining('Not run: A test alert arrives.'),
      });
      expect(hands()?.commands).toEqual([]);
    }
  });

  test('is run without a question when that is said', async () => {
    const {run, asked} = opened({});
    expect(await run('shift', 'checklist', '--check', '--yes')).toMatchObject({exitCode: 0});
    expect(asked).toEqual([]);
  });
});
