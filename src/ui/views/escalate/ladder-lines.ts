import {announcedSend} from '../../../core/escalation/announced-send.js';
import type {LadderRow} from '../../../core/escalation/ladder-view.js';
import {brief, coarse, countdown} from '../../../core/time/duration.js';
import type {WatchState} from '../../../core/watch-state.js';
import {cells} from '../../../lib/cells.js';
import {deliveryName, deliveryState} from '../../delivery-line.js';
import type {EscalateRow} from '../../escalate-model.js';
import {GLYPHS} from '../../glyphs.js';
import {line, type Part} from '../../row.js';
import type {Scene} from '../../scene.js';
import type {Tone} from '../../theme.js';

const DUE = 14;
const MOST_NAME = 16;
const MOST_WHO = 30;
/** Within this time, ms, seconds decide. */
const NEAR = 120_000;

type RowOf<K extends EscalateRow['kind']> = Extract<EscalateRow, {kind: K}>;

/** Widths that the rows of one list share. */
export interface LadderColumns {
  readonly name: number;
  readonly who: number;
}

export function ladderColumns(rows: readonly EscalateRow[]): LadderColumns {
  const levels = rows.flatMap(row => (row.kind === 'level' ? [row.level] : []));
  const most = (texts: readonly string[], limit: number) => Math.min(limit, Math.max(0, ...texts.map(cells)) + 2);
  return {
    name: most([...levels.map(({name}) => name), 'secondary'], MOST_NAME),
    who: most([...levels.map(whoText), 'you'], MOST_WHO),
  };
}

/** One row: a level with when it is due and whom it calls, something sent and how it stands, or a target. */
export function ladderLine(
  scene: Scene,
  row: EscalateRow,
  {columns, selected}: {readonly columns: LadderColumns; readonly selected: boolean},
): string {
  const head: Part = {text: selected ? GLYPHS.cursor : ' '};
  return line(scene.paint, [head, ...partsOf(scene, row, {columns, selected})], scene.columns);
}

function partsOf(
  scene: Scene,
  row: EscalateRow,
  look: {readonly columns: LadderColumns; readonly selected: boolean},
): readonly Part[] {
  if (row.kind === 'level') return levelParts(scene, row, look);
  const strong = look.selected ? ({tone: 'strong'} as const) : {};
  return row.kind === 'delivery' ? deliveryParts(scene, row, strong) : targetParts(row, look.columns, strong);
}

function levelParts(
  {now, watch}: Scene,
  {level}: RowOf<'level'>,
  {columns, selected}: {readonly columns: LadderColumns; readonly selected: boolean},
): readonly Part[] {
  const due = dueOf(level, watch, now);
  const isHere = level.by.length === 0;
  return [
    {text: level.calledAt === undefined ? '  ' : `${GLYPHS.done} `, tone: 'good'},
    {text: `${level.level} `, tone: 'key'},
    {text: level.name, width: columns.name, tone: selected ? 'strong' : 'plain'},
    {text: due.text, width: DUE, tone: due.tone},
    {text: `${whoText(level)} `, width: columns.who},
    {text: isHere ? hereText(level, watch.settings.operator) : `by ${level.by.join(', ')}`, tone: 'muted'},
    ...(level.auto ? [{text: ', by itself', tone: 'muted' as const}] : []),
    ...(level.unknown === undefined ? [] : [{text: `; ${level.unknown}`, tone: 'warning' as const}]),
  ];
}

function whoText({who}: LadderRow): string {
  return who.length === 0 ? 'whoever is there' : who.join(', ');
}

function hereText({who, after}: LadderRow, operator: string): string {
  return after === 0 || who.includes(operator) ? 'here' : 'by hand: nothing reaches them from here';
}

/** `called 4m ago`, `sends in 0:24`, `relay in 0:24`, `due for 3m`, `in 1:48`, or `after 5m` where its clock does not run. */
function dueOf(
  {calledAt, sendsAt, dueAt, after}: LadderRow,
  watch: WatchState,
  now: number,
): {readonly text: string; readonly tone: Tone} {
  if (calledAt !== undefined) return {text: `called ${coarse(now - calledAt)}`, tone: 'plain'};
  if (sendsAt !== undefined) return {text: sendText({sendsAt}, watch, now), tone: 'criticalStrong'};
  if (dueAt === undefined) return {text: after === 0 ? 'at once' : `after ${brief(after)}`, tone: 'muted'};
  const left = dueAt - now;
  if (left <= 0) return {text: `due for ${coarse(-left)}`, tone: 'warning'};
  return {text: `in ${left < NEAR ? countdown(left) : coarse(left)}`, tone: 'plain'};
}

function sendText(one: {readonly sendsAt: number}, watch: WatchState, now: number): string {
  const {by, at} = announcedSend(one, watch, now);
  if (by === 'here') return `sends in ${countdown(Math.max(0, at - now))}`;
  return at > now ? `relay in ${countdown(at - now)}` : 'left to relay';
}

function deliveryParts(
  {now}: Scene,
  {delivery}: RowOf<'delivery'>,
  strong: {readonly tone?: 'strong'},
): readonly Part[] {
  const why = delivery.state === 'sent' ? (delivery.remark ?? '') : (delivery.trouble?.reason ?? '');
  return [
    ...deliveryState(delivery, now),
    {text: ` ${deliveryName(delivery)} `, ...strong},
    {text: `${coarse(now - delivery.requestedAt)} ago `, tone: 'muted'},
    {text: why, tone: delivery.state === 'sent' ? 'muted' : 'warning'},
  ];
}

function targetParts(
  {target}: RowOf<'target'>,
  {name}: LadderColumns,
  strong: {readonly tone?: 'strong'},
): readonly Part[] {
  return [
    {text: '  '},
    {text: `${GLYPHS.moved} `, tone: 'muted'},
    {text: target.name, ...strong},
    {text: ' '.repeat(Math.max(1, name - cells(target.name)))},
    {text: target.kind, tone: 'muted'},
  ];
}
