const UNITS: Readonly<Record<string, number>> = {s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000};
const TIME = String.raw`(\d+(?:\.\d+)?)\+?\s?(?:[-\u2013]\s?\d+\s?|to\s\d+\s)?-?(seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d)\b`;
const LEADS = [
  String.raw`(?:^|[(>\u2265|])\s*(?:T\s?\+\s?)?`,
  String.raw`\b(?:after|beyond|exceeds|longer than|more than|over)\s(?:the first\s|about\s|around\s|another\s)?`,
  String.raw`\b(?:not?|un\w+ed|unless)\b[^.;:]{0,60}?\b(?:in|within|for)\s(?:the first\s|about\s)?`,
].join('|');
const DEADLINE = new RegExp(`(?:${LEADS})${TIME}(?!\\s(?:left|ago|earlier|before|of data))`, 'i');

const VERBS =
  'page|call|contact|notify|inform|ping|alert|ask|engage|involve|wake(?: up)?|hand (?:it )?over to|reach out to';
/** `escalate to the database team`, and a verb that begins what is said, or that is followed by somebody. */
const CALLED = [
  /\b[Ee]scalat\w*\b[^.;:]{0,60}?\bto:?\s+(.+)/,
  new RegExp(String.raw`(?:^|[:,]\s+)(?:${VERBS}):?\s+(.+)`, 'i'),
  new RegExp(String.raw`(?<![-\w])(?:${VERBS})\s+((?:the|your|our|an?|its|their|somebody|someone)\s.+|[@#].+)`, 'i'),
];
const END =
  /[,;:()]|\.(?:\s|$)|\s(?:if|when|before|after|within|and|who|which|then|at once|immediately|now|by|via|in)\b/;

/** When it is time, as the words say: `if not resolved in 15 minutes`, `after 30m`, `T+15 min`, `15 min | ...`. */
export function deadlineIn(text: string): {readonly ms: number; readonly written: string} | undefined {
  const found = DEADLINE.exec(text);
  if (found === null) return undefined;
  const [written, amount, unit = 'm'] = found;
  return {ms: Math.round(Number(amount) * (UNITS[unit.charAt(0).toLowerCase()] ?? 0)), written};
}

/** Who is to be called, as a sentence says it. */
export function calledIn(text: string): string | undefined {
  for (const pattern of CALLED) {
    const who = pattern.exec(text)?.[1]?.split(END, 1)[0]?.trim();
    if (who) return who;
  }
  return undefined;
}

/** Who is meant, by whatever words: also `@dba`, `15 minutes: senior engineer` and `Database team (15 min)`. */
export function personIn(text: string): string | undefined {
  return calledIn(text) ?? /(?:^|[\s(])(@[\w./-]+)/.exec(text)?.[1] ?? besideDeadline(text);
}

function besideDeadline(text: string): string | undefined {
  const deadline = deadlineIn(text)?.written;
  if (deadline === undefined) return undefined;
  const behind = text.slice(text.indexOf(deadline) + deadline.length);
  if (!/^\s*(?:[:|)\u2192]|$)/.test(behind)) return undefined;
  const rest = text
    .replace(deadline, ' ')
    .replace(/[()]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/\s([:,])/g, '$1')
    .replace(/^[\s:|,\u2013\u2192>-]+|[\s:|,.\u2013\u2192>-]+$/g, '');
  return rest === '' ? undefined : rest;
}
