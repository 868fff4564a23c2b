import {test} from 'vitest';
import {start} from '../support/a-night.js';

test('the question about leaving follows what happens while it stands there', async () => {
  const night = await start();
  await night.alert('DiskFull');
  await night.press('a', 'q');
  await night.sees('1 ack that only an open cockpit keeps alive');
  await night.resolve('DiskFull');
  await night.sees('Everything is settled now.');
  night.seesNot('keeps alive');
  await night.press('n');
});
