import {counted} from '../../../core/counted.js';
import {isMet, type Measure} from '../../../core/metrics/measure.js';
import {lackingText, targetText, valueText} from '../../../core/metrics/value-text.js';
import {brief} from '../../../core/time/duration.js';
import {measureKey} from '../../actions/metrics/figures.js';
import {flow} from '../../flow.js';
import {rule} from '../../frame/rule.js';
import {BARS, GLYPHS} from '../../glyphs.js';
import {cursorIn, type ListFrame} from '../../input/move-keys.js';
import {line, type Part, spread, wrap} from '../../row.js';
import type {Pane, Scene} from '../../scene.js';
import {sparkline} from '../../sparkline.js';
import type {Tone} from '../../theme.js';
import type {Figures} from '../../ui-store.js';
import {clampTop} from '../../window.js';

const TITLE_LINES = 1;
const DETAIL_LINES = 3;
/** So many alerts that a figure lacks are named below it. */
const MOST_LACKING = 3;
const DAY = 86_400_000;
const BAR = 10;
const TREND = 6;

/** The figures of a span, one a row; how the selected one is reckoned, and what is aimed at, is below. */
export function metricsPane(scene: Scene, height: number): Pane {
  const {figures} = scene.ui;
  if (figures === undefined)
    return {lines: [titleLine(scene), ...flow(scene.paint, waitingParts(scene), {width: scene.columns, indent: 1})]};
  const {measures} = figures;
  const frame = metricsFrame(scene, height);
  const at = Math.max(0, cursorIn(scene.ui, frame.model).index);
  const top = clampTop(scene.ui.tops.metrics ?? 0, at, {height: frame.height, count: measures.length});
  const rows = measures.slice(top, top + frame.height).map((one, offset) =>
    measureRow(scene, one, {
      isFirst: offset === 0 || measures[top + offset - 1]?.id !== one.id,
      selected: top + offset === at,
    }),
  );
  const blank = Array.from({length: Math.max(0, frame.height - rows.length)}, () => '');
  return {
    lines: [titleLine(scene), ...rows, ...blank, ...detail(scene, measures[at], height)],
    target: TITLE_LINES + at - top,
  };
}

export function metricsFrame(scene: Scene, height: number): ListFrame {
  const measures = scene.ui.figures?.measures ?? [];
  return {
    height: Math.max(1, height - TITLE_LINES - (hasDetail(height) ? DETAIL_LINES + 1 : 0)),
    model: {
      count: measures.length,
      at: index => {
        const one = measures[index];
        return one === undefined ? undefined : {id: measureKey(one), name: one.name, section: ''};
      },
      indexOf: id => measures.findIndex(one => measureKey(one) === id),
    },
  };
}

/** The figures as lines of text, for the clipboard. */
export function figuresText({days, measures}: Figures): string {
  const lines = measures.map(one => {
    const target = targetText(one);
    return `${[one.name, one.severity ?? one.part ?? ''].join(' ').trim()}: ${valueText(one)} (n ${one.n}${[target, lackingText(one)].map(text => (text === '' ? '' : `, ${text}`)).join('')})`;
  });
  return [`Figures of the last ${days} days${knownText({days, measures})}`, ...lines].join('\n');
}

function hasDetail(height: number): boolean {
  return height >= 12;
}

function titleLine({paint, columns, ui: {figures}}: Scene): string {
  const left: Part[] = [
    {text: ' Figures', tone: 'strong'},
    ...(figures === undefined ? [] : [{text: ` of the last ${figures.days} days${knownText(figures)}`}]),
  ];
  const missed = figures?.measures.filter(one => isMet(one) === false).length ?? 0;
  const untold = figures?.untold ?? 0;
  const unread = columns >= 100 ? `${counted(untold, 'fact')} of a newer version not counted ` : `${untold} unread `;
  const right: Part[] = [
    ...(untold === 0 ? [] : [{text: unread, tone: 'warning' as const}]),
    ...(missed === 0 ? [] : [{text: `${missed} missed `, tone: 'warning' as const}]),
  ];
  return spread(paint, {left, right}, columns);
}

