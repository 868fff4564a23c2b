/** A small seeded generator, so that a failing session can be played again. */
export function randomness(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    chance: (share: number) => next() < share,
    pick: <T>(values: readonly T[]): T => values[below(values.length)] as T,
  };
}

export type Randomness = ReturnType<typeof randomness>;

const SGR = ['1', '2', '3', '4', '5', '7', '9', '22', '23', '24', '25', '27', '29', '0', '', '39', '49'];
const COLORS = [
  '31',
  '32',
  '97',
  '42',
  '104',
  '38;5;8',
  '38;5;200',
  '48;5;17',
  '38;2;1;2;3',
  '48;2;250;0;9',
  '38:2::9:8:7',
];
const TEXT = [
  'a',
  'b',
  'P1',
  'pool 50',
  ' ',
  '   ',
  '          ',
  '─',
  '│',
  '▌',
  '●',
  '…',
  'ß',
  '容',
  '量',
  '각',
  '🔥',
  '⚠',
  'e\u0301',
];

export function randomLine(random: Randomness, columns: number): string {
  let line = '';
  for (let parts = random.below(2 + columns / 3); parts > 0; parts -= 1) {
    if (random.chance(0.3)) line += `\u001b[${random.pick(SGR)}m`;
    if (random.chance(0.2)) line += `\u001b[${random.pick(COLORS)};${random.pick(SGR)}m`;
    line += random.pick(TEXT);
  }
  return `${line}\u001b[0m`;
}

/** What a next frame could be: a small change, a scroll of some of its rows, rows in and out, or all new. */
export function nextLines(random: Randomness, lines: readonly string[], columns: number): string[] {
  const next = [...lines];
  const kind = random.below(10);
  if (kind === 0) return next.map(() => randomLine(random, columns));
  if (kind <= 4) for (let count = 1 + random.below(3); count > 0; count -= 1) change(random, next, columns);
  if (kind >= 5 && kind <= 8) scroll(random, next, columns);
  if (kind === 8) change(random, next, columns);
  if (kind === 9) next.length = random.below(lines.length + 1);
  while (next.length < lines.length) next.push(random.chance(0.5) ? '' : randomLine(random, columns));
  return next;
}

function change(random: Randomness, lines: string[], columns: number): void {
  const y = random.below(lines.length);
  const parts = lines[y]?.match(/\u001b\[[\d;:]*m|./gsu) ?? [];
  const at = random.below(parts.length + 1);
  if (random.chance(0.3)) lines[y] = randomLine(random, columns);
  else lines[y] = [...parts.slice(0, at), random.pick(TEXT), ...parts.slice(at + random.below(3))].join('');
}

function scroll(random: Randomness, lines: string[], columns: number): void {
  const top = random.below(lines.length);
  const bottom = top + 1 + random.below(lines.length - top);
  const section = lines.slice(top, bottom);
  for (let by = 1 + random.below(3); by > 0; by -= 1) {
    if (random.chance(0.5)) section.push(section.shift() === undefined ? '' : randomLine(random, columns));
    else section.unshift(section.pop() === undefined ? '' : randomLine(random, columns));
  }
  lines.splice(top, bottom - top, ...section);
}
