import type {Board, ShelfName} from '../../../core/board/board.js';
import {emptyLines} from '../../../core/board/empty.js';
import {preciseRows} from '../../../core/board/row-text.js';
import {counted} from '../../../core/counted.js';
import {coarse} from '../../../core/time/duration.js';
import {cells, cut} from '../../../lib/cells.js';
import {boardCursor, boardList, boardOf, wholeBoardOf} from '../../board-model.js';
import {GLYPHS} from '../../glyphs.js';
import type {ListFrame} from '../../input/move-keys.js';
import {isRoomy} from '../../layout.js';
import {line, type Part, spread, wrap} from '../../row.js';
import type {Pane, Scene} from '../../scene.js';
import type {Trace} from '../../ui-store.js';
import {clampTop} from '../../window.js';
import {type Columns, columnsFor} from './columns.js';
import {detailHeight, detailLines} from './detail.js';
import {needsOf} from './needs.js';
import {rowLine} from './row-line.js';
import {type Slot, type Slots, slotsOf} from './slots.js';

const TITLES: Readonly<Record<ShelfName, string>> = {'needs-you': 'needs you', 'on-it': 'on it', quiet: 'quiet'};

/** The three shelves, and what is known of the selected row below them. */
export function boardPane(scene: Scene, height: number): Pane {
  const board = boardOf(scene);
  const detail = detailHeight(scene, height);
  const room = height - detail;
  const slots = slotsOf(board, tracesOf(scene, board));
  const focus = focusLine(scene, board, slots);
  const top = clampTop(topLine(scene, slots), focus, {height: room, count: slots.count});
  const shown = slotsIn(slots, top, room);
  const precise = preciseRows(
    shown.flatMap(slot => (slot.kind === 'row' ? [slot.row] : [])),
    scene.now,
  );
  const columns = columnsFor(scene.columns, needsOf(board, scene.watch.live.sources));
  const lines = shown.flatMap((slot, offset) =>
    slotLines(scene, slot, {board, columns, selected: top + offset === focus, precise}),
  );
  const table = lines.slice(0, room);
  while (table.length < room) table.push('');
  return {lines: [...table, ...detailLines(scene, board, detail)], ...(focus < 0 ? {} : {target: focus - top})};
}

function slotsIn(slots: Slots, top: number, room: number): readonly Slot[] {
  return Array.from({length: Math.min(room, slots.count - top)}, (_, offset) => slots.at(top + offset)).filter(
    slot => slot !== undefined,
  );
}

/** The list that the cursor's keys move in. `tops.board` counts rows; headers come on top of it. */
export function boardFrame(scene: Scene, height: number): ListFrame {
  return {model: boardList(boardOf(scene)), height: Math.max(1, height - detailHeight(scene, height) - 3)};
}

function topLine(scene: Scene, slots: Slots): number {
  const first = scene.ui.tops.board ?? 0;
  return first === 0 ? 0 : Math.max(0, slots.lineOf(first));
}

function focusLine(scene: Scene, board: Board, slots: Slots): number {
  const at = boardCursor(scene, board);
  if (at === undefined) return -1;
  return at.kind === 'row' ? slots.lineOf(at.index) : slots.lineOfTrace(at.cursor.id);
}

/** Marks of rows that have left: those of the last moments, and the one the cursor still stands on. */
function tracesOf(scene: Scene, board: Board): readonly Trace[] {
  const at = boardCursor(scene, board);
  const under = at?.kind === 'row' ? at.row.key : scene.ui.cursors.board?.id;
  const recent = scene.ui.traces.filter(trace => trace.until > scene.now && trace.id !== under);
  if (at?.kind !== 'left') return recent;
  const {id, name, place, section} = at.cursor;
  const own: Trace = {id, name, place, from: section, to: at.row?.shelf ?? 'gone', until: Number.POSITIVE_INFINITY};
  return [...recent, own].sort((a, b) => a.place - b.place);
}

interface SlotLook {
  readonly board: Board;
  readonly columns: Columns;
  readonly selected: boolean;
  readonly precise: ReadonlySet<string>;
}

function slotLines(scene: Scene, slot: Slot, {board, columns, selected, precise}: SlotLook): readonly string[] {
  if (slot.kind === 'header') {
    const empty = slot.shelf === 'needs-you' && board.shelves['needs-you'].alerts === 0;
    return empty ? emptyShelf(scene, board) : [headerLine(scene, board, slot.shelf)];
  }
  if (slot.kind === 'trace') return [traceLine(scene, slot.trace, selected)];
  const {row} = slot;
  const marked = row.items.every(item => scene.ui.marks.has(item.key));
  return [rowLine(scene, row, {columns, selected, marked, precise: precise.has(row.key)})];
}

