import {expect, test} from 'vitest';
import {SourceError} from '../../src/core/ports.js';
import {start} from '../support/a-night.js';
import {NIGHT} from '../support/given.js';

const curve = (values: readonly number[]) => ({expr: 'free < 1', from: NIGHT - 3_600_000, to: NIGHT, values});

test('the curve of an open alert is drawn anew each minute, and the last one stays when that fails', async () => {
  let asked = 0;
  const series = async () => {
    asked += 1;
    if (asked === 3) throw new SourceError('timeout', 'Prometheus does not answer.', {hint: ''});
    return curve(asked === 1 ? [1, 2, 3] : [3, 2, 7]);
  };
  const night = await start({columns: 100, rows: 30, lookups: {series}});
  await night.alert('DiskFull');
  await night.press('enter');
  await night.sees('▁▅█   3');
  await night.passes(63_000);
  await night.sees('▂▁█   7');
  await night.passes(58_000);
  await night.sees('Prometheus does not answer.');
  await night.sees('▂▁█   7');
  expect(asked).toBe(3);
});

test('the curve of an alert that is too young to have one comes soon, and not only after a minute', async () => {
  let asked = 0;
  const series = async () => {
    asked += 1;
    return curve(asked === 1 ? [Number.NaN, Number.NaN] : [1, 2, 3]);
  };
  const night = await start({columns: 100, rows: 30, lookups: {series}});
  await night.alert('DiskFull');
  await night.press('enter');
  night.seesNot('▁▅█');
  await night.passes(12_000);
  await night.sees('▁▅█   3');
});

test('lines that come above what is being read do not move it', async () => {
  let found: readonly {readonly on: number; readonly text: string}[] = [];
  const changes = async () => ({changes: found});
  const night = await start({columns: 100, rows: 12, lookups: {changes}});
  await night.alert('DiskFull');
  await night.press('enter', 'a', 'u', 'a', 'u', 'a', 'u', 'G', 'j');
  await night.passes(1000);
  const read = () => night.screen.frame().split('\n').slice(2, 6);
  const before = read();
  found = [
    {on: NIGHT - 60_000, text: 'v9 deployed'},
    {on: NIGHT - 50_000, text: 'flag on'},
  ];
  await night.passes(250_000);
  expect(before.join('')).not.toBe('');
  expect(read()).toEqual(before);
  await night.press('ctrl-u', 'ctrl-u', 'ctrl-u');
  await night.sees('v9 deployed');
});
