import {counted} from '../../../core/counted.js';
import type {Handoff} from '../../../core/handoff/handoff.js';
import {shortWhy} from '../../../core/live/tells-all.js';
import {dayHhmm} from '../../../core/time/clock-text.js';
import {coarse} from '../../../core/time/duration.js';
import {flow} from '../../flow.js';
import {rule} from '../../frame/rule.js';
import {GLYPHS} from '../../glyphs.js';
import {cursorIn, type ListFrame} from '../../input/move-keys.js';
import {isRoomy} from '../../layout.js';
import {line, type Part, spread} from '../../row.js';
import type {Pane, Scene} from '../../scene.js';
import type {Tone} from '../../theme.js';
import type {DrawnDraft} from '../../ui-store.js';
import {clampTop} from '../../window.js';
import {type DraftRow, draftRows} from './lines.js';

/** The draft as a text, the cursor on one of its lines; above it whose it is, and how fresh. */
export function handoffPane(scene: Scene, height: number): Pane {
  const {draft} = scene.ui;
  const head = headLines(scene);
  if (draft === undefined) return {lines: [...head, ...flow(scene.paint, waitingParts(scene), {width: scene.columns})]};
  const rows = rowsOf(scene, draft);
  const frame = handoffFrame(scene, height);
  const at = placeIn(scene, frame);
  const top = clampTop(scene.ui.tops.handoff ?? 0, at, {height: frame.height, count: rows.length});
  const shown = rows.slice(top, top + frame.height).map((row, offset) => rowLine(scene, row, top + offset === at));
  return {lines: [...head, ...shown], target: head.length + at - top};
}

export function handoffFrame(scene: Scene, height: number): ListFrame {
  const {draft} = scene.ui;
  const rows = draft === undefined ? [] : rowsOf(scene, draft);
  return {
    height: Math.max(1, height - headLines(scene).length),
    model: {
      count: rows.length,
      at: index => {
        const row = rows[index];
        return row === undefined ? undefined : {id: row.id, name: row.text.trim(), section: ''};
      },
      indexOf: id => rows.findIndex(row => row.id === id),
    },
  };
}

/** The row under the cursor. */
export function selectedRow(scene: Scene, height: number): DraftRow | undefined {
  const {draft} = scene.ui;
  if (draft === undefined) return undefined;
  return rowsOf(scene, draft)[placeIn(scene, handoffFrame(scene, height))];
}

/** A line that was changed is another one: the cursor stays at its place. */
function placeIn({ui}: Scene, {model}: ListFrame): number {
  const {index, place} = cursorIn(ui, model);
  return Math.max(0, Math.min(index >= 0 ? index : place, model.count - 1));
}

/** Where sections begin, as places in the list. */
export function sectionStarts(scene: Scene): readonly number[] {
  const {draft} = scene.ui;
  const rows = draft === undefined ? [] : rowsOf(scene, draft);
  return rows.flatMap(({kind}, index) => (kind === 'heading' ? [index] : []));
}

function rowsOf({columns}: Scene, {markdown, drawn}: DrawnDraft): readonly DraftRow[] {
  return draftRows(markdown, drawn, columns - 2);
}

function headLines(scene: Scene): readonly string[] {
  const {paint, columns, ui} = scene;
  const {draft} = ui;
  const left: Part[] = [
    {text: ' Handoff', tone: 'strong'},
    ...(draft === undefined ? [] : [{text: ` ${periodText(scene, draft.handoff)}`}]),
  ];
  const right = draft === undefined ? [] : stateParts(scene, draft);
  const line = spread(paint, {left, right}, columns);
  return isRoomy(scene) ? [line, rule(scene)] : [line];
}

function periodText({columns, watch}: Scene, {from, to, operator, now}: Handoff): string {
  const zone = watch.settings.ui.timeZone;
  const when = `${dayHhmm(from, now, zone)} to ${dayHhmm(to, now, zone)}`;
  return columns >= 76 ? `watch of ${operator}, ${when}` : `${operator} ${when}`;
}

/** What the text rests on: edits, and when the slowest of the sources last answered. */
function stateParts(scene: Scene, draft: DrawnDraft): readonly Part[] {
  const word: readonly Part[] = scene.columns >= 76 ? [{text: 'draft, ', tone: 'muted'}] : [];
  return [...word, ...editParts(draft), livePart(scene)];
}

function editParts({handoff: {edit}, moved}: DrawnDraft): readonly Part[] {
  if (edit === undefined) return [];
  if (moved === 0) return [{text: 'edited, ', tone: 'muted'}];
  return [{text: `edited, ${counted(moved, 'place')} moved on, `, tone: 'warning'}];
}

function livePart({now, watch, columns}: Scene): Part {
  // Nobody was asked: what the sources showed then is drawn from the log.
  if (watch.replay !== undefined) return {text: columns >= 76 ? 'replay, by the log alone ' : 'replay ', tone: 'muted'};
  const answered = [...watch.live.sources.values()].flatMap(({lastGood}) => lastGood ?? []);
  if (answered.length === 0) return {text: 'no live state ', tone: 'warning'};
  if (answered.length < watch.live.sources.size) return {text: 'not all sources answer ', tone: 'warning'};
  if ([...watch.live.sources.values()].some(health => shortWhy(health) !== undefined))
    return {text: columns >= 76 ? 'a list may still be short ' : 'short list? ', tone: 'warning'};
  const age = coarse(Math.max(0, now - Math.min(...answered)));
  return {text: columns >= 76 ? `live state checked ${age} ago ` : `live ${age} `, tone: 'muted'};
}

function waitingParts({ui: {record}}: Scene): readonly Part[] {
  if (record?.state !== 'failed') return [{text: ' The log is being read.', tone: 'muted'}];
  return [{text: ` The log cannot be read: ${record.message} `, tone: 'warning'}, {text: record.hint}];
}

const TONES: Partial<Record<DraftRow['kind'], Tone>> = {heading: 'strong', subheading: 'strong'};

function rowLine({paint, columns}: Scene, {kind, text, own}: DraftRow, selected: boolean): string {
  return line(
    paint,
    [
      {text: selected ? GLYPHS.cursor : ' '},
      {text: own ? '*' : ' ', tone: 'notice'},
      {text, tone: selected ? 'strong' : (TONES[kind] ?? 'plain')},
    ],
    columns,
  );
}
