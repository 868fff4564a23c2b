/** Names and values, as a statement's shell writes them: each ended by NUL. */
export function secretsIn(text: string): readonly (readonly [name: string, value: string])[] {
  const parts = text.split('\0');
  const found: [string, string][] = [];
  for (let at = 0; at + 1 < parts.length; at += 2) found.push([parts[at] ?? '', parts[at + 1] ?? '']);
  return found;
}
