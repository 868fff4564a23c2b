import type {EmulatedCell} from '../../test/terminal/support/emulator.js';

type Picture = readonly (readonly EmulatedCell[])[];

/** A terminal that has just been addressed draws like this. */
const PLAIN = 'default default';

/** What turns one picture into the other at the least: for each run of changed cells its address, its styles, its cells. */
export function idealBytes(from: Picture, to: Picture): number {
  let bytes = 0;
  for (const [y, row] of to.entries()) {
    for (const run of changedRuns(from[y] ?? [], row)) bytes += runBytes(row, run, y);
  }
  return bytes;
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

function runBytes(row: readonly EmulatedCell[], {start, end}: Run, y: number): number {
  let bytes = `\u001b[${y + 1};${start + 1}H`.length;
  let look = PLAIN;
  for (const cell of row.slice(start, end)) {
    // On a blank only the background shows, which is `default` here.
    if (cell.text !== ' ' && cell.look !== look) {
      look = cell.look;
      bytes += styleBytes(look);
    }
    bytes += Buffer.byteLength(cell.text);
  }
  return bytes;
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
