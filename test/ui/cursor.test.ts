import {expect, test} from 'vitest';
import {start} from '../support/a-night.js';

test('the cursor stays on the top row as alerts arrive until the first key is pressed', async () => {
  const night = await start({columns: 120, rows: 30});
  await night.alert('DiskFull', {labels: {severity: 'warning'}});
  await night.alert('SiteDown');
  await night.sees('▌P1 ▲ ack in 3m      SiteDown');
  await night.press('g');
  await night.alert('WorseAlert', {age: 200_000});
  await night.sees('▌P1 ▲ ack in 3m      SiteDown');
});

test('the mark of an acked row does not keep the cursor for minutes: it goes to the next row', async () => {
  const night = await start({columns: 120, rows: 30});
  await night.alert('DiskFull', {age: 120_000});
  await night.alert('OtherAlert');
  await night.press('a');
  await night.sees('▌   → DiskFull now on it');
  for (let second = 0; second < 5; second += 1) await night.wait(1000);
  night.seesNot('→ DiskFull');
  await night.press('a');
  await night.sees('acked OtherAlert: eu ✓');
  expect(night.source.drafts).toHaveLength(2);
});
