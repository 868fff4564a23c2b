import type {Banner} from '../../core/board/banner.js';
import type {SourceWords} from '../../core/board/source-words.js';
import {type Status, statusOf} from '../../core/board/status.js';
import {counted} from '../../core/counted.js';
import {cells, cut, pad} from '../../lib/cells.js';
import {wholeBoardOf} from '../board-model.js';
import {GLYPHS} from '../glyphs.js';
import {bannersShown, IN_TOP_LINE, isRoomy, type ShownBanner} from '../layout.js';
import {line, type Part, spread} from '../row.js';
import type {Scene} from '../scene.js';
import type {Tone} from '../theme.js';
import {rule} from './rule.js';

/** The lines above the view: whether the screen can be trusted, what is wrong, and a rule where there is room. */
export function topLines(scene: Scene): readonly string[] {
  const {shown, more} = bannersShown(scene);
  const loud = shown.flatMap(banner => bannerLines(scene, banner));
  const rest =
    more > 0
      ? [
          line(
            scene.paint,
            [
              {text: ` and ${more} more: `, tone: 'warning'},
              {text: ':sources', tone: 'key'},
            ],
            scene.columns,
          ),
        ]
      : [];
  return [statusLine(scene), ...loud, ...rest, ...(isRoomy(scene) ? [rule(scene)] : [])];
}

function statusLine(scene: Scene): string {
  const status = statusOf(wholeBoardOf(scene), scene.watch, scene.now);
  const wide = scene.columns >= 76;
  const right = rightParts(scene, status, wide);
  const room = scene.columns - widthOf(right) - 1;
  const loose = leftParts(scene, status, wide ? '   ' : ' ');
  const left = widthOf(loose) <= room ? loose : leftParts(scene, status, ' ');
  return spread(scene.paint, {left, right}, scene.columns);
}

function leftParts({columns}: Scene, status: Status, between: string): Part[] {
  const wide = columns >= 76;
  const gap: Part = {text: between};
  const left: Part[] = [
    ...(wide ? [{text: ' wk', tone: 'strong' as const}, gap] : [{text: ' '}]),
    ...sourceParts(status.sources, {wide, room: Math.floor(columns * 0.5), gap}),
    ...feedParts(status, {wide, gap}),
    ...severityParts(status, gap),
    ...deliveryParts(status, {wide, gap}),
    ...incidentParts(status, {wide, gap}),
    ...(status.pending > 0 ? [{text: `${status.pending} on the way`, tone: 'warning' as const}, gap] : []),
  ];
  return left.at(-1) === gap ? left.slice(0, -1) : left;
}

/** What was not sent, and what still waits; on a narrow screen the banner below says the rest. */
function deliveryParts(
  {deliveries: {waiting, lost, word}}: Status,
  {wide, gap}: {readonly wide: boolean; readonly gap: Part},
): Part[] {
  return [
    ...(lost > 0 ? [{text: `${lost} NOT SENT`, tone: 'criticalStrong' as const}, gap] : []),
    ...(waiting > 0
      ? [{text: `${counted(waiting, word)}${wide ? ' waiting' : ''}`, tone: 'warning' as const}, gap]
      : []),
  ];
}

function incidentParts(
  {incidents}: Status,
  {wide, gap}: {readonly wide: boolean; readonly gap: Part},
): readonly Part[] {
  if (incidents === 0) return [];
  return [{text: wide ? counted(incidents, 'incident') : `inc ${incidents}`, tone: 'warning'}, gap];
}

function widthOf(parts: readonly Part[]): number {
  return parts.reduce((sum, part) => sum + (part.width ?? cells(part.text)), 0);
}

function severityParts({severities, isUnknown}: Status, gap: Part): Part[] {
  if (isUnknown) return [{text: 'P1 ?', tone: 'criticalStrong'}, gap];
  const tones: Readonly<Record<string, Tone>> = {P1: 'criticalStrong', P2: 'warning'};
  return severities
    .filter(({severity, alerts}) => alerts > 0 || severity === 'P1')
    .flatMap(({severity, alerts}) => [
      {text: `${severity} ${alerts}`, tone: alerts === 0 ? 'muted' : (tones[severity] ?? 'plain')} as Part,
      gap,
    ]);
}

