import {expect, test} from 'vitest';
import {start} from '../support/a-night.js';

test('marks that a filter hides are counted, named in the question, and acked with the rest', async () => {
  const night = await start({columns: 120, rows: 30});
  for (const name of ['DiskFull', 'PoolExhausted', 'SiteDown', 'QueueBacklog']) await night.alert(name);
  await night.press('g', 'space', 'space', 'space', '/');
  await night.type('Disk');
  await night.press('enter');
  await night.sees('3 marked');
  await night.press('a');
  await night.sees('ack 3 marked alerts (3 alerts) as ana');
  await night.sees('2 of them hidden by the filter: PoolExhausted, SiteDown');
  await night.press('enter');
  await night.wait(1000);
  expect(night.source.drafts).toHaveLength(3);
  await night.press('esc');
  await night.sees('needs you 1');
  night.seesNot('■');
});

test('one comment and one duration go to every marked row', async () => {
  const night = await start({columns: 120, rows: 30});
  for (const name of ['DiskFull', 'PoolExhausted']) await night.alert(name);
  await night.press('g', 'space', 'space', 'A');
  await night.type('network is down');
  await night.press('tab', 'enter');
  await night.wait(1000);
  expect(night.source.drafts.map(({draft}) => draft.duration)).toEqual([3_600_000, 3_600_000]);
  for (const {draft} of night.source.drafts) expect(draft.comment).toContain('network is down');
});

test('release of several asks first and says how many notify again', async () => {
  const night = await start({columns: 120, rows: 30});
  for (const name of ['DiskFull', 'PoolExhausted']) await night.alert(name);
  await night.press('g', 'a', 'j', 'a');
  await night.wait(5000);
  await night.press('g', 'space', 'space', 'u');
  await night.sees('The acks of 2 alerts end, and they notify again.');
  await night.press('y');
  await night.sees('released 2 marked alerts');
  expect(night.source.expired).toHaveLength(2);
});
