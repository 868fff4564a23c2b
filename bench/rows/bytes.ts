import type {Alert} from '../../src/core/alert/alert.js';
import {anAlert, aWatch, NIGHT} from '../../test/support/given.js';
import type {BenchRow} from '../bench-row.js';
import {ROWS} from '../support/cockpit.js';
import {idealBytes} from '../support/ideal-bytes.js';
import {drawPicture, type Picture} from '../support/picture.js';
import {median} from '../support/spawned.js';

const SCROLLS = 30;
const MANY = 10_000;

/** A poll brings another reading, another sentence, or word that it is fading: each changes one row. */
export const oneChange: BenchRow = {
  name: 'one alert changes, 120x40',
  budget: '<= 2 x an ideal encoder',
  async run() {
    const picture = await drawPicture(boardOf(60));
    const changes = [
      alertOf(9, {annotations: {summary: 'the disk of host-9 is 93.4 % full'}}),
      alertOf(12, {annotations: {summary: 'host-12 no longer answers to anybody'}}),
      alertOf(15, {absentSince: NIGHT}),
    ];
    const ratios: number[] = [];
    const sizes: string[] = [];
    for (const changed of changes) {
      const before = picture.cells();
      picture.bytes();
      await picture.polled([changed]);
      const bytes = picture.bytes();
      const ideal = idealBytes(before, picture.cells());
      ratios.push(bytes / ideal);
      sizes.push(`${bytes}:${ideal}`);
    }
    await picture.close();
    const worst = Math.max(...ratios);
    return {
      figure: worst,
      unit: 'x',
      ratio: worst,
      verdict: worst <= 2 ? 'pass' : 'fail',
      detail: `ours:ideal bytes ${sizes.join(', ')}`,
    };
  },
};

/** The cursor stands on the last row in sight and goes on: all rows move up by one, and the pane below tells of another alert. */
export const scrollOneRow: BenchRow = {
  name: 'scrolling one row of 10,000, 120x40',
  budget: '<= 450 bytes',
  async run() {
    const picture = await drawPicture(boardOf(MANY));
    for (let step = 0; step < ROWS; step++) await picture.press('j');
    const sizes: number[] = [];
    for (let step = 0; step < SCROLLS; step++) sizes.push(await pressBytes(picture, 'j'));
    await picture.close();
    const figure = median(sizes);
    return {
      figure,
      unit: 'bytes',
      verdict: figure <= 450 ? 'pass' : 'fail',
      detail: `most: ${Math.max(...sizes)} bytes; the detail pane's own lines are in it`,
    };
  },
};

async function pressBytes(picture: Picture, key: string): Promise<number> {
  picture.bytes();
  await picture.press(key);
  return picture.bytes();
}

function boardOf(count: number) {
  return aWatch({alerts: Array.from({length: count}, (_, number) => alertOf(number))});
}

function alertOf(number: number, over: Partial<Alert> = {}): Alert {
  return anAlert({
    fingerprint: number.toString(16).padStart(16, '0'),
    labels: {
      alertname: `DiskFillingUp${number}`,
      severity: ['critical', 'warning', 'info'][number % 3] ?? 'info',
      cluster: `eu-${number % 5}`,
      instance: `host-${number}.example.com:9100`,
    },
    annotations: {summary: `the disk of host-${number} is 92.1 % full`},
    startsAt: NIGHT - 3_600_000 - number * 1_000,
    ...over,
  });
}
