import {expect, test} from 'vitest';
import {start} from '../support/a-night.js';

test('what a key did, or why it did nothing, does not stand above the keys for ever', async () => {
  const night = await start({columns: 120, rows: 30});
  await night.alert('DiskFull');
  await night.press('a');
  await night.sees('acked DiskFull: eu ✓');
  await night.passes(5_000);
  await night.sees('acked DiskFull: eu ✓');
  await night.passes(5_000);
  expect(night.screen.frame()).not.toContain('acked DiskFull: eu ✓');
  await night.press('%');
  await night.sees('does nothing here');
  await night.passes(10_000);
  expect(night.screen.frame()).not.toContain('does nothing here');
});
