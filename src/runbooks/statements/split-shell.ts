import {LONGEST_STATEMENT, TOO_LONG} from '../../core/runbook/longest-statement.js';
import {type ParsedBash, parseBash} from '../bash/parse-bash.js';
import {type CodeLine, isWritten, type Piece, pieceOf, rangeOf, textOf} from './code-line.js';
import {firstWord, isCommandWord} from './known-commands.js';
import {maskHoles} from './mask-holes.js';
import {beginsSql, sqlLength} from './sql.js';

/** What ends a statement without being part of it: `;`, a comment, a line that is continued by a comment. */
const BEHIND = /^(?:[ \t]|\\\n)*(?:;(?!;))?(?:(?:[ \t]|\\\n)*#[^\n]*|[ \t]*\\(?=\n|$))?/;
/** Lines below one another that are tried together where a text as a whole cannot be read. */
const TOGETHER = 40;
/** Lines that are tried as a whole: longer fences are data. */
const AT_ONCE = 2000;
/** Attempts at one fence; what is left then is shown as it is. An attempt at so many characters counts as one more. */
const ATTEMPTS = 400;
const ONE_MORE = 4_096;

/** How far reading came: lines before `at` are in `pieces`, comments from `comment` on wait for their statement. */
interface Reading {
  readonly lines: readonly CodeLine[];
  readonly pieces: Piece[];
  at: number;
  comment: number;
  attempts: number;
}

/** The top-level statements of a script with the comments above them. Every line that is not blank is in a piece. */
export function splitShell(lines: readonly CodeLine[]): readonly Piece[] {
  const reading: Reading = {lines, pieces: [], at: 0, comment: 0, attempts: 0};
  while (reading.at < lines.length) {
    const text = lines[reading.at]?.text ?? '';
    if (text.trim() === '' || /^\s*#/.test(text)) {
      reading.at += 1;
    } else if (beginsSql(text)) {
      take(reading, sqlLength(lines, reading.at), 'SQL, not a command of the shell');
    } else if (isTableRow(text)) {
      takeOutput(reading);
    } else if (!takeReadable(reading)) {
      takeUnreadable(reading);
    }
  }
  reading.pieces.push(...pieceOf('shown', lines.slice(reading.comment)));
  return reading.pieces;
}

/** Takes the next lines as one statement. */
function take(reading: Reading, length: number, notRunnable: string): void {
  const own = reading.lines.slice(reading.at, reading.at + length);
  add(reading, {from: reading.at, to: reading.at + length, text: textOf(own), notRunnable});
  reading.at += length;
  reading.comment = reading.at;
}

/** Takes rows of a table, which some people paste below the command that printed it. */
function takeOutput(reading: Reading): void {
  const {lines, at, comment} = reading;
  let to = at + 1;
  while (to < lines.length && goesOn(lines[to]?.text ?? '', '')) to += 1;
  reading.pieces.push(...pieceOf('shown', lines.slice(comment, at)), ...pieceOf('output', lines.slice(at, to)));
  reading.at = to;
  reading.comment = to;
}

function isTableRow(text: string): boolean {
  return (
    /^\S+(?: \S+)*(?:[ \t]{2,}\S+(?: \S+)*){2,}\s*$/.test(text) &&
    !/[\\|]\s*$/.test(text) &&
    !isCommandWord(firstWord(text))
  );
}

interface Found {
  /** Indexes of its first line and the first after it. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly notRunnable?: string;
}

function add(reading: Reading, {from, to, text, notRunnable}: Found): void {
  const above = reading.lines.slice(Math.min(reading.comment, from), from);
  const comment = above.slice(Math.max(0, above.findIndex(isWritten)));
  const hasComment = comment.some(isWritten);
  const own = reading.lines.slice(from, to);
  reading.pieces.push({
    kind: 'statement',
    text,
    comment: hasComment ? textOf(comment).trimEnd() : '',
    lines: rangeOf(hasComment ? [...comment, ...own] : own),
    apart: above.some(line => !isWritten(line)) || (reading.pieces.length === 0 && from === above.length),
    ...(notRunnable === undefined ? {} : {notRunnable}),
  });
}

/** Takes what bash reads from here: all that is left, or else the fewest lines that make sense. */
function takeReadable(reading: Reading): boolean {
  const {lines, at} = reading;
  const last = Math.min(lines.length, at + AT_ONCE);
  if (reading.attempts >= ATTEMPTS) return false;
  if (takeParsed(reading, last)) return true;
  const until = Math.min(last, at + TOGETHER);
  for (let to = at + 1; to <= until && reading.attempts < ATTEMPTS; to++) {
    if (!endsOpen(lines[to - 1]?.text ?? '') && takeParsed(reading, to)) return true;
  }
  return false;
}

function takeParsed(reading: Reading, to: number): boolean {
  const {at} = reading;
  const text = textOf(reading.lines.slice(at, to));
  reading.attempts += 1 + Math.floor(text.length / ONE_MORE);
  const parsed = parseBash(maskHoles(text));
  if (parsed.errors.length > 0 || parsed.statements.length === 0 || leavesOut(text, parsed)) return false;
  for (const [index, found] of statementsIn(text, parsed).entries()) {
    const from = at + found.from;
    const line = reading.lines[from]?.text ?? '';
    if (index > 0 && (beginsSql(line) || isTableRow(line))) {
      reading.at = from;
      return true;
    }
    const long = found.text.length > LONGEST_STATEMENT ? {notRunnable: TOO_LONG} : {};
    add(reading, {from, to: at + found.to, text: found.text, ...long});
    reading.at = at + found.to;
    reading.comment = reading.at;
  }
  return true;
}

/** Whether there is something between the statements that bash would run or refuse. */
function leavesOut(text: string, {statements}: ParsedBash): boolean {
  const gaps = [0, ...statements.map(({to}) => to)].map((from, index) => text.slice(from, statements[index]?.from));
  return !gaps.every(gap => /^(?:\s|;|\\\n|#[^\n]*(?:\n|$))*$/.test(gap));
}

/** Statements with the lines they are on; a comment behind one belongs to it. */
function statementsIn(text: string, parsed: ParsedBash): readonly Found[] {
  const statements = together(text, parsed.statements);
  const lineAt = lineCounter(text);
  return statements.map(({from, to}, index) => {
    const next = statements[index + 1]?.from ?? text.length;
    const end = to + (BEHIND.exec(text.slice(to, next))?.[0].trimEnd().length ?? 0);
    const first = lineAt(from);
    return {from: first, to: lineAt(end) + 1, text: text.slice(from, end)};
  });
}

/** What asks on the same line how the one before it ended, or for its process, says nothing without it. */
const ASKS_BACK = /\$(?:[?!_]|\{(?:[?!_]|PIPESTATUS))/;

function together(text: string, statements: ParsedBash['statements']): ParsedBash['statements'] {
  const joined: {from: number; to: number}[] = [];
  for (const {from, to} of statements) {
    const last = joined.at(-1);
    const onOneLine = last !== undefined && !text.slice(last.to, from).includes('\n');
    if (onOneLine && ASKS_BACK.test(text.slice(from, to))) last.to = to;
    else joined.push({from, to});
  }
  return joined;
}

/** The number of the line that an offset is on; offsets must not go back. */
function lineCounter(text: string): (offset: number) => number {
  let line = 0;
  let next = text.indexOf('\n');
  return offset => {
    while (next >= 0 && next < offset) {
      line += 1;
      next = text.indexOf('\n', next + 1);
    }
    return line;
  };
}

function endsOpen(text: string): boolean {
  return /(?:\\|\||&&)$/.test(text);
}

/** Takes the lines that bash cannot read, up to where something else begins. */
function takeUnreadable(reading: Reading): void {
  const {lines, at} = reading;
  const [error] = parseBash(maskHoles(textOf(lines.slice(at, at + TOGETHER)))).errors;
  let to = at + 1;
  while (
    to < lines.length &&
    (reading.attempts >= ATTEMPTS || goesOn(lines[to]?.text ?? '', lines[to - 1]?.text ?? ''))
  ) {
    to += 1;
  }
  const why = `bash cannot read it${error === undefined ? '' : `: ${error.message}`}`;
  take(reading, to - at, SMALL_SQL.test(lines[at]?.text ?? '') ? 'it is SQL, not a command of the shell' : why);
}

/** `select` is a word of bash as well, which says little of what is wrong with SQL. */
const SMALL_SQL = /^\s*(?:select|insert\s+into|update|delete\s+from)\s(?!.*;\s*do\b)/i;

function goesOn(text: string, before: string): boolean {
  if (endsOpen(before)) return true;
  return text.trim() !== '' && !/^#/.test(text) && !isCommandWord(firstWord(text));
}
