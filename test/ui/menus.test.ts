import {expect, test} from 'vitest';
import {start} from '../support/a-night.js';
import {someSettings} from '../support/given.js';

test('links come with the action first, then runbook, dashboard and the configured ones, and are copied', async () => {
  const night = await start({
    columns: 120,
    rows: 30,
    settings: {links: {logs: 'https://logs.example/{{ labels.service }}'}},
  });
  await night.alert('DiskFull', {
    annotations: {
      dashboard: 'https://grafana.example/d/disk',
      runbook_url: 'https://runbooks.example/disk',
      action: 'https://ops.example/grow',
    },
  });
  await night.press('o');
  await night.sees('links of DiskFull');
  const rows = night.screen.frame().split('\n');
  const order = ['action', 'runbook', 'dashboard', 'logs'].map(name => rows.findIndex(row => row.includes(`${name} `)));
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(order[0]).toBeGreaterThan(0);
  await night.press('j', 'enter');
  await night.sees('copied the runbook link');
  expect(night.screen.copied).toEqual(['https://runbooks.example/disk']);
  await night.press('o', '4');
  expect(night.screen.copied.at(-1)).toBe('https://logs.example/payments');
});

test('an alert without links says where links come from', async () => {
  const night = await start({columns: 120, rows: 30});
  await night.alert('DiskFull');
  await night.press('o');
  await night.sees('DiskFull has no links.');
});

test('copy offers the parts of an alert, and says so when one is too long for the clipboard', async () => {
  const night = await start({columns: 120, rows: 30});
  await night.alert('DiskFull', {annotations: {summary: 'x'.repeat(5000)}});
  await night.press('y');
  await night.sees('copy from DiskFull');
  await night.press('1');
  await night.sees('copied name');
  expect(night.screen.copied).toEqual(['DiskFull']);
  night.screen.clipboard = 1000;
  await night.press('y', '2');
  await night.sees("summary is too long for this terminal's clipboard");
  expect(night.screen.copied).toHaveLength(1);
});

test('addresses are links where the terminal has links, without widening the line', async () => {
  const capabilities = {color: 'none', unicode: true, links: true, addressable: true} as const;
  const night = await start({columns: 120, rows: 30, capabilities});
  await night.alert('DiskFull', {annotations: {runbook_url: 'https://runbooks.example/disk'}});
  await night.sees('runbook ↗');
  expect(night.screen.painted.at(-1)).toContain('\u001b]8;;https://runbooks.example/disk\u001b\\');
});

test('title and bell stay silent when they are switched off', async () => {
  const {ui} = someSettings();
  const night = await start({settings: {ui: {...ui, title: false, bell: false}}});
  await night.alert('DiskFull');
  await night.sees('DiskFull');
  expect(night.screen.rung.count).toBe(0);
  expect(night.screen.titles).toEqual([]);
});

test('the right border of a menu stands where it belongs also where its addresses are links', async () => {
  const capabilities = {color: 'none', unicode: true, links: true, addressable: true} as const;
  for (const [columns, rows] of [
    [80, 24],
    [100, 20],
  ] as const) {
    const night = await start({columns, rows, capabilities});
    await night.alert('DiskFull', {annotations: {runbook_url: 'https://runbooks.example/disk'}});
    await night.press('o');
    await night.sees('links of DiskFull');
    const link = '\u001b]8;;https://runbooks.example/disk\u001b\\https://runbooks.example/disk\u001b]8;;\u001b\\';
    const lines = night.screen
      .frame()
      .split('\n')
      .map(line => line.replace(link, 'https://runbooks.example/disk'));
    const edges = lines.filter(line => /^ {2}[┌│└]/u.test(line)).map(line => line.trimEnd().length);
    expect(edges.length).toBeGreaterThan(2);
    expect(new Set(edges)).toEqual(new Set([columns - 1]));
  }
});
