import {isAckComment} from '../../../core/alert/ack-matchers.js';
import {type AlertKey, alertName} from '../../../core/alert/alert.js';
import {ackPrefixes} from '../../../core/alert/disposition.js';
import {matcherText} from '../../../core/alert/matcher.js';
import {type Silence, silenceKey} from '../../../core/alert/silence.js';
import {auditSilence, type SilenceAudit, silenceImpact} from '../../../core/alert/silence-impact.js';
import {dayHhmm} from '../../../core/time/clock-text.js';
import {coarse} from '../../../core/time/duration.js';
import type {LiveState, WatchState} from '../../../core/watch-state.js';
import {cells, cut} from '../../../lib/cells.js';
import {rule} from '../../frame/rule.js';
import {GLYPHS} from '../../glyphs.js';
import {cursorIn, type ListFrame} from '../../input/move-keys.js';
import {remembering} from '../../memo.js';
import {line, type Part, spread} from '../../row.js';
import type {Pane, Scene} from '../../scene.js';
import {clampTop} from '../../window.js';

const TITLE_LINES = 1;
const DETAIL_LINES = 4;
/** Ends within this time are pointed out. */
const SOON_MS = 30 * 60_000;

/** Silences in force or to come, soonest to expire first. */
const openSilences = remembering((silences: LiveState['silences']): readonly Silence[] =>
  [...silences.values()]
    .filter(silence => silence.state !== 'expired')
    .sort((a, b) => a.endsAt - b.endsAt || a.id.localeCompare(b.id)),
);

export function silencesFrame(scene: Scene, height: number): ListFrame {
  const list = shown(scene);
  const rowOf = (silence: Silence) => ({id: silenceKey(silence), name: silenceName(silence), section: ''});
  return {
    height: listHeight(height),
    model: {
      count: list.length,
      at: index => (list[index] === undefined ? undefined : rowOf(list[index])),
      indexOf: id => list.findIndex(silence => silenceKey(silence) === id),
    },
  };
}

/** The silence under the cursor. */
export function selectedSilence(scene: Scene): Silence | undefined {
  const frame = silencesFrame(scene, 0);
  return shown(scene)[cursorIn(scene.ui, frame.model).index];
}

export function silencesPane(scene: Scene, height: number): Pane {
  const list = shown(scene);
  const frame = silencesFrame(scene, height);
  const {index} = cursorIn(scene.ui, frame.model);
  const top = clampTop(scene.ui.tops.silences ?? 0, index, {height: frame.height, count: list.length});
  const visible = list.slice(top, top + frame.height);
  const rows = visible.map((silence, offset) => silenceRow(scene, silence, top + offset === index));
  const said =
    rows.length > 0
      ? rows
      : [line(scene.paint, [{text: ' Nothing is silenced. s on the board makes a silence.'}], scene.columns)];
  const blank = Array.from({length: Math.max(0, frame.height - said.length)}, () => '');
  return {
    lines: [titleLine(scene, list), ...said, ...blank, ...detail(scene, list[index], height)],
    ...(index < 0 ? {} : {target: TITLE_LINES + index - top}),
  };
}

export function silenceName(silence: Silence): string {
  return silence.matchers.map(matcherText).join(' ');
}

/** Alerts that a silence hits now, by key. */
export function hitsOf(silence: Silence, watch: WatchState): readonly AlertKey[] {
  const impact = silenceImpact(silence.matchers, {
    alerts: watch.live.alerts.values(),
    source: silence.source,
    meant: [],
  });
  return 'unsupported' in impact ? [] : impact.hits;
}

function shown(scene: Scene): readonly Silence[] {
  return openSilences((scene.ui.held ?? scene.watch).live.silences);
}

function hasDetail(height: number): boolean {
  return height >= 12;
}

function listHeight(height: number): number {
  return Math.max(1, height - TITLE_LINES - (hasDetail(height) ? DETAIL_LINES + 1 : 0));
}

function titleLine(scene: Scene, list: readonly Silence[]): string {
  const soon = list.filter(silence => silence.state === 'active' && silence.endsAt - scene.now < SOON_MS);
  const next = soon[0];
  const text =
    next === undefined ? '' : ` · ${soon.length} ending within 30m, the next in ${coarse(next.endsAt - scene.now)}`;
  const left: Part[] = [
    {text: ' Silences', tone: 'strong'},
    {text: ` ${list.length}${text}`, tone: 'muted'},
  ];
  const order: Part = {text: 'soonest to end first ', tone: 'muted'};
  const fits = [...left, order].reduce((sum, part) => sum + cells(part.text), 1) <= scene.columns;
  return spread(scene.paint, {left, right: fits ? [order] : []}, scene.columns);
}

