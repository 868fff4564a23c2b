import {counted} from '../../../core/counted.js';
import {type Fact, isHousekeeping} from '../../../core/shift/fact.js';
import {factId} from '../../../core/shift/fact-id.js';
import {heldFacts, leftOut} from '../../../core/shift/log-window.js';
import {type Naming, sentence} from '../../../core/shift/sentence.js';
import {whoDid} from '../../../core/shift/who.js';
import {hhmmss} from '../../../core/time/clock-text.js';
import type {WatchState} from '../../../core/watch-state.js';
import {rule} from '../../frame/rule.js';
import {GLYPHS} from '../../glyphs.js';
import {cursorIn, type ListFrame} from '../../input/move-keys.js';
import {remembering} from '../../memo.js';
import {naming} from '../../naming.js';
import {line, spread, wrap} from '../../row.js';
import type {Pane, Scene} from '../../scene.js';
import type {Tone} from '../../theme.js';
import {clampTop} from '../../window.js';

const TITLE_LINES = 1;
const DETAIL_LINES = 3;

export interface LogLine {
  readonly fact: Fact;
  readonly text: string;
}

/** The facts that pass the filter, newest first, as sentences. Each word of the filter must occur. */
function logLines(log: readonly Fact[], filter: string, names: Naming): readonly LogLine[] {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter(word => word !== '');
  const told = log.filter(fact => !isHousekeeping(fact));
  const lines = told.map(fact => ({fact, text: textOf(fact, names)})).reverse();
  if (words.length === 0) return lines;
  return lines.filter(({fact, text}) => {
    const searched = `${fact.type} ${whoDid(fact)} ${text}`.toLowerCase();
    return words.every(word => searched.includes(word));
  });
}

const texts = new WeakMap<Fact, string>();

/** Facts never change, so each is put into words once. */
function textOf(fact: Fact, names: Naming): string {
  const known = texts.get(fact);
  if (known !== undefined) return known;
  const text = sentence(fact, names);
  texts.set(fact, text);
  return text;
}

export function logFrame(scene: Scene, height: number): ListFrame {
  const lines = linesOf(scene);
  const rowOf = (one: LogLine) => ({id: factId(one.fact), name: one.text, section: ''});
  return {
    height: listHeight(height),
    model: {
      count: lines.length,
      at: index => (lines[index] === undefined ? undefined : rowOf(lines[index])),
      indexOf: id => lines.findIndex(one => factId(one.fact) === id),
    },
  };
}

/** The log: one line a fact, and the whole of the selected one below. */
export function logPane(scene: Scene, height: number): Pane {
  const lines = linesOf(scene);
  const frame = logFrame(scene, height);
  const {index} = cursorIn(scene.ui, frame.model);
  const at = Math.max(0, index);
  const top = clampTop(scene.ui.tops.log ?? 0, at, {height: frame.height, count: lines.length});
  const shown = lines.slice(top, top + frame.height).map((one, offset) => factRow(scene, one, top + offset === at));
  const rows = lines.length === 0 ? [emptyLine(scene)] : shown;
  const blank = Array.from({length: Math.max(0, frame.height - rows.length)}, () => '');
  return {
    lines: [titleLine(scene, lines.length), ...rows, ...blank, ...detail(scene, lines[at], height)],
    target: TITLE_LINES + at - top,
  };
}

/** The fact under the cursor. */
export function selectedFact(scene: Scene, height: number): Fact | undefined {
  const {index} = cursorIn(scene.ui, logFrame(scene, height).model);
  return linesOf(scene)[Math.max(0, index)]?.fact;
}

function linesOf(scene: Scene): readonly LogLine[] {
  const watch = scene.ui.held ?? scene.watch;
  return shownLines(heldFacts(watch), scene.ui.filters.log ?? '', watch.settings)(watch);
}

const shownLines = remembering((log: readonly Fact[], filter: string, _settings: WatchState['settings']) => {
  let lines: readonly LogLine[] | undefined;
  return (watch: WatchState): readonly LogLine[] => {
    lines ??= logLines(log, filter, naming(watch));
    return lines;
  };
});

function listHeight(height: number): number {
  return Math.max(1, height - TITLE_LINES - (hasDetail(height) ? DETAIL_LINES + 1 : 0));
}

function hasDetail(height: number): boolean {
  return height >= 14;
}

/** In a storm what fires leaves the screen's log first; how much of the journal is in it, nobody has to guess. */
const OLDER = 'older alerts: wk log';

function titleLine(scene: Scene, count: number): string {
  const watch = scene.ui.held ?? scene.watch;
  const filter = scene.ui.filters.log ?? '';
  const left = [
    {text: ' Log', tone: 'strong' as const},
    {
      text: ` ${counted(count, 'fact')}, newest first${leftOut(watch) > 0 ? ` · ${OLDER}` : ''}`,
      tone: 'muted' as const,
    },
  ];
  return spread(
    scene.paint,
    {left, right: filter === '' ? [] : [{text: `/ ${filter} `, tone: 'warning'}]},
    scene.columns,
  );
}

function emptyLine(scene: Scene): string {
  const filter = scene.ui.filters.log ?? '';
  if (filter === '') return said(scene, 'Nothing has happened yet that this watch recorded.');
  return said(
    scene,
    leftOut(scene.ui.held ?? scene.watch) > 0
      ? `No fact here matches "${filter}"; \`wk log\` has older ones, too. / changes the filter.`
      : `No fact matches "${filter}". / changes the filter.`,
  );
}

function said({paint, columns}: Scene, text: string): string {
  return line(paint, [{text: ` ${text}`}], columns);
}

function factRow({paint, columns, watch}: Scene, {fact, text}: LogLine, selected: boolean): string {
  return line(
    paint,
    [
      {text: selected ? GLYPHS.cursor : ' '},
      {text: `${hhmmss(Date.parse(fact.at), watch.settings.ui.timeZone)} `, tone: 'muted'},
      {text, tone: selected ? 'strong' : factTone(fact)},
    ],
    columns,
  );
}

const WARNINGS: ReadonlySet<string> = new Set(['source.lost', 'watchdog.missing', 'watchdog.one-missing']);

function factTone(fact: Fact): Tone {
  if (fact.type.endsWith('.failed') || WARNINGS.has(fact.type)) return 'warning';
  return fact.type === 'ack.extended' || fact.type === 'alert.changed' ? 'muted' : 'plain';
}

function detail(scene: Scene, selected: LogLine | undefined, height: number): readonly string[] {
  if (!hasDetail(height) || selected === undefined) return [];
  const {fact, text} = selected;
  const {paint, columns} = scene;
  const meta = ` ${fact.type} · by ${whoDid(fact)} · ${fact.at} · ${fact.origin}:${fact.seq}`;
  const words = wrap(text, columns - 2).slice(0, DETAIL_LINES - 1);
  const said = [
    ...words.map(part => line(paint, [{text: ` ${part}`}], columns)),
    line(paint, [{text: meta, tone: 'muted'}], columns),
  ];
  return [rule(scene), ...said];
}
