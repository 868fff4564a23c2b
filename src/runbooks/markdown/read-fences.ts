import {canClose, type FenceLine, fenceLine, holdsMarkdown} from './fence-lines.js';

/** A fenced block of the cheapest reading. Indexes of lines. */
export interface ReadFence {
  readonly open: FenceLine;
  /** The line that closes it. */
  readonly close?: FenceLine;
  /** It ends before this line, which does not close it. */
  readonly endsBefore?: number;
  /** How many fences are around it. */
  readonly depth: number;
}

const COST = {
  infoInCode: 3,
  skippedCloser: 7,
  impliedClose: 7,
  unclosed: 5,
  blankBeforeCloser: 0.5,
  textAfterCloser: 0.6,
  blankAfterOpener: 1.5,
  heading: 1.2,
  headingsAtMost: 4,
};

/** Fences in fences in fences; nobody reads deeper. */
const DEEPEST = 6;
/** Readings kept at each line: more never changed the outcome. */
const KEPT = 48;

/** What is open, innermost last, and what it cost to come here. */
interface Reading {
  readonly open: readonly FenceLine[];
  readonly cost: number;
  readonly last?: Ended;
}

/** A chain of the fences that ended, newest first. */
interface Ended {
  readonly fence: ReadFence;
  readonly before?: Ended;
}

/**
 * The cheapest reading of all fence lines, where documents in `markdown` fences may hold fences of their own that are no
 * shorter than the one around them.
 */
export function readFences(lines: readonly string[]): readonly ReadFence[] {
  const around = {lines, headings: countHeadings(lines)};
  const marks = lines.flatMap((text, index) => fenceLine(text, index) ?? []);
  let readings: readonly Reading[] = [{open: [], cost: 0}];
  for (const [index, mark] of marks.entries()) {
    const from = marks[index - 1]?.line ?? -1;
    readings = cheapest(
      readings.flatMap(reading => choices(pastText(reading, {from, to: mark.line, ...around}), mark, lines)),
    );
  }
  const from = marks.at(-1)?.line ?? -1;
  const ends = readings.map(reading => atEnd(pastText(reading, {from, to: lines.length, ...around})));
  return fencesOf(cheapest(ends)[0]?.last);
}

interface Text {
  readonly from: number;
  readonly to: number;
  readonly headings: readonly number[];
}

function pastText(reading: Reading, {from, to, headings}: Text): Reading {
  const top = reading.open.at(-1);
  if (top === undefined || holdsMarkdown(top.info)) return reading;
  const swallowed = (headings[to] ?? 0) - (headings[from + 1] ?? 0);
  return {...reading, cost: reading.cost + Math.min(COST.headingsAtMost, swallowed * COST.heading)};
}

function choices(reading: Reading, mark: FenceLine, lines: readonly string[]): readonly Reading[] {
  const top = reading.open.at(-1);
  const opens = opened(reading, mark, lines);
  if (top === undefined) return [opens];
  const closes = canClose(top, mark) ? [closed(reading, mark, lines)] : [];
  if (holdsMarkdown(top.info) && reading.open.length < DEEPEST) return [opens, ...closes];
  if (mark.info !== '') {
    const implied = ended(reading, {endsBefore: mark.line}, COST.impliedClose);
    return [{...reading, cost: reading.cost + COST.infoInCode}, opened(implied, mark, lines)];
  }
  return [...closes, {...reading, cost: reading.cost + (closes.length > 0 ? COST.skippedCloser : 0)}];
}

function opened(reading: Reading, mark: FenceLine, lines: readonly string[]): Reading {
  const blankAfter = mark.info === '' && isBlank(lines[mark.line + 1]);
  return {
    ...reading,
    open: [...reading.open, mark],
    cost: reading.cost + (blankAfter ? COST.blankAfterOpener : 0),
  };
}

function closed(reading: Reading, mark: FenceLine, lines: readonly string[]): Reading {
  const next = lines[mark.line + 1];
  const textAfter = !isBlank(next) && fenceLine(next ?? '', 0) === undefined;
  const blankBefore = isBlank(lines[mark.line - 1]);
  const cost = (blankBefore ? COST.blankBeforeCloser : 0) + (textAfter ? COST.textAfterCloser : 0);
  return ended(reading, {close: mark}, cost);
}

function ended(reading: Reading, how: Pick<ReadFence, 'close' | 'endsBefore'>, cost: number): Reading {
  const top = reading.open.at(-1);
  if (top === undefined) return reading;
  const fence: ReadFence = {open: top, depth: reading.open.length - 1, ...how};
  return {
    open: reading.open.slice(0, -1),
    cost: reading.cost + cost,
    last: reading.last === undefined ? {fence} : {fence, before: reading.last},
  };
}

function atEnd(reading: Reading): Reading {
  let left = reading;
  while (left.open.length > 0) left = ended(left, {}, COST.unclosed);
  return left;
}

/** The best reading for each stack of open fences, cheapest first. */
function cheapest(readings: readonly Reading[]): readonly Reading[] {
  const best = new Map<string, Reading>();
  for (const reading of readings) {
    const key = reading.open.map(({line}) => line).join();
    const known = best.get(key);
    if (known === undefined || reading.cost < known.cost) best.set(key, reading);
  }
  return [...best.values()].sort((a, b) => a.cost - b.cost).slice(0, KEPT);
}

function fencesOf(last: Ended | undefined): readonly ReadFence[] {
  const fences: ReadFence[] = [];
  for (let at = last; at !== undefined; at = at.before) fences.push(at.fence);
  return fences.sort((a, b) => a.open.line - b.open.line);
}

/** How many headings of the second level or deeper stand before each line. */
function countHeadings(lines: readonly string[]): readonly number[] {
  const counts = [0];
  for (const line of lines) counts.push((counts.at(-1) ?? 0) + (/^\s{0,3}#{2,6}\s/.test(line) ? 1 : 0));
  return counts;
}

function isBlank(line: string | undefined): boolean {
  return line === undefined || line.trim() === '';
}
