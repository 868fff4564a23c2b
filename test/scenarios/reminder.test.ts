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
  await night.sees('Look again: DiskFull is still yours, acked 6m ago. a: still on it, n: a note, u: give it back');
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

test('another person is not reminded of an ack that is not theirs', async () => {
  const night = await start({columns: 120, rows: 30, settings});
  const alert = await night.alert('DiskFull');
  await night.engine.dispatch({type: 'ack', alerts: [`eu/${alert.fingerprint}`]}, 'lee');
  await night.passes(6 * MINUTE);
  expect(night.recorded()).toContain('ack.reminded');
  await night.sees('lee');
  night.seesNot('ook again');
});
