/** The anchor that GitHub gives a heading; not yet unique. */
export function slugOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');
}

/** Gives names out once each: the second `steps` is `steps-1`. */
export function uniqueNames(): (name: string) => string {
  const used = new Set<string>();
  return name => {
    let unique = name;
    for (let count = 1; used.has(unique); count++) unique = `${name}-${count}`;
    used.add(unique);
    return unique;
  };
}
