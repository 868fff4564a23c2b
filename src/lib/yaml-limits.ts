/** With more keys than this a parser is not asked to compare each with each: that would take it minutes. */
const MOST_COMPARED = 4_000;
/** So many times may aliases repeat what they stand for. */
const MOST_ALIASES = 100;

/** What a parser of YAML is given for a text from outside, so that no text keeps it busy for long. */
export function parseLimits(text: string): {readonly uniqueKeys: boolean; readonly logLevel: 'silent'} {
  return {uniqueKeys: (text.match(/[:,]/g)?.length ?? 0) <= MOST_COMPARED, logLevel: 'silent'};
}

/** What making plain data of it is given. */
export const DATA_LIMITS: {readonly maxAliasCount: number} = {maxAliasCount: MOST_ALIASES};

/** In words what a parser of YAML says of a text that asks too much of it; all else as it says it. */
export function yamlWords(message: string): string {
  if (/call stack/i.test(message)) return 'it is nested too deeply';
  if (/excessive alias/i.test(message)) return 'its aliases (`*name`) repeat too much: write it out instead';
  return message;
}
