import {existsSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {handoffAnswer} from '../../../src/cli/wire/handoff.js';
import {aWatch, NIGHT} from '../../support/given.js';
import {bench} from '../fake-context.js';

const ANSWER = {...handoffAnswer({facts: []}, aWatch(), {now: NIGHT}), markdown: '# Handoff\n\n- DiskFull\n'};

test('wk handoff prints the draft as Markdown, and records nothing', async () => {
  const {run, hands} = bench({context: {writeHandoff: async () => ANSWER}});
  expect(await run('handoff')).toEqual({stdout: '# Handoff\n\n- DiskFull\n', stderr: '', exitCode: 0});
  expect(hands()).toBeUndefined();
});

test('wk handoff of a log that could not all be read says so and is exit code 1', async () => {
  const {run} = bench({context: {writeHandoff: async () => ({...ANSWER, damage: 'Line 3 is damaged.'})}});
  expect(await run('handoff')).toMatchObject({stderr: 'wk: Line 3 is damaged.\n', exitCode: 1});
});

test('wk handoff has HTML, Slack and JSON, too', async () => {
  const {run} = bench({context: {writeHandoff: async () => ANSWER}});
  expect((await run('handoff', '-o', 'html')).stdout).toBe('<p># Handoff\n\n- DiskFull\n</p>\n');
  expect(JSON.parse((await run('handoff', '-o', 'slack')).stdout)).toEqual([{text: ANSWER.markdown}]);
  expect(JSON.parse((await run('handoff', '-o', 'json')).stdout)).toMatchObject({operator: 'ana', incidents: []});
});

test('wk handoff --out writes a file for its owner alone, and records what it says and what the sources showed', async () => {
  const {run, hands, home} = bench({context: {writeHandoff: async () => ANSWER}});
  expect(await run('handoff', '--out', 'h.md')).toMatchObject({exitCode: 0, stdout: `${join(home, 'h.md')}\n`});
  expect(readFileSync(join(home, 'h.md'), 'utf8')).toBe(ANSWER.markdown);
  expect(statSync(join(home, 'h.md')).mode & 0o777).toBe(0o600);
  expect(hands()?.commands).toMatchObject([{type: 'record-handoff', format: 'markdown', observed: {ongoing: []}}]);
});

test('wk handoff --out into a folder that is not there writes and records nothing', async () => {
  const {run, hands, home} = bench({context: {writeHandoff: async () => ANSWER}});
  expect(await run('handoff', '--out', 'no/h.md')).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('ENOENT'),
  });
  expect(existsSync(join(home, 'no'))).toBe(false);
  expect(hands()).toBeUndefined();
});
