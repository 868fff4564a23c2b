import {expect, test} from 'vitest';
import {start} from '../support/a-night.js';

const UTC = {ui: {filter: '', group: 'route', views: [], title: true, bell: true, timeZone: 'UTC'}};

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

test('an alert that says it starts later reads as of when it was seen, on the board and opened', async () => {
  const night = await start({columns: 120, rows: 30, settings: {...UTC}});
  await night.alert('Qa', {age: -20 * 60 * 60_000});
  await night.alert('Qb', {age: -20 * 60 * 60_000});
  await night.passes(16 * 60_000);
  await night.press('enter');
  await night.sees('P1 Qa · since 03:00:00 (16m)');
  expect(night.screen.frame()).toMatch(/16m\s+Qb in eu/);
});

test('acking one of several alerts that say they start later leaves its mark in its place', async () => {
  const night = await start({columns: 120, rows: 30});
  for (const name of ['Qa', 'Qb', 'Qc']) await night.alert(name, {age: -20 * 60 * 60_000});
  await night.passes(60_000);
  await night.press('g', 'a');
  await night.sees('▌   → Qa now on it');
  const lines = night.screen.frame().split('\n');
  expect(lines.findIndex(line => line.includes('→ Qa'))).toBeLessThan(lines.findIndex(line => line.includes('Qb')));
  for (let second = 0; second < 5; second += 1) await night.wait(1000);
  expect(night.screen.frame()).toMatch(/▌P1 .*Qb/);
});
