import type {Severity} from '../../../core/alert/severity.js';
import type {BoardRow} from '../../../core/board/board.js';
import type {RowTone} from '../../../core/board/row-state.js';
import {type RowText, rowText} from '../../../core/board/row-text.js';
import {cells, cut} from '../../../lib/cells.js';
import {GLYPHS} from '../../glyphs.js';
import {line, type Part} from '../../row.js';
import type {Scene} from '../../scene.js';
import type {Paint, Tone} from '../../theme.js';
import type {Columns} from './columns.js';

export interface RowLook {
  readonly columns: Columns;
  readonly selected: boolean;
  readonly marked: boolean;
  /** Seconds are shown. */
  readonly precise: boolean;
}

const SHAPES: Readonly<Record<Severity, string>> = {P1: GLYPHS.p1, P2: GLYPHS.p2, P3: GLYPHS.p3, P4: ' '};
const SEVERITY_TONES: Readonly<Record<Severity, Tone>> = {
  P1: 'criticalStrong',
  P2: 'warning',
  P3: 'plain',
  P4: 'muted',
};
const STATE_TONES: Readonly<Record<RowTone, Tone>> = {
  urgent: 'criticalStrong',
  late: 'critical',
  waiting: 'plain',
  owned: 'plain',
  resting: 'muted',
  trouble: 'critical',
};

/** Fewer cells than this say nothing. */
const LEAST_SUMMARY = 6;
/** In less room the summary goes before the time that it is of: the row is marked, and the detail tells. */
const LEAST_AS_OF = 24;
/** In less room it is said who else is on it, and not with what. */
const LEAST_DOING = 30;
const BETWEEN = ` ${GLYPHS.dot} `;

const drawn = new WeakMap<BoardRow, {readonly paint: Paint; readonly signature: string; readonly text: string}>();

/** One row of the table, at most as wide as the screen; painted again only when something in it can be seen to differ. */
export function rowLine(scene: Scene, row: BoardRow, look: RowLook): string {
  const {columns, now, capabilities, ui, paint} = scene;
  const words = rowText(row, ui.held ?? scene.watch, {now, precise: look.precise, unicode: capabilities.unicode});
  const signature = [
    columns,
    ...Object.values(look.columns),
    look.selected,
    look.marked,
    row.open,
    words.state,
    words.tone,
    words.place,
    words.age,
    words.asOf,
    words.fading,
    words.summary,
    words.notes,
    words.doing,
  ].join('|');
  const known = drawn.get(row);
  if (known?.signature === signature && known.paint === paint) return known.text;
  const text = line(paint, partsOf(row, words, look), columns);
  drawn.set(row, {paint, signature, text});
  return text;
}

function partsOf(row: BoardRow, words: RowText, {columns, selected, marked}: RowLook): readonly Part[] {
  const resting = row.shelf === 'quiet' || words.asOf !== undefined || words.fading;
  const tone = (wanted: Tone): Tone => (resting ? 'muted' : wanted);
  const isNarrow = columns.style === 'narrow';
  const isPast = words.asOf !== undefined;
  const shape = isNarrow ? '' : `${isPast ? GLYPHS.past : shapeOf(row)} `;
  const severity = isNarrow ? `${words.severity}${isPast ? GLYPHS.past : ''}` : row.severity;
  return [
    {text: headGlyph(selected, marked), tone: selected ? 'strong' : 'plain'},
    {text: severity, width: isNarrow ? 4 : 3, tone: tone(SEVERITY_TONES[row.severity])},
    {text: shape, tone: tone(SEVERITY_TONES[row.severity])},
    {
      text: stateFor(words, isNarrow, columns.state - 1),
      width: columns.state - 1,
      tone: tone(stateTone(row, words.tone)),
    },
    {text: ' '},
    ...nameParts(nameText(row, words), words.present, {columns, tone: selected ? 'strong' : tone('plain')}),
    {text: ' '},
    ...placeParts(words, columns),
    ...summaryParts(words, columns, tone('plain')),
    {text: words.count, width: columns.count, align: 'right', tone: tone('plain')},
    {text: words.age, width: columns.age, align: 'right', tone: 'muted'},
  ];
}

function shapeOf({known, severity}: BoardRow): string {
  return known ? SHAPES[severity] : '?';
}

