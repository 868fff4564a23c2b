/** Beyond so many pairs of lines only what both have at their beginning and at their end is the same. */
const MOST_PAIRS = 4_000_000;

/** Which line of `after` each line of `before` has become, by its number: those of the longest common subsequence. */
export function commonLines(before: readonly string[], after: readonly string[]): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  const least = Math.min(before.length, after.length);
  let start = 0;
  while (start < least && before[start] === after[start]) {
    found.set(start, start);
    start++;
  }
  let end = 0;
  while (end < least - start && before.at(-1 - end) === after.at(-1 - end)) {
    end++;
    found.set(before.length - end, after.length - end);
  }
  const [old, now] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  if (old.length * now.length > MOST_PAIRS) return found;
  for (const [i, j] of pairs(old, now)) found.set(start + i, start + j);
  return found;
}

function* pairs(old: readonly string[], now: readonly string[]): Generator<readonly [number, number]> {
  const lengths = commonLengths(old, now);
  const at = (i: number, j: number) => lengths[i * (now.length + 1) + j] ?? 0;
  for (let i = 0, j = 0; i < old.length && j < now.length; ) {
    if (old[i] === now[j]) yield [i++, j++];
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
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
