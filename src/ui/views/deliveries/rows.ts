import {deliveriesOfShift, isLost, notRepeated} from '../../../core/escalation/deliveries.js';
import type {Delivery} from '../../../core/escalation/delivery.js';
import {deliveryWords} from '../../../core/escalation/delivery-words.js';
import {coarse} from '../../../core/time/duration.js';
import type {WatchState} from '../../../core/watch-state.js';
import {cells} from '../../../lib/cells.js';
import {deliveryLines, deliveryName, deliveryState} from '../../delivery-line.js';
import {rule} from '../../frame/rule.js';
import {GLYPHS} from '../../glyphs.js';
import {cursorIn, type ListFrame} from '../../input/move-keys.js';
import {remembering} from '../../memo.js';
import {line, type Part, spread} from '../../row.js';
import type {Pane, Scene} from '../../scene.js';
import {clampTop} from '../../window.js';

const TITLE_LINES = 1;
const MOST_NAME = 24;
/** From this many columns on the kind of the target, the tries and the key have columns of their own. */
const WIDE = 100;

/** What is not settled or was not sent first, then the newest. */
const ordered = remembering((shift: WatchState['shift']): readonly Delivery[] => {
  const rank = (one: Delivery) => (one.state === 'requested' || isLost(one) ? 0 : 1);
  const current = notRepeated(deliveriesOfShift({shift}).toReversed()).toReversed();
  return current.toSorted((a, b) => rank(a) - rank(b));
});

export function deliveriesFrame(scene: Scene, height: number): ListFrame {
  const list = shown(scene);
  return {
    height: listHeight(list.length, height),
    model: {
      count: list.length,
      at: index => {
        const one = list[index];
        return one === undefined ? undefined : {id: one.delivery, name: one.title, section: ''};
      },
      indexOf: id => list.findIndex(one => one.delivery === id),
    },
  };
}

/** The delivery under the cursor. */
export function selectedDelivery(scene: Scene): Delivery | undefined {
  return shown(scene)[cursorIn(scene.ui, deliveriesFrame(scene, 0).model).index];
}

export function deliveriesPane(scene: Scene, height: number): Pane {
  const list = shown(scene);
  const frame = deliveriesFrame(scene, height);
  const {index} = cursorIn(scene.ui, frame.model);
  const top = clampTop(scene.ui.tops.deliveries ?? 0, index, {height: frame.height, count: list.length});
  const name = Math.min(MOST_NAME, Math.max(0, ...list.map(one => cells(deliveryName(one)))) + 1);
  const rows = list
    .slice(top, top + frame.height)
    .map((one, offset) => row(scene, one, {name, selected: top + offset === index}));
  const selected = list[index];
  const room = Math.max(0, height - TITLE_LINES - rows.length - 1);
  return {
    lines: [
      titleLine(scene, list),
      ...(rows.length > 0 ? rows : [line(scene.paint, [{text: EMPTY}], scene.columns)]),
      ...(selected === undefined ? [] : [rule(scene), ...deliveryLines(scene, selected).slice(0, room)]),
    ],
    ...(index < 0 ? {} : {target: TITLE_LINES + index - top}),
  };
}

const EMPTY = ' Nothing was sent during this shift. e on an alert pages somebody.';

function shown(scene: Scene): readonly Delivery[] {
  return ordered((scene.ui.held ?? scene.watch).shift);
}

function listHeight(count: number, height: number): number {
  const left = height - TITLE_LINES - 1;
  return Math.max(1, Math.min(Math.max(1, count), Math.max(3, Math.floor(left * 0.6))));
}

function titleLine({paint, columns}: Scene, list: readonly Delivery[]): string {
  const waiting = list.filter(({state}) => state === 'requested').length;
  const lost = list.filter(isLost).length;
  return spread(
    paint,
    {
      left: [
        {text: ' Deliveries', tone: 'strong'},
        {text: ` ${list.length}, ${waiting} waiting`, tone: waiting > 0 ? 'warning' : 'muted'},
        {text: `, ${lost} not sent`, tone: lost > 0 ? 'criticalStrong' : 'muted'},
      ],
      right: [{text: columns < WIDE ? '' : 'what is not settled first ', tone: 'muted'}],
    },
    columns,
  );
}

function row(
  scene: Scene,
  one: Delivery,
  {name, selected}: {readonly name: number; readonly selected: boolean},
): string {
  const {paint, columns, now} = scene;
  const {said, tone} = deliveryWords(one, now);
  const wide: readonly Part[] =
    columns < WIDE
      ? []
      : [
          {text: one.kind, width: 11, tone: 'muted'},
          {text: `${one.attempts}×`, width: 4, align: 'right', tone: 'muted'},
          {text: ` ${one.key.slice(0, 8)} `, width: 10, tone: 'muted'},
        ];
  return line(
    paint,
    [
      {text: selected ? GLYPHS.cursor : ' '},
      ...deliveryState(one, now),
      {text: ' '},
      {text: deliveryName(one), width: name, tone: selected ? 'strong' : 'plain'},
      {text: `${coarse(now - one.requestedAt)} `, width: 4, align: 'right', tone: 'muted'},
      {text: ' '},
      ...wide,
      {text: `${one.title}  `},
      {text: said, tone: tone === 'bad' || tone === 'waiting' ? 'warning' : 'muted'},
    ],
    columns,
  );
}
