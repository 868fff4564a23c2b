import type {Block, Step} from '../../../core/runbook/document.js';

/** Words of a step, or something of its fences, in the order of the source. */
export type Piece = {readonly text: string} | {readonly block: Block};

/**
 * Everything its author wrote in a step, in order: what stands after a fence comes after it. Left out are the marks of
 * fences, and what is said again as what to look for.
 */
export function piecesOf(step: Step): readonly Piece[] {
  const reading: Reading = {pieces: [], prose: [], waiting: [...step.blocks], fenced: false};
  for (const [index, text] of wordsOf(step).entries()) readLine(reading, text, step.lines[0] + index);
  endParagraph(reading, Number.POSITIVE_INFINITY);
  const [first, ...others] = [...reading.pieces, ...reading.waiting.map(block => ({block}))];
  if (first === undefined) return [];
  return 'text' in first && isOnly(first.text, step.title) ? others : [first, ...others];
}

interface Reading {
  readonly pieces: Piece[];
  prose: string[];
  /** Blocks that have not come yet. */
  readonly waiting: Block[];
  fenced: boolean;
}

const FENCE = /^[\s>]*(?:(?:[-*+]|\d+[.)])\s+)?(?:(?:\\?`){3,}|~{3,})/;
const ITEM = /^\s*(?:[-*+]|\d+[.)])\s/;

function readLine(reading: Reading, text: string | undefined, at: number): void {
  if (beginsHere(reading, at)) endParagraph(reading, at);
  if (isInBlock(reading, at)) return;
  if (text !== undefined && FENCE.test(text)) {
    endParagraph(reading, at - 1);
    reading.fenced = !reading.fenced;
  } else if (!reading.fenced || !/^\s*(?:#|$)/.test(text ?? '')) {
    // A comment in a fence is said with its statement; other words would be in a block, so the fence has ended.
    reading.fenced = false;
    takeWords(reading, text, at);
  }
}

function isInBlock({pieces}: Reading, at: number): boolean {
  return pieces.some(
    piece => 'block' in piece && !isInline(piece.block) && at >= piece.block.lines[0] && at <= piece.block.lines[1],
  );
}

function takeWords(reading: Reading, text: string | undefined, at: number): void {
  if (text === undefined) return;
  if (text.trim() === '' || ITEM.test(text)) endParagraph(reading, at - 1);
  reading.prose.push(text);
}

function beginsHere({waiting: [next]}: Reading, at: number): boolean {
  return next !== undefined && !isInline(next) && next.lines[0] <= at;
}

/** What was read so far as one piece, then the blocks up to this line; a command in the text comes below its paragraph. */
function endParagraph(reading: Reading, upTo: number): void {
  const text = reading.prose.filter(line => line.trim() !== '').join('\n');
  if (text !== '') reading.pieces.push({text});
  reading.prose = [];
  for (let next = reading.waiting[0]; next !== undefined && next.lines[0] <= upTo; next = reading.waiting[0]) {
    reading.waiting.shift();
    reading.pieces.push({block: next});
  }
}

function isInline(block: Block): boolean {
  return block.kind === 'statement' && block.inline;
}

const LOOK_FOR =
  /^\W*(?:(?:what|things) to look for|look for|expected|results?\b|[\w ]*patterns|interpret|meaning)[^:]*:?\W*$/i;
const EXPECTED = /^\W*expected[^:]*:\W*/i;

/** The lines of the step; undefined for one that is said again as what to look for. */
function wordsOf({text, expectations}: Step): readonly (string | undefined)[] {
  const lines = text.split('\n');
  if (expectations.length === 0) return lines;
  const said = bare(expectations.map(one => one.text).join(' '));
  const again = lines.map(line => said.includes(bare(line.replace(EXPECTED, ''))));
  return lines.map((line, index) => (isSaidAgain({lines, again}, index) ? undefined : line));
}

interface Repeated {
  readonly lines: readonly string[];
  /** Whether the words of the line are among the expectations; true for a blank one. */
  readonly again: readonly boolean[];
}

/** `Look for:` with what stands below it as far as it was taken for expectations, or `Expected: ...` on one line. */
function isSaidAgain({lines, again}: Repeated, index: number): boolean {
  const line = lines[index] ?? '';
  if (LOOK_FOR.test(line)) return again[lines.findIndex((each, at) => at > index && each.trim() !== '')] === true;
  if (EXPECTED.test(line)) return again[index] === true;
  const above = lines.slice(0, index).findLastIndex(each => LOOK_FOR.test(each));
  return above >= 0 && again.slice(above + 1, index + 1).every(Boolean);
}

/** Words that the title has said already; a command among them is said again. */
function isOnly(text: string, title: string): boolean {
  return bare(text) === bare(title) && !text.includes('`');
}

function bare(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
