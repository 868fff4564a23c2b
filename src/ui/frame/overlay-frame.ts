import {cells, cut, pad} from '../../lib/cells.js';
import {FRAME} from '../glyphs.js';
import {keyLine} from '../input/key-line.js';
import {overlayKeys} from '../input/overlay-keys.js';
import {definitionOf} from '../overlays/index.js';
import {longPage} from '../overlays/long-page.js';
import type {Overlay} from '../overlays/overlay.js';
import {pageMark} from '../overlays/reading.js';
import {oneRow} from '../row.js';
import type {Scene} from '../scene.js';
import {frameWidth, INDENT, lineWidth} from './frame-size.js';

/**
 * The question in its frame: title in the upper edge, its lines, its keys. Never taller than `height`; what does not fit
 * scrolls, and the lower edge says so.
 */
export function overlayFrame(scene: Scene, overlay: Overlay, height: number): readonly string[] {
  const {paint} = scene;
  const outer = frameWidth(scene);
  const inner = lineWidth(scene);
  const definition = definitionOf(overlay);
  const page = longPage(overlay, scene);
  const said = [...page.lines, ...definition.lines(overlay, scene, inner)];
  const keys = keyLine(overlayKeys(overlay, scene), undefined, {paint, width: inner});
  const edge = ' '.repeat(INDENT);
  const title = ` ${cut(oneRow(definition.title(overlay, scene)), outer - 6)} `;
  const top = `${FRAME.topLeft}${FRAME.edge}`;
  const rest = FRAME.edge.repeat(Math.max(0, outer - cells(title) - 3)) + FRAME.topRight;
  const side = (text: string) =>
    `${edge}${paint('muted', FRAME.side)} ${padPainted(text, inner)} ${paint('muted', FRAME.side)}`;
  return [
    `${edge}${paint('muted', top)}${paint('strong', title)}${paint('muted', rest)}`,
    ...said.slice(0, Math.max(1, height - 3)).map(side),
    side(keys.trimStart()),
    edge + lowerEdge(scene, pageMark(page, definition.field === undefined ? 'j k' : 'ctrl-d ctrl-u')),
  ];
}

function lowerEdge({paint, columns}: Scene, mark: string): string {
  const outer = frameWidth({columns});
  const shown = mark === '' ? '' : ` ${cut(mark, outer - 6)} `;
  const rest = FRAME.edge.repeat(Math.max(0, outer - cells(shown) - 3)) + FRAME.bottomRight;
  return paint('muted', FRAME.bottomLeft + FRAME.edge) + paint('warning', shown) + paint('muted', rest);
}

/** Colours, and the marks around a link: they take no cells. */
const PAINT = /\u001b\[[0-9;]*m|\u001b\]8;[^\u0007\u001b]*(?:\u0007|\u001b\\)/g;

/** Pads text that is painted already. */
function padPainted(text: string, width: number): string {
  const bare = text.replace(PAINT, '');
  return text + pad('', width - cells(bare));
}
