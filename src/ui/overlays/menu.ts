import {cells, cut} from '../../lib/cells.js';
import {amend, closeOverlay} from '../actions/overlay.js';
import {GLYPHS} from '../glyphs.js';
import type {Binding} from '../input/binding.js';
import {line, type Part} from '../row.js';
import type {Scene} from '../scene.js';
import type {Asked, OverlayDefinition} from './definition.js';
import {MENU_LIMIT} from './menu-limit.js';
import type {Menu, MenuItem} from './overlay.js';

export const menu: OverlayDefinition<Menu> = {
  place: 'target',
  eager: false,
  title: overlay => overlay.title,
  lines(overlay, scene, width) {
    const labels = Math.min(28, Math.max(...overlay.items.map(item => cells(item.label))) + 2);
    return overlay.items.map((item, index) =>
      line(
        scene.paint,
        [
          {text: index === overlay.at ? GLYPHS.cursor : ' '},
          {text: `${index + 1} `, tone: 'key'},
          {text: item.label, width: labels, ...(index === overlay.at ? {tone: 'strong' as const} : {})},
          detailPart(item, scene, width - labels - 3),
        ],
        width,
      ),
    );
  },
  keys: [
    {keys: ['enter'], label: 'choose', what: 'takes the entry', bar: 1, act: asked => choose(asked, asked.overlay.at)},
    {keys: ['j', 'down', 'tab'], label: 'down', what: 'one entry down', act: asked => step(asked, 1)},
    {keys: ['k', 'up', 'backtab'], label: 'up', what: 'one entry up', act: asked => step(asked, -1)},
    ...Array.from(
      {length: MENU_LIMIT},
      (_, index): Binding<Asked<Menu>> => ({
        keys: [String(index + 1)],
        label: 'choose',
        what: 'takes the entry of that number',
        shown: index === 0 ? '1-9' : '',
        act: asked => choose(asked, index),
      }),
    ),
  ],
};

/** The text beside an entry; an address is a link where the terminal shows links. */
function detailPart({detail, url}: MenuItem, scene: Scene, room: number): Part {
  const text = cut(detail, room);
  if (url === undefined) return {text, tone: 'muted'};
  return {text, tone: 'muted', width: cells(text), painted: scene.paint('muted', scene.link(text, url))};
}

function choose({cockpit, overlay}: Asked<Menu>, index: number): void {
  const item = overlay.items[index];
  if (item === undefined) return;
  closeOverlay(cockpit);
  item.act();
}

function step({cockpit, overlay}: Asked<Menu>, by: number): void {
  const count = overlay.items.length;
  amend(cockpit, {...overlay, at: (overlay.at + by + count) % count});
}
