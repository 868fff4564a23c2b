import {expect, test} from 'vitest';
import {start} from '../support/a-night.js';

test.each(['acks DiskFull', 'is silence', 'kept until'])('enter in the log on "%s" opens the alert', async words => {
  const night = await start({columns: 120, rows: 30});
  await night.alert('DiskFull');
  await night.press('a');
  await night.sees('acked');
  await night.passes(11 * 60_000);
  await night.press('l');
  await night.press('/');
  await night.type(words);
  await night.press('enter', 'G', 'enter');
  await night.sees('alertname');
  expect(night.screen.frame()).not.toContain('No alert that fires now');
});