const DOTS: Readonly<Record<SourceWords['tone'], {readonly glyph: string; readonly tone: Tone}>> = {
  good: {glyph: GLYPHS.up, tone: 'good'},
  connecting: {glyph: GLYPHS.waiting, tone: 'muted'},
  ageing: {glyph: GLYPHS.warning, tone: 'warning'},
  blind: {glyph: GLYPHS.failed, tone: 'criticalStrong'},
};
const WORST_FIRST: readonly SourceWords['tone'][] = ['blind', 'ageing', 'connecting', 'good'];

/**
 * Each source with a dot and the age of its last good answer: while it answers in its rhythm as a bound, `<10s`, which
 * stays still on an idle board; from the moment that it is older as a number, which is news. Where there are too many, those in trouble and a count.
 */
function sourceParts(
  sources: readonly SourceWords[],
  {wide, room, gap}: {readonly wide: boolean; readonly room: number; readonly gap: Part},
): Part[] {
  if (sources.length === 0) return [{text: 'no source', tone: 'warning'}, gap];
  const width = (parts: readonly (readonly Part[])[]) => widthOf(parts.flat());
  const aged = sources.map(source => [...sourcePart(source, wide, cells(source.source)), ...freshPart(source), gap]);
  if (wide && width(aged) <= room) return aged.flat();
  const whole = sources.map(source => [...sourcePart(source, wide, cells(source.source)), gap]);
  if (width(whole) <= room) return whole.flat();
  const parted = (source: SourceWords) => [...sourcePart(source, wide, SHORT_NAME), gap];
  const all = sources.map(parted);
  if (width(all) <= room) return all.flat();
  const sorted = [...sources].sort((a, b) => WORST_FIRST.indexOf(a.tone) - WORST_FIRST.indexOf(b.tone)).map(parted);
  const kept: (readonly Part[])[] = [];
  for (const parts of sorted) if (width([...kept, parts]) <= room - 6) kept.push(parts);
  return [...kept.flat(), {text: `+${sources.length - kept.length}`, tone: 'muted'}, gap];
}

function feedParts({feed}: Status, {wide, gap}: {readonly wide: boolean; readonly gap: Part}): Part[] {
  if (feed === undefined) return [];
  const {glyph, tone: color} = DOTS[feed.tone];
  const text = feed.text === '' || !wide ? '' : ` ${feed.text}`;
  return [
    {text: wide ? 'feed ' : 'feed'},
    {text: glyph, tone: color},
    {text, tone: feed.tone === 'good' ? 'muted' : color},
    gap,
  ];
}

const SHORT_NAME = 8;

/** How old at most the answer of a source is that answers in its rhythm, where there is room for it. */
function freshPart({within = ''}: SourceWords): readonly Part[] {
  return within === '' ? [] : [{text: ` ${within}`, tone: 'muted'}];
}

function sourcePart({source, tone, age, isFresh}: SourceWords, wide: boolean, most: number): readonly Part[] {
  const {glyph, tone: color} = DOTS[tone];
  const name = wide ? `${source} ` : cut(source, most, 'middle');
  const dot: readonly Part[] = [{text: name}, {text: glyph, tone: color}];
  if (isFresh || age === '') return dot;
  return [...dot, {text: `${wide ? ' ' : ''}${age}`, tone: tone === 'good' ? 'muted' : color}];
}

function rightParts({watch}: Scene, status: Status, wide: boolean): Part[] {
  const modes = status.banners.filter(banner => IN_TOP_LINE.has(banner.kind)).map(banner => banner.kind);
  const mode: Part[] = modes.length === 0 ? [] : [{text: modes.join(' '), tone: 'notice'}, {text: ' '}];
  const {operator, shiftLeft = '', onCall, clock} = status;
  const isOn = watch.shift.shift !== undefined || onCall !== undefined;
  const begun = onCall === undefined ? shiftLeft : `no watch, ${onCall}`;
  const short = onCall === undefined ? shiftLeft.replace(/ left$/, '') : 'no watch';
  const words = wide ? [isOn ? operator : '', begun, clock] : [short];
  const said = words.filter(word => word !== '').join(` ${GLYPHS.dot} `);
  return [...mode, {text: said === '' ? '' : `${said} `, tone: 'muted'}];
}

const BANNER_TONES: Readonly<Record<Banner['tone'], Tone>> = {alarm: 'alarm', warning: 'warning', notice: 'muted'};

function bannerLines({paint, columns}: Scene, {banner: {tone}, lines}: ShownBanner): readonly string[] {
  return lines.map(text => paint(BANNER_TONES[tone], tone === 'alarm' ? pad(` ${text}`, columns) : ` ${text}`));
}
