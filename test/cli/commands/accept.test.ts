import {expect, test} from 'vitest';
import {handoffAnswer} from '../../../src/cli/wire/handoff.js';
import {aWatch, NIGHT, recorded, upHealth} from '../../support/given.js';
import {bench} from '../fake-context.js';

test('wk accept of a journal in a newer layout says that it cannot be read and what helps, not that there is no watch', async () => {
  const damage = 'Not all of the journal can be read: a newer wk wrote it, in a layout of its own. Update this wk.';
  const answer = {...handoffAnswer({facts: []}, aWatch(), {now: NIGHT}), damage};
  const {run, hands} = bench({context: {writeHandoff: async () => answer}});
  expect(await run('accept', '--yes')).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: `wk: Nothing is taken over: no watch of anybody else is in what can be read of the log.\n    ${damage}\n`,
  });
  expect(hands()?.commands).toEqual([]);
});

test('wk accept of a named watch in a journal of a newer layout says so, too', () => {
  const damage = 'Not all of the journal can be read: a newer wk wrote it.';
  expect(() => handoffAnswer({facts: [], damage}, aWatch(), {now: NIGHT, shift: 's1'})).toThrow(
    expect.objectContaining({message: 'There is no shift s1 in what can be read of the log.', hint: damage}),
  );
});

test('wk accept just after Alertmanager restarted says that not all that fires may be asked about', async () => {
  const facts = recorded([{type: 'shift.started', shift: 's1', operator: 'lee'}], NIGHT, 'lee');
  const watch = aWatch({facts, health: upHealth({settling: true})});
  const answer = handoffAnswer({facts}, watch, {now: NIGHT, incoming: 'ana'});
  const {run} = bench({watch, context: {writeHandoff: async () => answer}});
  const said =
    'eu has just restarted: its list may still be short, and something that fires there may not be asked about.';
  for (const flag of ['--dry-run', '--yes']) expect((await run('accept', flag)).stderr).toContain(said);
});