/** Red is for what cannot wait: a hundred late P3 must not drown one P1. */
function stateTone({severity, shelf}: BoardRow, tone: RowTone): Tone {
  const canWait = shelf === 'needs-you' && severity !== 'P1' && severity !== 'P2';
  if (!canWait || (tone !== 'late' && tone !== 'urgent')) return STATE_TONES[tone];
  return tone === 'urgent' ? 'warning' : 'plain';
}

function headGlyph(selected: boolean, marked: boolean): string {
  if (marked) return GLYPHS.mark;
  return selected ? GLYPHS.cursor : ' ';
}

/** Fewer cells of an owner's name tell nothing: then the time gives way. */
const LEAST_OWNER = 3;

/**
 * `ana 12m left` loses its last word and `christopher 12m` letters of the name before either loses its time, and
 * `christopher acking…` letters before what tells it from an ack that is placed.
 */
function stateFor(words: RowText, isNarrow: boolean, room: number): string {
  const state = isNarrow ? words.short : words.state;
  const short = cells(state) <= room ? state : state.replace(/ left$|, pager$/, '').replace(/^ack not/, 'not');
  const [, who = '', rest] = /^(.*) (<?\d\S*|acking\S+)$/.exec(short) ?? [];
  if (cells(short) <= room || rest === undefined) return short;
  const whoRoom = room - cells(rest) - 1;
  if (whoRoom >= LEAST_OWNER) return `${cut(who, whoRoom)} ${rest}`;
  return words.tone === 'waiting' ? words.short : who;
}

/** What stands in the name's column. */
export function nameText(row: BoardRow, {name, otherNames}: Pick<RowText, 'name' | 'otherNames'>): string {
  const fold = row.items.length > 1 && row.open ? `${GLYPHS.unfolded} ` : '';
  const more = otherNames > 0 ? ` +${otherNames}` : '';
  return `${row.depth === 1 ? '  ' : ''}${fold}${name}${more}`;
}

/** So many cells of a name are left beside who else is on it. */
const LEAST_NAME = 10;

/** Where there is no summary to say it, who else is on it stands behind the name. */
function nameParts(
  name: string,
  present: string,
  {columns, tone}: {readonly columns: Columns; readonly tone: Tone},
): readonly Part[] {
  const width = columns.name - 1;
  const tag = columns.summary > 0 ? '' : cut(present, Math.max(0, width - LEAST_NAME));
  if (tag === '') return [{text: name, width, tone}];
  const shown = cut(name, width - cells(tag) - 1);
  return [
    {text: `${shown} `, tone},
    {text: tag, tone: 'notice', width: width - cells(shown) - 1},
  ];
}

/** On narrow screens what tells it apart; else the place too, cut where it says least. */
function placeParts({place, ident}: RowText, columns: Columns): readonly Part[] {
  const room = columns.place - cells(ident) - 1;
  const area =
    columns.style === 'narrow' && ident !== '' ? '' : cut(place, ident === '' ? columns.place : Math.max(0, room));
  const text = [cells(area) < 4 && area !== place ? '' : area, ident].filter(part => part !== '').join(' ');
  return [{text, width: columns.place, cut: ident.includes(' ') ? 'middle' : 'start', tone: 'muted'}, {text: ' '}];
}

/** The summary gives way to what the program has to say of the row: who held it before, what is owed. */
function summaryParts(words: RowText, columns: Columns, tone: Tone): readonly Part[] {
  if (columns.summary <= 0) return [];
  const {summary, asOf} = words;
  const others = columns.summary < LEAST_DOING ? words.present : words.doing;
  const notes = [words.notes, others].filter(part => part !== '').join(BETWEEN);
  const then = columns.summary < LEAST_AS_OF ? '' : (asOf ?? '');
  const text = [then, summary].filter(part => part !== '').join(BETWEEN);
  const room = columns.summary - 1 - (notes === '' ? 0 : cells(notes) + BETWEEN.length);
  const said = [room < LEAST_SUMMARY ? '' : cut(text, room), notes].filter(part => part !== '').join(BETWEEN);
  return [{text: notes === '' ? text : said, width: columns.summary - 1, tone}, {text: ' '}];
}
