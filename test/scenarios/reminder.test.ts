import {expect, test} from 'vitest';
import {start} from '../support/a-night.js';
import {someSettings} from '../support/given.js';

const MINUTE = 60_000;
const settings = {ack: {...someSettings().ack, remind: 5 * MINUTE}};

test('an acked alert asks its owner to look again, until they say that they are still on it', async () => {
  const night = await start({columns: 120, rows: 30, settings});
  await night.alert('DiskFull');
  await night.press('a');
  await night.passes(6 * MINUTE);
  await night.sees('look again');
  await night.sees(
    'Look again: DiskFull is still yours, acked 6m ago. L shows it; there a: still on it, n: a note, u: give it back',
  );
  expect(night.screen.rung.count).toBe(1);
  await night.press('g', 'a');
  await night.sees('still on DiskFull; reminds again in 5m');
  night.seesNot('ook again');
  await night.passes(6 * MINUTE);
  await night.sees('look again');
  await night.press('n');
  await night.type('waiting for the vendor');
  await night.press('enter');
  await night.sees('noted on DiskFull');
  night.seesNot('ook again');
});

test('when what was acked gets worse, the bell says so at once', async () => {
  const night = await start({columns: 120, rows: 30});
  await night.alert('DiskFull', {labels: {severity: 'warning'}});
  await night.press('a');
  expect(night.screen.rung.count).toBe(0);
  await night.alert('DiskFull', {labels: {severity: 'high'}});
  await night.sees('Look again: DiskFull got worse since you acked it');
  expect(night.screen.rung.count).toBe(1);
  await night.passes(2 * MINUTE);
  expect(night.screen.rung.count).toBe(1);
});

test('acking what got worse answers the reminder of what was acked before', async () => {
  const night = await start({columns: 120, rows: 30});
  await night.alert('Esc', {labels: {severity: 'warning'}});
  await night.press('g', 'a');
  await night.alert('Esc', {labels: {severity: 'critical'}});
  await night.sees('Look again: Esc got worse since you acked it');
  await night.press('g', 'a');
  await night.passes(MINUTE);
  expect(night.recorded()).toContain('ack.confirmed');
  night.seesNot('ook again');
});

test('another person is not reminded of an ack that is not theirs', async () => {
  const night = await start({columns: 120, rows: 30, settings});
  const alert = await night.alert('DiskFull');
  await night.engine.dispatch({type: 'ack', alerts: [`eu/${alert.fingerprint}`]}, 'lee');
  await night.passes(6 * MINUTE);
  expect(night.recorded()).toContain('ack.reminded');
  await night.sees('lee');
  night.seesNot('ook again');
});

test('the banner promises no key that acts on another row: L goes to the reminded one, and the next one after it', async () => {
  const night = await start({columns: 120, rows: 30, settings});
  await night.alert('AAA');
  await night.press('g', 'a');
  await night.passes(2 * MINUTE);
  await night.alert('Mem');
  await night.press('g', 'a');
  await night.passes(5 * MINUTE);
  await night.alert('BBB');
  await night.sees('Look again: AAA and 1 more are still yours, acked up to 7m ago');
  await night.press('g');
  await night.sees('▌P1 ▲ ack in 3m      BBB');
  await night.press('L');
  await night.sees('▌P1 ▲ look again     AAA');
  await night.press('L');
  await night.sees('▌P1 ▲ look again     Mem');
  await night.press('L', 'a');
  await night.sees('still on AAA');
  await night.sees('Look again: Mem is still yours');
  expect(night.source.drafts.filter(({draft}) => draft.id === undefined)).toHaveLength(2);
  await night.sees('needs you 1');
});

test('L shows the reminded row also where a filter hides it, and no key in the same go acts on what was not seen', async () => {
  const night = await start({
    columns: 120,
    rows: 30,
    settings: {...settings, ui: {...someSettings().ui, filter: '@state=active'}},
  });
  await night.alert('AAA');
  await night.press('g', 'a');
  await night.passes(6 * MINUTE);
  await night.alert('BBB');
  await night.press('g');
  night.seesNot('on it 1');
  await night.pressTogether('L', 'a');
  await night.sees('▌P1 ▲ look again     AAA');
  await night.sees('look, then press again');
  await night.press('a');
  await night.sees('still on AAA; reminds again in 5m');
  expect(night.engine.store.getState().shift.acks.size).toBe(1);
  await night.press('L');
  await night.sees('No ack asks to be looked at again.');
});

test('an ack that does not hold is loud, back under what needs somebody, and acked anew from where L goes', async () => {
  const night = await start({columns: 120, rows: 30});
  const alert = await night.alert('AAA');
  await night.press('g', 'a');
  await night.passes(MINUTE);
  await night.sees('on it 1');
  await night.alert('BBB');
  const [held] = night.engine.store.getState().live.silences.values();
  await night.silenced('AAA', {...held, matchers: [{name: 'alertname', value: 'Else', isRegex: false, isEqual: true}]});
  await night.passes(3 * MINUTE);
  await night.sees('Ack of AAA does not hold: eu lists its silence as active');
  await night.sees('not holding    AAA');
  await night.sees('P1 2');
  expect(night.recorded()).toContain('ack.unheld');
  await night.press('L', 'a');
  await night.sees('acked AAA: eu ✓');
  await night.passes(MINUTE);
  await night.sees('on it 1');
  night.seesNot('does not hold');
  expect(night.source.expired).toEqual([held?.id]);
  expect(night.engine.store.getState().shift.ackOf.get(`eu/${alert.fingerprint}`)).toBeDefined();
});
