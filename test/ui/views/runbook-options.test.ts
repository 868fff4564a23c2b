import {describe, expect, test} from 'vitest';
import {walking} from '../../support/a-walk.js';
import {deskWithOptions} from '../../support/with-options.js';

async function walkOptions() {
  const walk = await walking({desk: deskWithOptions()});
  const run = async () => {
    await walk.night.press('enter', 'enter');
    walk.runner.ends(walk.running());
    await walk.night.wait(200);
  };
  return {...walk, run};
}

describe('options are a choice, not a sequence', () => {
  test('the first one says that it is one of 3, and where the others are', async () => {
    const {night} = await walkOptions();
    await night.sees('one of 3: Option 1: Rollback. The others: Option 2: Scale (step 2)');
  });

  test('enter after the statement of the option that was taken goes on behind the group', async () => {
    const {night, run, runs} = await walkOptions();
    await run();
    await night.press('enter');
    await night.sees('▌ show verify');
    await night.sees('Gone on behind the choice, past Option 2: Scale, Option 3: Restart.');
    expect(runs()).toEqual(['show rollback']);
  });

  test('done on the taken one goes on behind the group too, and skip to the next option', async () => {
    const {night} = await walkOptions();
    await night.press('s', 'enter', 'enter');
    await night.sees('▌ show scale');
    await night.press('space');
    await night.sees('▌ show verify');
  });

  test('another one can be gone to by hand and taken later', async () => {
    const {night, run, runs} = await walkOptions();
    await run();
    await night.press('j');
    await night.sees('▌ show scale');
    await run();
    await night.press('enter');
    await night.sees('▌ show verify');
    expect(runs()).toEqual(['show rollback', 'show scale']);
  });

  test('closing does not call open what was left out for another option', async () => {
    const {night, run} = await walkOptions();
    await run();
    await night.press('X');
    await night.sees('1 step of 4 is open: 4 ');
    await night.press('esc', 'enter');
    await run();
    await night.press('X');
    await night.sees('closed Disk filling up');
    const closed = night.journal.facts.findLast(fact => fact.type === 'runbook.closed');
    expect(closed).toMatchObject({done: 2, total: 2});
  });
});
