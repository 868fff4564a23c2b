import {cells, cut, pad} from '../../lib/cells.js';
import {FRAME} from '../glyphs.js';
import {keyLine} from '../input/key-line.js';
import {overlayKeys} from '../input/overlay-keys.js';
import {definitionOf} from '../overlays/index.js';
import type {Overlay} from '../overlays/overlay.js';
import type {Scene} from '../scene.js';

const INDENT = 2;
const MOST_COLUMNS = 118;

/** The question in its frame: title in the upper edge, its lines, its keys. Never taller than `height`. */
export function overlayFrame(scene: Scene, overlay: Overlay, height: number): readonly string[] {
  const {paint} = scene;
  const outer = Math.min(scene.columns - INDENT - 1, MOST_COLUMNS);
  const inner = outer - 4;
  const definition = definitionOf(overlay);
  const said = definition.lines(overlay, scene, inner);
  const keys = keyLine(overlayKeys(overlay), undefined, {paint, width: inner});
  const edge = ' '.repeat(INDENT);
  const title = ` ${cut(definition.title(overlay, scene), outer - 6)} `;
  const top = `${FRAME.topLeft}${FRAME.edge}`;
  const rest = FRAME.edge.repeat(Math.max(0, outer - cells(title) - 3)) + FRAME.topRight;
  const side = (text: string) =>
    `${edge}${paint('muted', FRAME.side)} ${padPainted(text, inner)} ${paint('muted', FRAME.side)}`;
  return [
    `${edge}${paint('muted', top)}${paint('strong', title)}${paint('muted', rest)}`,
    ...said.slice(0, Math.max(1, height - 3)).map(side),
    side(keys.trimStart()),
    `${edge}${paint('muted', FRAME.bottomLeft + FRAME.edge.repeat(outer - 2) + FRAME.bottomRight)}`,
  ];
}

/** Colours, and the marks around a link: they take no cells. */
const PAINT = /\u001b\[[0-9;]*m|\u001b\]8;[^\u0007\u001b]*(?:\u0007|\u001b\\)/g;

/** Pads text that is painted already. */
function padPainted(text: string, width: number): string {
  const bare = text.replace(PAINT, '');
  return text + pad('', width - cells(bare));
}
