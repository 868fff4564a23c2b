/** A sorted list without those in `out` and with those in `more`; only these are put in order. */
export function mergeSorted<T>(
  sorted: readonly T[],
  {out, more}: {readonly out: ReadonlySet<T>; readonly more: readonly T[]},
  order: (left: T, right: T) => number,
): readonly T[] {
  const kept = out.size === 0 ? sorted : sorted.filter(one => !out.has(one));
  const merged: T[] = [];
  let from = 0;
  for (const one of [...more].sort(order)) {
    const to = placeOf(one, kept, {from, order});
    for (; from < to; from += 1) merged.push(kept[from] as T);
    merged.push(one);
  }
  for (; from < kept.length; from += 1) merged.push(kept[from] as T);
  return merged;
}

/** Where the first stands that comes after `one`, found by halving. */
function placeOf<T>(
  one: T,
  sorted: readonly T[],
  {from, order}: {readonly from: number; readonly order: (left: T, right: T) => number},
): number {
  let low = from;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (order(sorted[middle] as T, one) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
