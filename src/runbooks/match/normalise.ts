/** Names that differ only in case, punctuation, the word `runbook` or `alert` are the same: `service-down`. */
export function normalised(name: string): string {
  return name
    .replace(/\brun-?books?\b/gi, ' ')
    .replace(/\balert(?:[ -]?name)?\b/gi, ' ')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** The words of a name: `KubePodCrashLooping` has four. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== '' && !/^(?:runbooks?|alerts?|the|a|of|is|too)$/.test(word));
}
