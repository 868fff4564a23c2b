import {describe, expect, test} from 'vitest';
import {start} from '../support/a-night.js';
import {aLevel, aPolicy, MINUTE} from '../support/escalating.js';
import {fakeTarget, rejected, unreachable} from '../support/fake-target.js';

const SECOND = 1_000;
const due = aLevel({name: 'secondary', after: MINUTE, people: ['lee']});
const auto = aLevel({name: 'lead', after: MINUTE, people: ['mo'], auto: true});

async function watching(levels = [due], size = {columns: 120, rows: 30}) {
  const pager = fakeTarget();
  const night = await start({...size, targets: [pager], settings: {policies: [aPolicy({levels})]}});
  await night.alert('DiskFull');
  return {night, pager};
}

describe('a level that is due', () => {
  test('stands in the row, and across the top with whom to call', async () => {
    const {night} = await watching();
    night.seesNot('due');
    await night.passes(70 * SECOND);
    await night.sees('secondary due');
    await night.sees('Escalation is due: secondary (lee) for P1 DiskFull');
  });

  test('is not told any more once somebody was called, or has it', async () => {
    const {night} = await watching();
    await night.passes(70 * SECOND);
    await night.sees('Escalation is due');
    await night.press('e', 'enter', 'y');
    await night.sees('paged');
    night.seesNot('Escalation is due');
    await night.alert('Other');
    await night.passes(70 * SECOND);
    await night.sees('Escalation is due: secondary (lee) for P1 Other');
    await night.engine.dispatch({type: 'ack', alerts: [...night.engine.store.getState().live.alerts.keys()]});
    await night.passes(MINUTE);
    night.seesNot('Escalation is due');
  });
});

describe('a level that pages by itself', () => {
  async function announced(size = {columns: 120, rows: 30}) {
    const made = await watching([auto], size);
    for (let turn = 0; turn < 8 && !made.night.screen.frame().includes('ctrl-x'); turn += 1)
      await made.night.passes(20 * SECOND);
    return made;
  }

  test.each([
    {columns: 60, rows: 15},
    {columns: 120, rows: 30},
  ])('is announced with the time that is left and the key that stops it, at $columns x $rows', async size => {
    const {night, pager} = await announced(size);
    await night.sees('In 0:');
    await night.sees('ctrl-x stops it');
    await night.press('l');
    await night.sees('ctrl-x stops it');
    expect(pager.calls).toEqual([]);
    await night.passes(40 * SECOND);
    await night.press('q');
    expect(pager.seen).toHaveLength(1);
  });

  test('is stopped from any view, after a question', async () => {
    const {night, pager} = await announced();
    await night.press('l', 'ctrl-x');
    await night.sees('stop the page to lead');
    await night.press('y');
    await night.sees('stopped: lead is not paged');
    await night.passes(2 * MINUTE);
    expect(pager.calls).toEqual([]);
    night.seesNot('ctrl-x stops it');
  });

  test('is stopped while something is typed, which is kept', async () => {
    const {night} = await announced();
    await night.press('n');
    await night.type('half a note');
    await night.press('ctrl-x', 'y');
    await night.sees('stopped: lead');
    await night.press('n');
    await night.sees('half a note');
  });

  test('is not stopped by a key that was typed before the question was seen', async () => {
    const {night, pager} = await announced();
    await night.pressTogether('ctrl-x', 'y');
    await night.sees('stop the page to lead');
    await night.press('esc');
    await night.passes(MINUTE);
    expect(pager.seen).toHaveLength(1);
  });
});

describe('what was not delivered', () => {
  test('is across the top of every view until it is given up', async () => {
    const {night, pager} = await watching();
    pager.faults.push({before: rejected()});
    await night.press('e', 'enter', 'y');
    await night.sees('NOT SENT to pager');
    await night.press('esc');
    await night.sees('1 NOT SENT');
    await night.sees(':deliveries');
    expect(night.screen.rung.count).toBeGreaterThan(1);
    await night.press('e', 'j');
    while (!night.screen.frame().includes('▌✗')) await night.press('j');
    await night.press('x', 'y', 'esc');
    night.seesNot('NOT SENT');
  });

  test('and waits for its next try is counted and named, and asked about before the cockpit is left', async () => {
    const {night, pager} = await watching();
    pager.faults.push(...Array.from({length: 9}, () => ({before: unreachable()})));
    await night.press('e', 'enter', 'y', 'esc');
    await night.sees('1 page waiting');
    await night.sees('Not sent yet to pager');
    await night.press('q');
    await night.sees('1 page or message not sent yet');
    await night.press('n');
  });

  test('calls for nobody any more when what it was about is over', async () => {
    const {night, pager} = await watching();
    pager.faults.push({before: rejected()});
    await night.press('e', 'enter', 'y', 'esc');
    await night.sees('1 NOT SENT');
    await night.resolve('DiskFull');
    await night.passes(2 * MINUTE);
    night.seesNot('NOT SENT');
  });
});
