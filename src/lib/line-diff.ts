/** Beyond so many pairs of lines a changed part is shown as taken out and put in as a whole. */
const MOST_PAIRS = 4_000_000;

const CONTEXT = 3;

/**
 * What became of a text, line by line: each line of the answer begins with `-`, `+` or a blank, as `diff -u` has it.
 * Lines far from any change are left out, and a line `@@ ... @@` stands where they were. Empty for equal texts.
 */
export function lineDiff(before: string, after: string): readonly string[] {
  const old = linesOf(before);
  const now = linesOf(after);
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let end = 0;
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  const middle = changesIn(old.slice(start, old.length - end), now.slice(start, now.length - end));
  if (middle.length === 0) return [];
  const same = (lines: readonly string[]) => lines.map(line => ` ${line}`);
  return withoutDistantLines([...same(old.slice(0, start)), ...middle, ...same(old.slice(old.length - end))]);
}

function linesOf(text: string): readonly string[] {
  const lines = text.split(/\r?\n/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

/** The longest common subsequence stays, everything else was taken out or put in. */
function changesIn(old: readonly string[], now: readonly string[]): readonly string[] {
  if (old.length * now.length > MOST_PAIRS) return [...old.map(line => `-${line}`), ...now.map(line => `+${line}`)];
  const lengths = commonLengths(old, now);
  const at = (i: number, j: number) => lengths[i * (now.length + 1) + j] ?? 0;
  const out: string[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      out.push(` ${old[i]}`);
      i++;
      j++;
    } else if (i < old.length && (j === now.length || at(i + 1, j) >= at(i, j + 1))) {
      out.push(`-${old[i++]}`);
    } else {
      out.push(`+${now[j++]}`);
    }
  }
  return out;
}

function commonLengths(old: readonly string[], now: readonly string[]): Uint32Array {
  const width = now.length + 1;
  const lengths = new Uint32Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      const best = Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
      lengths[i * width + j] = old[i] === now[j] ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1 : best;
    }
  }
  return lengths;
}

function withoutDistantLines(lines: readonly string[]): readonly string[] {
  const near = new Set<number>();
  lines.forEach((line, index) => {
    if (line.startsWith(' ')) return;
    for (let at = index - CONTEXT; at <= index + CONTEXT; at++) near.add(at);
  });
  const out: string[] = [];
  let left = 0;
  lines.forEach((line, index) => {
    if (near.has(index)) {
      if (left > 0) out.push(gap(left));
      left = 0;
      out.push(line);
    } else {
      left += 1;
    }
  });
  return left > 0 ? [...out, gap(left)] : out;
}

function gap(lines: number): string {
  return `@@ ${lines === 1 ? '1 line' : `${lines} lines`} as before @@`;
}
