/** The anchor that GitHub gives a heading; not yet unique. */
export function slugOf(heading: string): string {
  const words = heading.trim().toLowerCase();
  // Most headings are plain, and sorting letters by Unicode's tables takes its time.
  if (/^[\w -]*$/.test(words)) return words.replaceAll(' ', '-');
  return words.replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '').replaceAll(' ', '-');
}

/** Gives names out once each: the second `steps` is `steps-1`. */
export function uniqueNames(): (name: string) => string {
  const used = new Set<string>();
  const counts = new Map<string, number>();
  return name => {
    let unique = name;
    let count = counts.get(name) ?? 0;
    for (; used.has(unique); unique = `${name}-${count}`) count += 1;
    used.add(unique);
    counts.set(name, count);
    return unique;
  };
}
