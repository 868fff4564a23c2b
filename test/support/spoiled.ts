import fc from 'fast-check';

type Path = readonly (string | number)[];

/** JSON like this one, with some of its parts replaced by something else, or taken away. */
export function spoiled(value: unknown, other: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const replacement = fc.oneof({weight: 4, arbitrary: other}, {weight: 1, arbitrary: fc.constant(undefined)});
  const change = fc.tuple(fc.nat(), replacement);
  return fc.array(change, {maxLength: 4}).map(changes => changes.reduce(replaceOne, structuredClone(value)));
}

function replaceOne(value: unknown, [at, replacement]: readonly [number, unknown]): unknown {
  const paths = [...pathsOf(value)];
  const path = paths[at % paths.length] ?? [];
  return replaceAt(value, path, replacement);
}

function* pathsOf(value: unknown, path: Path = []): Iterable<Path> {
  yield path;
  if (value === null || typeof value !== 'object') return;
  for (const [name, inner] of Object.entries(value)) yield* pathsOf(inner, [...path, name]);
}

function replaceAt(value: unknown, [name, ...rest]: Path, replacement: unknown): unknown {
  if (name === undefined) return replacement;
  const inside = value as Record<string, unknown>;
  const inner = replaceAt(inside[name], rest, replacement);
  if (Array.isArray(value)) return value.map((one, index) => (String(index) === name ? inner : one));
  return Object.fromEntries(Object.entries(inside).map(([key, one]) => [key, key === name ? inner : one]));
}
