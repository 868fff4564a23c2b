import {cells, cut} from '../../lib/cells.js';
import {amend, closeOverlay} from '../actions/overlay.js';
import {frameRoom} from '../frame/frame-size.js';
import {GLYPHS} from '../glyphs.js';
import type {Binding} from '../input/binding.js';
import {line} from '../row.js';
import {clampTop} from '../window.js';
import type {Asked, OverlayDefinition} from './definition.js';
import {MENU_LIMIT} from './menu-limit.js';
import type {TickItem, Ticks} from './overlay.js';

export const ticks: OverlayDefinition<Ticks> = {
  place: 'target',
  eager: false,
  title: overlay => overlay.title,
  lines({items, at}, scene, width) {
    const labels = Math.min(28, Math.max(...items.map(item => cells(item.label))) + 2);
    const height = Math.max(1, frameRoom(scene));
    const top = clampTop(0, at, {height, count: items.length});
    return items.slice(top, top + height).map(({label, detail, ticked}, offset) => {
      const index = top + offset;
      return line(
        scene.paint,
        [
          {text: index === at ? GLYPHS.cursor : ' '},
          {text: index < MENU_LIMIT ? `${index + 1} ` : '  ', tone: 'key'},
          {text: ticked ? '[x] ' : '[ ] '},
          {text: label, width: labels, ...(index === at ? {tone: 'strong' as const} : {})},
          {text: cut(detail, Math.max(0, width - labels - 7)), tone: 'muted'},
        ],
        width,
      );
    });
  },
  keys: [
    {
      keys: ['space'],
      label: 'tick',
      what: 'takes the entry, or leaves it out',
      bar: 1,
      act: asked => tick(asked, asked.overlay.at),
    },
    {keys: ['enter'], label: 'done', what: 'goes on with what is ticked', bar: 2, act: done},
    {keys: ['j', 'down', 'tab'], label: 'down', what: 'one entry down', act: asked => step(asked, 1)},
    {keys: ['k', 'up', 'backtab'], label: 'up', what: 'one entry up', act: asked => step(asked, -1)},
    ...Array.from(
      {length: MENU_LIMIT},
      (_, index): Binding<Asked<Ticks>> => ({
        keys: [String(index + 1)],
        label: 'tick',
        what: 'takes the entry of that number, or leaves it out',
        shown: index === 0 ? '1-9' : '',
        act: asked => tick(asked, index),
      }),
    ),
    {
      keys: ['esc'],
      label: 'back',
      what: 'goes back with nothing changed',
      shown: '',
      act({cockpit, overlay}) {
        closeOverlay(cockpit);
        overlay.back();
      },
    },
  ],
};

function done({cockpit, overlay}: Asked<Ticks>): void {
  closeOverlay(cockpit);
  overlay.act(overlay.items.filter(({ticked}) => ticked).map(({label}) => label));
}

function tick({cockpit, overlay}: Asked<Ticks>, index: number): void {
  const items = overlay.items.map((item, at): TickItem => (at === index ? {...item, ticked: !item.ticked} : item));
  amend(cockpit, {...overlay, items, at: index < items.length ? index : overlay.at});
}

function step({cockpit, overlay}: Asked<Ticks>, by: number): void {
  const count = overlay.items.length;
  amend(cockpit, {...overlay, at: (overlay.at + by + count) % count});
}
