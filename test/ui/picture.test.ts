import {stripVTControlCharacters} from 'node:util';
import {expect, test} from 'vitest';
import type {Picture} from '../../src/core/picture.js';
import {start} from '../support/a-night.js';
import {someSettings} from '../support/given.js';

async function watched(size = {columns: 120, rows: 30}, settings = {}) {
  const pictures: Picture[] = [];
  const night = await start({...size, settings, start: {keep: picture => pictures.push(picture)}});
  const last = () => (pictures.at(-1)?.lines ?? []).map(stripVTControlCharacters).join('\n');
  return {night, pictures, last};
}

test('a picture is kept after a moment, now and then, and when the cockpit is left', async () => {
  const {night, pictures, last} = await watched();
  await night.alert('SiteDown');
  await night.wait(10_000);
  expect(pictures).toHaveLength(1);
  await night.alert('DiskFull');
  await night.passes(297_000);
  await night.health({});
  await night.wait(4_000);
  expect(pictures).toHaveLength(2);
  await night.alert('Third');
  await night.press('q');
  expect(pictures).toHaveLength(3);
  expect(last()).toContain('Third');
});

test('it says of when it is, and shows no source as answering', async () => {
  const {night, pictures, last} = await watched();
  await night.alert('SiteDown');
  await night.wait(10_000);
  expect(last()).toMatch(/^ wk {3}as of \d{4}-\d\d-\d\d \d\d:\d\d *\n Opening the log; what you see is what the board/);
  expect(last().split('\n')[0]).not.toContain('●');
  expect(last()).toContain('as of 03:00 · SiteDown happened');
  expect(last()).toMatch(/▌P1 .*SiteDown/);
  expect(pictures[0]?.lines).toHaveLength(30);
  expect(pictures[0]?.cursor).toMatchObject({name: 'SiteDown', place: 0, section: 'needs-you'});
});

test('it shows the board as a start does, whatever is in front', async () => {
  const {night, last} = await watched();
  await night.alert('SiteDown');
  await night.alert('DiskFull', {labels: {severity: 'warning'}});
  await night.press('j', '/');
  await night.type('SiteDown');
  await night.press('enter', 'l');
  await night.wait(10_000);
  expect(last()).toMatch(/▌P1 .*SiteDown/);
  expect(last()).toContain('DiskFull');
  expect(last()).not.toContain('hidden');
});

test('none is made while a source has not answered or is late: the older one says more', async () => {
  const {night, pictures} = await watched();
  await night.wait(10_000);
  await night.alert('SiteDown');
  await night.health({state: 'down'});
  await night.wait(400_000);
  await night.press('q');
  expect(pictures.map(({lines}) => lines.some(line => line.includes('SiteDown')))).not.toContain(true);
});

test('a screen too small for the board leaves none', async () => {
  const {night, pictures} = await watched({columns: 30, rows: 8});
  await night.alert('SiteDown');
  await night.wait(10_000);
  expect(pictures).toEqual([]);
});

test('it is drawn in the configured theme, whichever was tried, and says what the terminal needs for that', async () => {
  const pictures: Picture[] = [];
  const capabilities = {color: 'truecolor', unicode: true, links: false, addressable: true} as const;
  const {ui} = someSettings();
  const settings = {ui: {...ui, theme: 'high-contrast', ascii: true}};
  const night = await start({columns: 120, rows: 30, capabilities, settings, start: {keep: one => pictures.push(one)}});
  await night.alert('SiteDown');
  await night.press(':');
  await night.type('theme light');
  await night.press('enter');
  await night.wait(10_000);
  expect(pictures[0]?.look).toEqual({ground: {foreground: 256 + 231, background: 256 + 16}, ascii: true});
  expect(pictures[0]?.lines.join('')).toContain('38;2;255;215;95m');
  expect(pictures[0]?.lines.join('')).not.toContain('38;2;135;95;0m');
});
