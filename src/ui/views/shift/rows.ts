import type {ChecklistName} from '../../../core/checklist/checklist.js';
import {tickKey} from '../../../core/checklist/checklist.js';
import {type ListedItem, listedItems} from '../../../core/checklist/lists.js';
import {dayHhmm} from '../../../core/time/clock-text.js';
import {coarse} from '../../../core/time/duration.js';
import {flow} from '../../flow.js';
import {rule} from '../../frame/rule.js';
import {GLYPHS} from '../../glyphs.js';
import {cursorIn, type ListFrame} from '../../input/move-keys.js';
import {line, type Part, wrap} from '../../row.js';
import type {Pane, Scene} from '../../scene.js';
import type {Tone} from '../../theme.js';
import {clampTop} from '../../window.js';
import {watchParts} from './watch-parts.js';

const DETAIL_LINES = 2;

/** A list's name, or one of its items. */
type Row = {readonly heading: string} | {readonly item: ListedItem};

const HEADINGS: Readonly<Record<ChecklistName, string>> = {
  before: 'Before the watch',
  start: 'At its start',
  end: 'At its end',
};

/** Whose watch it is and what is to be seen to around it; what the check of the selected item said is below. */
export function shiftPane(scene: Scene, height: number): Pane {
  const head = headLines(scene);
  const rows = rowsOf(scene);
  const frame = shiftFrame(scene, height);
  const at = selectedIndex(scene, height);
  const selected = itemsOf(scene)[at];
  const shownAt = rows.findIndex(row => 'item' in row && selected !== undefined && isSame(row.item, selected));
  const room = Math.max(1, height - head.length - detailHeight(height));
  const top = clampTop(scene.ui.tops.shift ?? 0, shownAt <= 1 ? 0 : shownAt, {height: room, count: rows.length});
  const shown = rows.slice(top, top + room).map((row, offset) => rowLine(scene, row, top + offset === shownAt));
  const blank = Array.from({length: Math.max(0, room - shown.length)}, () => '');
  const detail = detailLines(scene, selected, height);
  return {
    lines: [...head, ...shown, ...blank, ...detail],
    ...(frame.model.count === 0 ? {} : {target: head.length + shownAt - top}),
  };
}

export function shiftFrame(scene: Scene, height: number): ListFrame {
  const items = itemsOf(scene);
  const idOf = ({list, text}: ListedItem) => tickKey(list, text);
  return {
    height: Math.max(1, height - headLines(scene).length - detailHeight(height)),
    model: {
      count: items.length,
      at: index => {
        const item = items[index];
        return item === undefined ? undefined : {id: idOf(item), name: item.text, section: ''};
      },
      indexOf: id => items.findIndex(item => idOf(item) === id),
    },
  };
}

/** The item under the cursor. */
export function selectedListed(scene: Scene, height: number): ListedItem | undefined {
  return itemsOf(scene)[selectedIndex(scene, height)];
}

export function itemsOf({ui, watch}: Scene): readonly ListedItem[] {
  return listedItems(ui.held ?? watch, watch.settings);
}

function isSame(a: ListedItem, b: ListedItem): boolean {
  return a.list === b.list && a.text === b.text;
}

function selectedIndex(scene: Scene, height: number): number {
  return Math.max(0, cursorIn(scene.ui, shiftFrame(scene, height).model).index);
}

function rowsOf(scene: Scene): readonly Row[] {
  const items = itemsOf(scene);
  return items.flatMap((item, index): readonly Row[] =>
    items[index - 1]?.list === item.list ? [{item}] : [{heading: headingOf(items, item.list)}, {item}],
  );
}

function headingOf(items: readonly ListedItem[], list: ChecklistName): string {
  const own = items.filter(item => item.list === list);
  return `${HEADINGS[list]}  ${own.filter(({tick}) => tick?.done === true).length} of ${own.length}`;
}

function headLines(scene: Scene): readonly string[] {
  const lines = watchParts(scene).flatMap(parts => flow(scene.paint, parts, {width: scene.columns, indent: 1}));
  return scene.rows >= 20 ? [...lines, rule(scene)] : lines;
}

function rowLine(scene: Scene, row: Row, selected: boolean): string {
  const {paint, columns} = scene;
  if ('heading' in row) return line(paint, [{text: ` ${row.heading}`, tone: 'strong'}], columns);
  const {text, check, tick} = row.item;
  const {glyph, tone} = markOf(row.item);
  const aside = asideOf(scene, row.item);
  const room = columns - 4 - aside.length - 1;
  return line(
    paint,
    [
      {text: selected ? GLYPHS.cursor : ' '},
      {text: ` ${glyph} `, tone},
      {
        text: `${text}${check === undefined || tick?.check !== undefined ? '' : ` ${GLYPHS.step}`}`,
        width: room,
        tone: selected ? 'strong' : 'plain',
      },
      {text: aside, tone: 'muted'},
    ],
    columns,
  );
}

function markOf({tick}: ListedItem): {readonly glyph: string; readonly tone: Tone} {
  if (tick?.done === true) return {glyph: GLYPHS.done, tone: 'good'};
  return tick?.check?.ok === false ? {glyph: GLYPHS.failed, tone: 'warning'} : {glyph: GLYPHS.waiting, tone: 'muted'};
}

/** Who saw to it and when, where there is room. */
function asideOf({now, columns}: Scene, {tick}: ListedItem): string {
  if (tick === undefined) return '';
  const age = coarse(Math.max(0, now - tick.at));
  return columns >= 76 ? ` ${tick.by} ${age} ` : ` ${age} `;
}

function detailHeight(height: number): number {
  return height >= 11 ? DETAIL_LINES + 1 : 0;
}

function detailLines(scene: Scene, item: ListedItem | undefined, height: number): readonly string[] {
  if (detailHeight(height) === 0) return [];
  const {paint, columns, now, watch} = scene;
  const said = item?.tick?.check;
  const parts: Part =
    said === undefined
      ? {text: item?.check === undefined ? '' : `enter runs its check: ${checkName(item)}`, tone: 'muted'}
      : {
          text: `${dayHhmm(said.at, now, watch.settings.ui.timeZone)} ${said.said}`,
          tone: said.ok ? 'plain' : 'warning',
        };
  const words = wrap(parts.text, columns - 2).slice(0, DETAIL_LINES);
  return [rule(scene), ...words.map(text => line(paint, [{text: ' '}, {...parts, text}], columns))];
}

function checkName({check}: ListedItem): string {
  if (check === 'doctor') return 'wk doctor';
  return typeof check === 'string' ? 'a look at the watch itself' : (check ?? []).join(' ');
}
