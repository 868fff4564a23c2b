import {describe, expect, test} from 'vitest';
import {start} from '../support/a-night.js';
import {fakeWatchDesk} from '../support/fake-watch-desk.js';
import type {Night, NightOptions} from '../support/night.js';

const SIZES = [
  {columns: 60, rows: 15},
  {columns: 80, rows: 24},
  {columns: 200, rows: 50},
];

const CHECKLISTS = {
  before: [{text: 'Charge the phone'}],
  start: [
    {text: 'Alerts arrive', check: 'sources'},
    {text: 'The bastion lets me in', check: ['ssh', 'bastion', 'true']},
  ],
  end: [{text: 'The handoff is out', check: 'handoff'}],
} as const;

async function opened(options: NightOptions = {}): Promise<Night> {
  const night = await start({columns: 100, rows: 30, ...options});
  await night.press(':');
  await night.type('shift');
  await night.press('enter');
  await night.sees('Watch');
  return night;
}

describe('the watch in the cockpit', () => {
  test.each(SIZES)('tells whose it is and what is to be seen to at $columns x $rows', async size => {
    const night = await opened(size);
    await night.sees('none is running; b begins that of ana');
    await night.sees('Before the watch  0 of 5');
    await night.press('j', 'j', 'space');
    await night.sees('1 of 5');
  });

  test('begins with an end that is typed, says how much is left, and ends after a question', async () => {
    const night = await opened();
    await night.press('b');
    await night.sees('begin the watch of ana');
    await night.type('noon');
    await night.press('enter');
    await night.sees('"noon" is no end');
    await night.press('b');
    await night.type('8h');
    await night.press('enter');
    await night.sees('Watch of ana since 03:00Z');
    await night.sees('until 11:00Z 7h59m left');
    await night.press('x');
    await night.sees('of the list for its end still open');
    await night.press('y');
    await night.sees('none is running');
    expect(night.recorded()).toEqual(['shift.started', 'shift.ended']);
  });

  test('says before it ends what fired after its handoff was written', async () => {
    const night = await opened();
    await night.engine.dispatch({type: 'start-shift', operator: 'ana'});
    const shift = night.engine.store.getState().shift.shift?.id ?? '';
    await night.engine.dispatch({type: 'record-handoff', sha256: 'x', shift});
    await night.passes(60_000);
    await night.alert('CheckoutErrorRate', {labels: {severity: 'critical'}});
    await night.press('x');
    await night.sees('was written before CheckoutErrorRate (P1) fired; h writes it');
  });

  test('runs the check of an item, records how it ended, and ticks it off only when that is well', async () => {
    const watchDesk = fakeWatchDesk();
    const night = await opened({settings: {checklists: CHECKLISTS}, start: {watchDesk}});
    await night.alert('DiskFull');
    watchDesk.checked = {ok: false, said: 'ssh ended with 255: refused'};
    await night.press('j', 'j', 'enter');
    await night.sees('At its start  0 of 2');
    await night.sees('ssh ended with 255: refused');
    watchDesk.checked = {ok: true, said: 'ssh ended with 0.'};
    await night.press('c');
    await night.sees('At its start  2 of 2');
    await night.sees('At its end  0 of 1');
    expect(watchDesk.checks).toEqual([
      ['ssh', 'bastion', 'true'],
      ['ssh', 'bastion', 'true'],
    ]);
    expect(night.recorded().filter(type => type === 'checklist.checked')).toHaveLength(4);
  });

  test('posts a test alert only after a question that says whom it reaches', async () => {
    const watchDesk = fakeWatchDesk();
    const lists = {...CHECKLISTS, start: [{text: 'A test alert arrives', check: 'alert' as const}]};
    const night = await opened({settings: {checklists: lists}, start: {watchDesk}});
    watchDesk.checked = {ok: true, said: 'seen by poll of eu after 0.9s.'};
    await night.press('j', 'enter');
    await night.sees('eu leads it to nobody');
    await night.press('esc');
    await night.press('enter');
    await night.sees('eu leads it to nobody');
    expect(watchDesk.tests).toBe(0);
    await night.press('y');
    await night.sees('seen by poll of eu after 0.9s.');
    expect(watchDesk.tests).toBe(1);
    await night.sees('At its start  1 of 1');
  });

  test('reminds of its end on every screen', async () => {
    const night = await start({columns: 100, rows: 30});
    await night.engine.dispatch({type: 'start-shift', operator: 'ana', endsAt: Date.UTC(2026, 10, 20, 4, 0)});
    night.seesNot('ends in');
    await night.passes(40 * 60_000);
    await night.sees('The watch of ana ends in 19m');
    await night.passes(30 * 60_000);
    await night.sees('was to end 10m ago');
  });

  test('says who is on call by the schedule, and who comes', async () => {
    const at = Date.UTC(2026, 10, 20, 0, 0);
    const layer = {name: 'all', users: ['lee', 'mo'], start: at, zone: 'UTC', length: 12 * 3_600_000};
    const schedules = [{name: 'primary', zone: 'UTC', layers: [layer], overrides: []}];
    const night = await opened({settings: {schedules}});
    await night.sees('primary lee is on call until 12:00Z, then mo');
  });
});