/** What stands where nothing needs anybody: the first line says how real the quiet is. */
function emptyShelf(scene: Scene, board: Board): readonly string[] {
  const said = emptyLines({board, whole: wholeBoardOf(scene)}, scene.watch, scene.now);
  const [first = '', ...others] = said;
  const right = viewParts(scene, board, cells(first) + 2);
  const hides = board.hidden > 0 && wholeBoardOf(scene).shelves['needs-you'].alerts > 0;
  const calm: Part['tone'] = scene.watch.live.sources.size === 0 ? 'warning' : 'strong';
  const tone = hides ? 'alarm' : calm;
  const room = scene.columns - 1;
  const isShort = cells(first) + widthOf(right) < room;
  const whole = (text: string, look: Part['tone'] = 'plain') =>
    wrap(text, room).map(part => line(scene.paint, [{text: ` ${part}`, tone: look}], scene.columns));
  return [
    ...(isShort
      ? [spread(scene.paint, {left: [{text: ` ${first}`, tone}], right}, scene.columns)]
      : whole(first, tone)),
    ...(isShort || right.length === 0 ? [] : [spread(scene.paint, {left: [], right}, scene.columns)]),
    ...others.flatMap(text => whole(text)),
    ...(scene.watch.live.sources.size === 0
      ? scene.notices.map(text => line(scene.paint, [{text: ` ${text}`, tone: 'muted'}], scene.columns))
      : []),
  ];
}

function traceLine({paint, columns}: Scene, trace: Trace, selected: boolean): string {
  const where = whereTo(trace);
  return line(
    paint,
    [
      {text: selected ? GLYPHS.cursor : ' '},
      {text: `   ${GLYPHS.moved} `, tone: 'muted'},
      {text: `${trace.name} ${where}`, tone: selected ? 'strong' : 'muted'},
      {text: selected && trace.to === 'gone' ? '   j k go on' : '', tone: 'muted'},
    ],
    columns,
  );
}

/** What became of a row, and no more than is known of it. */
function whereTo({from, to, hidden}: Trace): string {
  if (to === 'gone') return 'resolved';
  if (from === to && to === 'needs-you') return 'left the filter';
  return `now ${TITLES[to as ShelfName] ?? to}${hidden ? ', outside the filter' : ''}`;
}

function headerLine(scene: Scene, board: Board, shelf: ShelfName): string {
  const {alerts, rows} = board.shelves[shelf];
  const left: Part[] = [{text: ` ${TITLES[shelf]} ${alerts}`, tone: 'strong'}];
  if (shelf !== 'quiet' && rows.length < alerts) left.push({text: ` in ${counted(rows.length, 'row')}`, tone: 'muted'});
  if (shelf !== 'quiet') {
    const right = shelf === 'needs-you' ? viewParts(scene, board, widthOf(left) + 1) : [];
    return spread(scene.paint, {left, right}, scene.columns);
  }
  const room = scene.columns - widthOf(left) - 1;
  const whole = quietCounts(board, scene.now);
  const counts: Part = {text: cells(whole) <= room ? whole : whole.replace(/ \([^)]*\)/, ''), tone: 'muted'};
  const tab: Part = {text: scene.ui.quietOpen ? 'tab closes ' : 'tab opens ', tone: 'muted'};
  return spread(scene.paint, {left: [...left, counts], right: isRoomy(scene) ? [tab] : []}, scene.columns);
}

function widthOf(parts: readonly Part[]): number {
  return parts.reduce((sum, {text}) => sum + cells(text), 0);
}

/** So much of a filter is shown, whatever stands beside it. */
const LEAST_FILTER = 8;

/** What narrows or changes the board: nobody may take a filtered board for all of it. `taken` cells stand at the left. */
function viewParts(scene: Scene, board: Board, taken: number): Part[] {
  const {ui, watch} = scene;
  const parts: Part[] = [];
  if (ui.marks.size > 0) parts.push({text: `${ui.marks.size} marked `, tone: 'notice'}, {text: ' '});
  if (ui.saved !== undefined) parts.push({text: `view ${ui.saved} `, tone: 'muted'});
  if (ui.grouping !== watch.settings.ui.group) parts.push({text: `by ${ui.grouping} `, tone: 'muted'});
  const filter = ui.filters.board ?? '';
  if (filter === '') return parts;
  const hidden = `${board.hidden} hidden${unseen(scene, board)} `;
  const room = scene.columns - taken - widthOf(parts) - cells(hidden) - '/  '.length;
  const shown = cut(filter, Math.max(LEAST_FILTER, room));
  return [...parts, {text: `/ ${shown} `, tone: 'warning'}, {text: hidden, tone: 'warning'}];
}

/** How many of those that the filter hides need somebody. */
function unseen(scene: Scene, board: Board): string {
  const alerts = wholeBoardOf(scene).shelves['needs-you'].alerts - board.shelves['needs-you'].alerts;
  return alerts > 0 ? `, ${alerts} ${alerts === 1 ? 'needs' : 'need'} you` : '';
}

function quietCounts({quiet}: Board, now: number): string {
  const first = quiet.firstEnd === undefined ? '' : ` (1 ends in ${coarse(Math.max(0, quiet.firstEnd - now))})`;
  const parts = [
    quiet.silenced > 0 ? `${quiet.silenced} silenced${first}` : '',
    quiet.inhibited > 0 ? `${quiet.inhibited} inhibited` : '',
    quiet.muted > 0 ? `${quiet.muted} muted` : '',
    quiet.watchdogs > 0 ? `${quiet.watchdogs} watchdog` : '',
  ];
  const said = parts.filter(part => part !== '').join(` ${GLYPHS.dot} `);
  return said === '' ? '' : ` ${GLYPHS.dot} ${said}`;
}
