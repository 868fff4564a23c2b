import {expect, test} from 'vitest';
import {bench} from '../fake-context.js';

test('wk handoff prints the draft as Markdown', async () => {
  const {run} = bench({context: {writeHandoff: async () => ({markdown: '# Handoff\n\n- DiskFull\n'})}});
  expect(await run('handoff')).toEqual({stdout: '# Handoff\n\n- DiskFull\n', stderr: '', exitCode: 0});
});

test('wk handoff of a log that could not all be read says so and is exit code 1', async () => {
  const {run} = bench({context: {writeHandoff: async () => ({markdown: '# Handoff\n', damage: 'Line 3 is damaged.'})}});
  expect(await run('handoff')).toEqual({stdout: '# Handoff\n', stderr: 'wk: Line 3 is damaged.\n', exitCode: 1});
});
