import {expect, test} from 'vitest';
import {boardIndex} from '../../src/core/board/index-board.js';
import {cells} from '../../src/lib/cells.js';
import {boardOf} from '../../src/ui/board-model.js';
import type {Scene} from '../../src/ui/scene.js';
import {unpainted} from '../../src/ui/theme.js';
import {uiStore} from '../../src/ui/ui-store.js';
import {boardPane} from '../../src/ui/views/board/rows.js';
import {anAlert, aWatch, NIGHT} from '../support/given.js';

function sceneOf(count: number): Scene {
  const alerts = Array.from({length: count}, (_, index) =>
    anAlert({labels: {alertname: `Alert${index}`, severity: 'warning', instance: `host-${index}`}}),
  );
  return {
    watch: aWatch({alerts}),
    ui: uiStore({filter: '', grouping: 'none'}).getState(),
    now: NIGHT,
    columns: 120,
    rows: 40,
    capabilities: {color: 'none', unicode: true, links: false, addressable: true},
    paint: unpainted,
    link: text => text,
    notices: [],
    boards: {inView: boardIndex(), whole: boardIndex()},
  };
}

test('moving the cursor over 10,000 alerts makes no new board, and draws only what is in sight', () => {
  const scene = sceneOf(10_000);
  const before = boardOf(scene);
  const row = before.rows[5000];
  const cursor = {id: row?.key ?? '', name: '', section: 'needs-you', place: 5000};
  const moved = {...scene, ui: {...scene.ui, cursors: {board: cursor}}, now: NIGHT + 1000};
  expect(boardOf(moved)).toBe(before);
  const {lines, target} = boardPane(moved, 36);
  expect(lines).toHaveLength(36);
  expect(lines[target ?? 0]).toMatch(/^▌/);
});

test('remote words that are wide never make a line wider than the screen', () => {
  const scene = sceneOf(1);
  const alert = anAlert({
    labels: {alertname: '数据库连接池耗尽数据库连接池耗尽', severity: 'critical', service: '支付'},
    annotations: {summary: '🔥🔥🔥 '.repeat(30)},
  });
  const {lines} = boardPane({...scene, watch: aWatch({alerts: [alert]})}, 30);
  expect(Math.max(...lines.map(cells))).toBeLessThanOrEqual(scene.columns);
});
