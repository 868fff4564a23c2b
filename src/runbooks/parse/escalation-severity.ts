const NUMBERED =
  /(?<!\b(?:to|as|into|declare|open|raise|(?:declare|open|raise) an?)\s)\b(p|sev(?:erity)?)[-_ ]?([0-4])\b(?:\s?(?:-|\u2013|to)\s?(?:p|sev(?:erity)?)?[-_ ]?([0-4])\b(?!\s?(?:s|m|h|d|min|hour|sec|day)))?(\+|,?\s(?:and|or)\s(?:higher|above|worse|up)\b)?/gi;
const WORD = 'critical|high|error|warning|medium|low|info';
/** A word alone in its cell or before a colon, or beside what says that it is a severity. */
const NAMED = new RegExp(
  String.raw`(?:^|\|)\s*(${WORD})\s*(?=[|:]|$)|\bseverity:?\s(${WORD})\b|\b(${WORD})[- ](?:severity|priority|incidents?|alerts?)\b`,
  'gi',
);

/** The severities that an escalation is for, as words: `P1`, `sev2`, `critical`; none where it is for all. */
export function severitiesIn(text: string): readonly string[] {
  const numbered = [...text.matchAll(NUMBERED)].flatMap(([, kind = '', first = '', last, worse]) => {
    const from = worse === undefined ? Number(first) : 0;
    const to = Math.max(Number(first), Number(last ?? first));
    const least = worse !== undefined && !/[psev]\w*[-_ ]?0/i.test(text) ? 1 : from;
    return Array.from({length: to - least + 1}, (_, index) => `${kind.toLowerCase()}${least + index}`);
  });
  const named = [...text.matchAll(NAMED)].flatMap(([, cell, after, before]) => cell ?? after ?? before ?? []);
  return [...new Set([...numbered, ...named.map(word => word.toLowerCase())])];
}
