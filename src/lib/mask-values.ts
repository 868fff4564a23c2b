const MASK = '••••';

/** Text with these values masked, the longest first; an empty one masks nothing. */
export function maskValues(text: string, secrets: readonly string[]): string {
  return [...secrets]
    .filter(secret => secret !== '')
    .sort((a, b) => b.length - a.length)
    .reduce((masked, secret) => masked.replaceAll(secret, MASK), text);
}
