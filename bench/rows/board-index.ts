import type {Alert} from '../../src/core/alert/alert.js';
import type {BoardView} from '../../src/core/board/board.js';
import {type BoardIndex, boardIndex} from '../../src/core/board/index-board.js';
import {observe} from '../../src/core/live/observe.js';
import type {WatchState} from '../../src/core/watch-state.js';
import {anAlert, aWatch, NIGHT, upHealth} from '../../test/support/given.js';
import type {BenchRow} from '../bench-row.js';
import {median} from '../support/spawned.js';

const ALERTS = 10_000;
const CHANGED = 50;
const TURNS = 30;
const BUDGET = 25;
const VIEW: BoardView = {filter: '', group: 'route', expanded: new Set(), quietOpen: false};

/** What a poll that changed some alerts costs before anything can be drawn; a key press has this behind it at worst. */
export const board: BenchRow = {
  name: 'board of 10,000 alerts after a poll',
  budget: '<= 25 ms',
  async run() {
    const index = boardIndex();
    let state = aWatch({alerts: Array.from({length: ALERTS}, (_, number) => alertOf(number, 0))});
    const first = timed(() => index.of(state, VIEW, NIGHT));
    const times: number[] = [];
    for (let turn = 1; turn <= TURNS; turn++) {
      state = polled(state, turn);
      times.push(timed(() => index.of(state, VIEW, NIGHT)));
    }
    const figure = median(times);
    return {
      figure,
      unit: 'ms',
      verdict: figure <= BUDGET ? 'pass' : 'fail',
      detail: `made first: ${first.toFixed(0)} ms; a poll without news: ${withoutNews(index, state).toFixed(2)} ms`,
    };
  },
};

function alertOf(number: number, turn: number): Alert {
  return anAlert({
    fingerprint: number.toString(16).padStart(16, '0'),
    labels: {
      alertname: `Alert${Math.floor(number / 4)}`,
      severity: ['critical', 'warning', 'info'][number % 3] ?? 'info',
      cluster: `eu-${number % 5}`,
      instance: `host-${number}.example.com:9100`,
    },
    annotations: {summary: `Something on host-${number} is going wrong, looked at ${turn} times`},
    startsAt: NIGHT - number * 1_000,
  });
}

function polled(state: WatchState, turn: number): WatchState {
  const changed = Array.from({length: CHANGED}, (_, index) => alertOf((turn * 997 + index * 131) % ALERTS, turn));
  const update = {source: 'eu', at: NIGHT, health: upHealth(), alerts: {changed, gone: []}};
  return {...state, live: observe(state.live, update, state.settings)};
}

function withoutNews(index: BoardIndex, state: WatchState): number {
  const update = {source: 'eu', at: NIGHT, health: upHealth({lastGood: NIGHT + 1})};
  const next = {...state, live: observe(state.live, update, state.settings)};
  return timed(() => index.of(next, VIEW, NIGHT));
}

function timed(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}
