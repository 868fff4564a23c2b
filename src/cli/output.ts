import {plainText} from '../lib/plain-text.js';
import type {Data, Piece, Result, TextFormat} from './command.js';
import type {CommandContext, Sink} from './context.js';
import {isAsciiText, type Table, tableLines} from './table.js';
import {columnsOf, wrapWords} from './wrap-words.js';

/** Large enough for few writes, small enough that a slow reader holds little memory. */
const CHUNK = 64 * 1024;

/** Prints a result: data on stdout in the wanted format, sentences on stderr. Stops when the reader has gone. */
export async function printResult(result: Result, wanted: string, context: CommandContext): Promise<void> {
  const special = result.data?.as?.[wanted];
  const format = wanted === 'json' || wanted === 'wide' || wanted === 'simple' ? wanted : 'table';
  if (special !== undefined) {
    printLines([special().trimEnd()], {stdout: context.stdout, filter: true});
  } else if (result.data !== undefined) {
    await printData(result.data, format, context.stdout);
  }
  if (result.stream !== undefined) {
    await printStream(result.stream, format, context);
  }
  for (const sentence of result.said ?? []) {
    say(sentence, context);
  }
}

async function printStream(
  stream: AsyncIterable<Piece>,
  format: TextFormat | 'json',
  context: CommandContext,
): Promise<void> {
  const {stdout} = context;
  for await (const piece of stream) {
    for (const sentence of piece.said ?? []) say(sentence, context);
    if (format === 'json') printLines(jsonLines(piece.json), {stdout, filter: false});
    else printLines(piece.text(format), {stdout, filter: true, columns: columnsOf(stdout)});
    // That the reader has gone is known only after the write.
    await new Promise(setImmediate);
    if (stdout.closed) return;
  }
}

function* jsonLines(values: readonly unknown[]): Iterable<string> {
  for (const value of values) yield safeJson(value);
}

/** One sentence (or several lines) to the operator, on stderr. */
export function say(sentence: string, {stderr}: Pick<CommandContext, 'stderr'>): void {
  stderr.write(`${wrapWords(plainText(sentence, {multiline: true}), columnsOf(stderr))}\n`);
}

async function printData(data: Data, format: TextFormat | 'json', stdout: Sink): Promise<void> {
  if (format === 'json') {
    printJson(data.json(), stdout);
    return;
  }
  const text = data.text(format);
  if (isTable(text)) {
    const shown = filtered(format === 'table' ? capped(text) : text);
    printLines(await tableLines(shown, cutAt(format, stdout)), {stdout, filter: false});
  } else printLines(text, {stdout, filter: true, columns: data.prose === true ? columnsOf(stdout) : undefined});
}

function isTable(text: Table | Iterable<string>): text is Table {
  return 'headings' in text;
}

/** One value of some kilobytes would make every row of the table as long. */
const LONGEST_CELL = 200;

function capped(table: Table): Table {
  const isLong = (cell: string) => cell.length > LONGEST_CELL;
  const short = (cell: string) => (isLong(cell) ? `${cell.slice(0, LONGEST_CELL)}...` : cell);
  return {...table, rows: table.rows.map(row => (row.some(isLong) ? row.map(short) : row))};
}

/** Most rows have nothing to filter, which one look at the whole row tells. */
function filtered(table: Table): Table {
  return {...table, rows: table.rows.map(row => (isAsciiText(row.join('')) ? row : row.map(cell => plainText(cell))))};
}

/** A table fits the terminal; `wide` and `simple` lines keep their length, and so does what goes to a file. */
function cutAt(format: TextFormat, stdout: Sink): number | undefined {
  return format === 'table' && stdout.isTTY ? stdout.columns : undefined;
}

function printLines(
  lines: Iterable<string>,
  {stdout, filter, columns}: {readonly stdout: Sink; readonly filter: boolean; readonly columns?: number | undefined},
): void {
  let chunk = '';
  for (const line of lines) {
    chunk += `${wrapWords(filter ? plainText(line, {multiline: true}) : line, columns)}\n`;
    if (chunk.length >= CHUNK) {
      stdout.write(chunk);
      chunk = '';
      if (stdout.closed) {
        return;
      }
    }
  }
  if (chunk !== '') {
    stdout.write(chunk);
  }
}

/** Arrays have one element a line, so that they can be read and compared; each element stays compact. */
function printJson(value: unknown, stdout: Sink): void {
  if (!Array.isArray(value) || value.length === 0) {
    stdout.write(`${safeJson(value, 2)}\n`);
    return;
  }
  let chunk = '[';
  for (const [index, element] of value.entries()) {
    chunk += `${index === 0 ? '\n' : ',\n'}${safeJson(element)}`;
    if (chunk.length >= CHUNK) {
      stdout.write(chunk);
      chunk = '';
      if (stdout.closed) {
        return;
      }
    }
  }
  stdout.write(`${chunk}\n]\n`);
}

const UNSAFE = /[\u007f-\u009f\p{Cf}\u2028\u2029\u2065\u{e0000}-\u{e0fff}]/gu;

/** JSON keeps every character, but those that could steer a terminal are written as `\u` escapes. */
function safeJson(value: unknown, indent = 0): string {
  const text = JSON.stringify(value, null, indent) ?? 'null';
  return text.replace(UNSAFE, escaped);
}

/** A character beyond 16 bits is two escapes, as JSON has it. */
function escaped(char: string): string {
  const units = char.split('');
  return units.map(unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
}
