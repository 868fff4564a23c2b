import {isRowOf, outlineLine, outlineRows} from '../../outline-rows.js';
import {itemAt, type OpenWalk} from '../../runbook-model.js';
import type {Scene} from '../../scene.js';
import {clampTop} from '../../window.js';

/** Sections and steps, each line exactly `width` cells wide; the step in front is in sight. */
export function outlineLines(
  scene: Scene,
  model: OpenWalk,
  room: {readonly width: number; readonly height: number},
): readonly string[] {
  const rows = outlineRows(model);
  const focus = Math.max(
    0,
    rows.findIndex(row => isRowOf(row, itemAt(model))),
  );
  const top = clampTop(0, focus, {height: room.height, count: rows.length});
  return rows
    .slice(top, top + room.height)
    .map((row, index) => outlineLine(scene, {model, row, here: top + index === focus ? 'here' : ''}, room.width));
}
