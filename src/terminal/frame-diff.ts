import {drawRows} from './draw-rows.js';
import type {Row} from './frame-row.js';
import {createPen, type PenOptions} from './pen.js';
import {possibleScrolls, scrolled} from './scrolls.js';

/** The shortest bytes we know that turn one picture into the other; empty where nothing changed. */
export function frameDiff(from: readonly Row[], to: readonly Row[], options: PenOptions): string {
  const ways = [undefined, ...possibleScrolls(from, to)].map(scroll => {
    const pen = createPen(options);
    if (scroll !== undefined) pen.scroll(scroll.top, scroll.bottom, scroll.by);
    drawRows(pen, scroll === undefined ? from : scrolled(from, scroll), to);
    return pen.done();
  });
  return ways.reduce((best, way) => (way.length < best.length ? way : best));
}
