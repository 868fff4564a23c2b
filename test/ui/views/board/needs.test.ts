import {expect, test} from 'vitest';
import {boardIndex} from '../../../../src/core/board/index-board.js';
import {columnsFor} from '../../../../src/ui/views/board/columns.js';
import {needsOf} from '../../../../src/ui/views/board/needs.js';
import {anAlert, aWatch, NIGHT} from '../../../support/given.js';

const view = {filter: '', group: 'route', expanded: new Set<string>(), quietOpen: true};

/** The columns of a board of alerts with these labels, at 80 cells. */
function columns(labels: readonly Readonly<Record<string, string>>[]) {
  const state = aWatch({alerts: labels.map(own => anAlert({labels: {severity: 'critical', ...own}}))});
  return columnsFor(80, needsOf(boardIndex().of(state, view, NIGHT), state.live.sources));
}

const plain = (name: string) => ({alertname: name, instance: 'db-1'});
const WORD = 'W'.repeat(4096);

test('one alert with a word of 4 KB leaves the others their summaries', () => {
  const others = ['Cr', 'Bidi', 'Wide', 'Osc52', 'Part1', 'Part2'].map(plain);
  const without = columns(others);
  expect(without.summary).toBeGreaterThanOrEqual(13);
  expect(columns([...others, {alertname: 'Long', cluster: WORD}])).toEqual(without);
  expect(columns([...others.slice(0, 2), {alertname: WORD}])).toMatchObject({summary: without.summary});
});

test('two alerts with long names among seven leave the others their summaries', () => {
  const others = ['Cr', 'Bidi', 'Wide', 'Nl', 'Part1'].map(plain);
  const long = ['x', 'y'].map(end => plain(`KubePersistentVolumeFillingUpInOneDay${end}`));
  expect(columns([...others, ...long]).summary).toBeGreaterThanOrEqual(13);
});

test('where most names are long they are shown whole', () => {
  const long = Array.from({length: 7}, (_, at) => plain(`KubePersistentVolumeFilling${at}`));
  expect(columns(long).name).toBeGreaterThan(27);
});