/** How much of the span the log knows, where that is not all. */
function knownText({days, measures}: Pick<Figures, 'days' | 'measures'>): string {
  const over = measures.find(one => one.over !== undefined)?.over;
  return over === undefined || over >= days * DAY
    ? ''
    : `, of which the log knows ${over === 0 ? 'nothing' : brief(over)}`;
}

function waitingParts({ui: {record}}: Scene): readonly Part[] {
  if (record?.state !== 'failed') return [{text: ' The log is being read.', tone: 'muted'}];
  return [{text: ` The log cannot be read: ${record.message} `, tone: 'warning'}, {text: record.hint}];
}

function measureRow(
  scene: Scene,
  measure: Measure,
  {isFirst, selected}: {readonly isFirst: boolean; readonly selected: boolean},
): string {
  const {paint, columns} = scene;
  const wide = columns >= 76;
  const {glyph, tone} = markOf(measure);
  const {name, alias, severity, part, n} = measure;
  const called = alias === undefined || !wide ? name : `${name} (${alias.split(/ here|, /)[0]})`;
  return line(
    paint,
    [
      {text: selected ? GLYPHS.cursor : ' '},
      {text: isFirst ? called : '', width: nameWidth(columns), tone: selected ? 'strong' : 'plain'},
      {text: severity ?? part ?? '', width: 10, tone: 'muted'},
      {text: shortValue(measure), width: 12, align: 'right', tone: n === 0 || measure.early ? 'muted' : 'plain'},
      {text: ` ${glyph}`, tone},
      {text: wide ? `n ${n}` : `${n}`, width: wide ? 7 : 5, align: 'right', tone: 'muted'},
      {text: '  '},
      ...(columns >= 90 ? [{text: barOf(measure), width: BAR + 2, tone: 'muted' as const}] : []),
      {text: trendOf(scene, measure), tone: 'muted'},
    ],
    columns,
  );
}

/** What a few minutes come to in a week is no figure; the detail below has it. */
function shortValue(measure: Measure): string {
  return measure.early === true ? 'too early' : valueText(measure);
}

function nameWidth(columns: number): number {
  if (columns >= 110) return 46;
  return columns >= 76 ? 34 : 22;
}

function markOf(measure: Measure): {readonly glyph: string; readonly tone: Tone} {
  const met = isMet(measure);
  if (met === undefined) return {glyph: ' ', tone: 'plain'};
  return met ? {glyph: GLYPHS.done, tone: 'good'} : {glyph: GLYPHS.failed, tone: 'warning'};
}

/** A share of the whole; of what has a target, its middle is the target. */
function barOf({value, unit, target}: Measure): string {
  const full = unit === 'share' ? 1 : (target?.value ?? 0) * 2;
  if (value === undefined || full === 0) return '';
  const filled = Math.min(BAR, Math.round((value / full) * BAR));
  return (BARS.at(-1) ?? '').repeat(filled) + GLYPHS.dot.repeat(BAR - filled);
}

function trendOf({ui: {figures}}: Scene, measure: Measure): string {
  const values = figures?.trends[measureKey(measure)] ?? [];
  return values.filter(Number.isFinite).length < 2 ? '' : sparkline(values, TREND);
}

function detail(scene: Scene, measure: Measure | undefined, height: number): readonly string[] {
  if (!hasDetail(height) || measure === undefined) return [];
  const {paint, columns} = scene;
  const {name, alias, definition} = measure;
  const target = targetText(measure);
  const called = `${name}${alias === undefined ? '' : ` (${alias})`}`;
  const value = measure.early === true ? `${valueText(measure)} so far` : '';
  const what = [`${called}: ${definition}`, value, target, lackingText(measure, MOST_LACKING)]
    .filter(text => text !== '')
    .join('; ');
  const words = wrap(what, columns - 2).slice(0, DETAIL_LINES);
  return [rule(scene), ...words.map(text => line(paint, [{text: ` ${text}`}], columns))];
}
