import {bodyHeight, isTooSmall} from '../layout.js';
import type {Scene} from '../scene.js';

export const INDENT = 2;
const MOST_COLUMNS = 118;
/** Both edges and the keys. */
const AROUND = 3;
/** Counts, a warning, the row, the title, and what was said. */
const BESIDE_SMALL = 5;

/** Columns of the frame of a question. */
export function frameWidth({columns}: Pick<Scene, 'columns'>): number {
  return Math.min(columns - INDENT - 1, MOST_COLUMNS);
}

/** Cells that a line inside the frame may take. */
export function lineWidth(scene: Scene): number {
  return isTooSmall(scene) ? scene.columns : Math.max(1, frameWidth(scene) - 4);
}

/** Lines that a question may have inside its frame; on a screen without frames, below the counts and the row. */
export function frameRoom(scene: Scene): number {
  return isTooSmall(scene) ? Math.max(0, scene.rows - BESIDE_SMALL) : Math.max(1, bodyHeight(scene) - AROUND);
}
