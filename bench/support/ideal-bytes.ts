import type {EmulatedCell} from '../../test/terminal/support/emulator.js';

type Picture = readonly (readonly EmulatedCell[])[];

/** A terminal that has just been addressed draws like this. */
const PLAIN = 'default default';

/**
 * What turns one picture into the other at the least: for each run of changed cells the cheapest way to it, then its
 * cells, and a style wherever the next letter needs another one.
 */
export function idealBytes(from: Picture, to: Picture): number {
  let bytes = 0;
  let look = PLAIN;
  for (const [y, row] of to.entries()) {
    let end: number | undefined;
    for (const run of changedRuns(from[y] ?? [], row)) {
      bytes += wayBytes(row, {y, x: run.start, end, look});
      for (const cell of row.slice(run.start, run.end)) {
        if (needsStyle(cell, look)) {
          look = cell.look;
          bytes += styleBytes(look);
        }
        bytes += Buffer.byteLength(cell.text);
      }
      end = run.end;
    }
  }
  return bytes;
}

interface Way {
  readonly y: number;
  readonly x: number;
  /** Where the pen stands in this row, if it does. */
  readonly end: number | undefined;
  readonly look: string;
}

/** An address, a step to the right, or the cells in between once more. */
function wayBytes(row: readonly EmulatedCell[], {y, x, end, look}: Way): number {
  const address = `\u001b[${y + 1};${x + 1}H`.length;
  if (end === undefined) return address;
  const between = row.slice(end, x);
  const step = between.length === 1 ? 3 : 3 + String(between.length).length;
  const again = between.some(cell => needsStyle(cell, look)) ? address : textBytes(between);
  return Math.min(address, step, again);
}

function textBytes(cells: readonly EmulatedCell[]): number {
  return cells.reduce((bytes, {text}) => bytes + Buffer.byteLength(text), 0);
}

/** On a blank only the background shows, which is `default` here. */
function needsStyle(cell: EmulatedCell, look: string): boolean {
  return cell.text !== ' ' && cell.look !== look;
}

interface Run {
  readonly start: number;
  readonly end: number;
}

function changedRuns(from: readonly EmulatedCell[], to: readonly EmulatedCell[]): readonly Run[] {
  const runs: Run[] = [];
  for (let x = 0; x < to.length; ) {
    const start = x;
    while (x < to.length && !isSame(from[x], to[x])) x++;
    if (x > start) runs.push({start, end: x});
    else x++;
  }
  return runs;
}

function isSame(a: EmulatedCell | undefined, b: EmulatedCell | undefined): boolean {
  return a?.text === b?.text && a?.look === b?.look;
}

const WEIGHTS: Readonly<Record<string, string>> = {
  bold: '1',
  dim: '2',
  italic: '3',
  underline: '4',
  inverse: '7',
  strike: '9',
};

/** Length of an SGR that sets a look: its weights and its colours, or a reset. */
function styleBytes(look: string): number {
  const codes = look.split(' ').flatMap((word, index, words) => codeOf(word, index === words.length - 1));
  return `\u001b[${codes.join(';')}m`.length;
}

function codeOf(word: string, isBackground: boolean): readonly string[] {
  if (word === 'default') return [];
  const weight = WEIGHTS[word];
  if (weight !== undefined) return [weight];
  const value = Number(word.split(':')[1]);
  const lead = isBackground ? '48' : '38';
  if (value > 255) return [lead, '2', `${value >> 16}`, `${(value >> 8) & 255}`, `${value & 255}`];
  return value < 8 ? [`${isBackground ? 4 : 3}${value}`] : [lead, '5', `${value}`];
}
