import {expect, test} from 'vitest';
import {start} from '../support/a-night.js';

test('a question that is open while rows move is answered for the row it was asked about', async () => {
  const night = await start({columns: 120, rows: 30});
  const disk = await night.alert('DiskFull', {labels: {severity: 'warning'}});
  await night.press('A');
  await night.sees('ack DiskFull as ana');
  await night.alert('PoolExhausted');
  await night.alert('SiteDown');
  night.seesNot('SiteDown');
  await night.type('on it');
  await night.press('enter');
  await night.sees('acked DiskFull');
  await night.sees('SiteDown');
  expect(night.source.drafts).toHaveLength(1);
  expect(night.source.drafts[0]?.draft.matchers).toContainEqual(expect.objectContaining({value: 'DiskFull'}));
  expect(night.engine.store.getState().shift.ackOf.size).toBe(1);
  expect(night.engine.store.getState().shift.ackOf.has(`eu/${disk.fingerprint}`)).toBe(true);
});

test('a question whose alert resolves meanwhile hits nothing else', async () => {
  const night = await start({columns: 120, rows: 30});
  await night.alert('DiskFull', {age: 120_000});
  await night.alert('OtherAlert');
  await night.press('A');
  await night.resolve('DiskFull');
  await night.passes(120_000);
  await night.press('enter');
  await night.wait(1000);
  expect(night.source.drafts).toHaveLength(0);
});

test('keys typed ahead of a question that destroys something do not answer it', async () => {
  const night = await start({columns: 120, rows: 30});
  await night.alert('DiskFull');
  await night.silenced('DiskFull', {id: 'deploy-silence', createdBy: 'lee'});
  await night.press(':');
  await night.type('silences');
  await night.press('enter');
  await night.pressTogether('x', 'y');
  await night.sees('expire the silence of');
  expect(night.source.expired).toEqual([]);
  await night.press('y');
  await night.sees('eu ✓ the silence has ended');
  expect(night.source.expired).toEqual(['deploy-silence']);
});