function silenceRow(scene: Scene, silence: Silence, selected: boolean): string {
  const {paint, columns, watch, now} = scene;
  const isAck = isAckComment(silence.comment, ackPrefixes(watch.settings));
  const wide = columns >= 100;
  const ending = silence.state === 'active' && silence.endsAt - now < SOON_MS;
  const judged = verdict(auditOf(watch.live.alerts, silence), wide);
  const by = wide ? Math.min(20, Math.floor(columns * 0.1)) : 6;
  return line(
    paint,
    [
      {text: selected ? GLYPHS.cursor : ' '},
      {text: `${whenText(scene, silence, wide ? 18 : 16)} `, width: wide ? 19 : 17, tone: ending ? 'warning' : 'plain'},
      {text: isAck ? 'ack' : '', width: 4, tone: 'good'},
      ...sourceParts(scene, silence),
      {text: `${cut(silence.createdBy, by)} `, width: by + 1},
      {...judged, width: wide ? 12 : 7},
      {text: ' '},
      {
        text: silenceName(silence),
        tone: selected ? 'strong' : 'plain',
        ...(wide ? {width: Math.floor((columns - 63) * 0.6)} : {}),
      },
      {text: wide ? `  ${silence.comment}` : '', tone: 'muted'},
    ],
    columns,
  );
}

/** When it ends, and how long that is, as far as both have room; from when, where that lies ahead. */
function whenText({now, watch}: Scene, silence: Silence, room: number): string {
  const isAhead = silence.state === 'pending';
  const moment = dayHhmm(isAhead ? silence.startsAt : silence.endsAt, now, watch.settings.ui.timeZone);
  const whole = isAhead ? `from ${moment}` : `${moment} ${coarse(silence.endsAt - now)}`;
  const short = isAhead ? `from ${moment.split(' ')[0]}` : moment;
  return cells(whole) <= room ? whole : cut(short, room);
}

/** Where it is, as long as there is more than one place. */
function sourceParts({watch, columns}: Scene, {source}: Silence): readonly Part[] {
  if (watch.live.sources.size < 2) return [];
  const room = columns >= 100 ? Math.min(20, Math.floor(columns * 0.08)) : 5;
  return [{text: `${cut(source, room, 'middle')} `, width: room + 1, tone: 'muted'}];
}

function verdict(audit: SilenceAudit, wide: boolean): Part {
  if (audit.broad !== undefined) return {text: wide ? `${audit.holds} broad!` : 'broad!', tone: 'warning'};
  if (audit.unknown !== undefined) return {text: '?', tone: 'warning'};
  if (audit.unused) return {text: 'unused', tone: 'warning'};
  return {text: `holds ${audit.holds}`, tone: 'muted'};
}

const audits = new WeakMap<Silence, {readonly alerts: LiveState['alerts']; readonly audit: SilenceAudit}>();

function auditOf(alerts: LiveState['alerts'], silence: Silence): SilenceAudit {
  const known = audits.get(silence);
  if (known?.alerts === alerts) return known.audit;
  const audit = auditSilence(silence, {alerts});
  audits.set(silence, {alerts, audit});
  return audit;
}

function detail(scene: Scene, silence: Silence | undefined, height: number): readonly string[] {
  if (!hasDetail(height) || silence === undefined) return [];
  const {paint, columns, watch, now} = scene;
  const zone = watch.settings.ui.timeZone;
  const audit = auditOf(watch.live.alerts, silence);
  const hits = hitsOf(silence, watch);
  const names = [...new Set(hits.flatMap(key => watch.live.alerts.get(key) ?? []).map(alertName))];
  const why = audit.broad ?? audit.unknown;
  const said = [
    `${silenceName(silence)} in ${silence.source}`,
    `from ${dayHhmm(silence.startsAt, now, zone)} until ${dayHhmm(silence.endsAt, now, zone)} by ${silence.createdBy} · ${silence.id}`,
    `${hits.length === 0 ? 'hits nothing that fires now' : `hits ${hits.length}: ${names.join(', ')}`}${why === undefined ? '' : ` · ${why}`}`,
    silence.comment,
  ];
  const lines = said.map(text => line(paint, [{text: ` ${text.replace(/\s+/g, ' ')}`}], columns));
  return [rule(scene), ...lines];
}
