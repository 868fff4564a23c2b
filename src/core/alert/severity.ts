import type {Labels} from './alert.js';

/** How bad, and so how fast: P1 is the worst. */
export type Severity = 'P1' | 'P2' | 'P3' | 'P4';

export const SEVERITIES: readonly Severity[] = ['P1', 'P2', 'P3', 'P4'];

/** What the usual words mean where nothing else is configured. */
export const DEFAULT_SEVERITY_MAP: Readonly<Record<string, Severity>> = {
  critical: 'P1',
  high: 'P2',
  error: 'P2',
  warning: 'P3',
  medium: 'P3',
  info: 'P4',
  low: 'P4',
  none: 'P4',
};

export interface SeverityRules {
  /** The label that carries it. */
  readonly label: string;
  readonly scheme: 'name' | 'p0' | 'p1' | 'sev';
  /** Words to severities, beside (and over) the default ones. */
  readonly map: Readonly<Record<string, Severity>>;
}

export interface JudgedSeverity {
  readonly severity: Severity;
  /** False where the label is missing or says nothing known: then it counts as P3, and is shown as a guess. */
  readonly known: boolean;
}

const SCHEMES = {
  p0: {pattern: /^p([0-3])$/, first: 0},
  p1: {pattern: /^p([1-4])$/, first: 1},
  sev: {pattern: /^(?:sev(?:erity)?)?[-_ ]?([1-4])$/, first: 1},
} as const;

/** How bad an alert is, by the configured label and scheme; upper and lower case are the same. */
export function severityOf(labels: Labels, rules: SeverityRules): JudgedSeverity {
  const word = (Object.hasOwn(labels, rules.label) ? (labels[rules.label] ?? '') : '').trim().toLowerCase();
  const severity =
    rules.scheme === 'name' ? named(word, rules.map) : (numbered(word, rules.scheme) ?? ownWord(word, rules.map));
  return severity ? {severity, known: true} : {severity: 'P3', known: false};
}

/**
 * What a text means by the name of a severity: what our rules say, else what its number says. `zero`: the text counts from
 * 0, as in P0 to P3.
 */
export function severityNamed(name: string, rules: SeverityRules, zero: boolean): Severity | undefined {
  const word = name.trim().toLowerCase();
  const ours = severityOf({[rules.label]: word}, rules);
  if (ours.known && !zero) return ours.severity;
  const digit = /^(?:p|sev(?:erity)?)([0-4])$/.exec(word)?.[1];
  if (digit === undefined) return named(word, rules.map);
  return SEVERITIES[Math.max(0, Number(digit) - (zero ? 0 : 1))] ?? 'P4';
}

/** The worst of several; P4 of none. */
export function worst(severities: Iterable<Severity>): Severity {
  let found: Severity = 'P4';
  for (const severity of severities) if (severity < found) found = severity;
  return found;
}

/** Below zero when `left` is worse. */
export function compareSeverity(left: Severity, right: Severity): number {
  return SEVERITIES.indexOf(left) - SEVERITIES.indexOf(right);
}

function named(word: string, map: SeverityRules['map']): Severity | undefined {
  return lookUp(map, word) ?? lookUp(DEFAULT_SEVERITY_MAP, word);
}

function numbered(word: string, scheme: keyof typeof SCHEMES): Severity | undefined {
  const {pattern, first} = SCHEMES[scheme];
  const digit = pattern.exec(word)?.[1];
  return digit === undefined ? undefined : SEVERITIES[Number(digit) - first];
}

/** In a numbered scheme only the words count that the operator added, not the default ones. */
function ownWord(word: string, map: SeverityRules['map']): Severity | undefined {
  const severity = lookUp(map, word);
  return severity === lookUp(DEFAULT_SEVERITY_MAP, word) ? undefined : severity;
}

/** Keys of a configured map may be written in any case. */
function lookUp(map: SeverityRules['map'], word: string): Severity | undefined {
  return lowered(map).get(word);
}

const loweredMaps = new WeakMap<SeverityRules['map'], ReadonlyMap<string, Severity>>();

function lowered(map: SeverityRules['map']): ReadonlyMap<string, Severity> {
  const known = loweredMaps.get(map);
  if (known) return known;
  const made = new Map(Object.entries(map).map(([word, severity]) => [word.trim().toLowerCase(), severity] as const));
  loweredMaps.set(map, made);
  return made;
}

/** Names what an alert is about: its source and its labels but for the severity. What gets worse keeps that name. */
export function sameButSeverity(
  {source, labels}: {readonly source: string; readonly labels: Labels},
  label: string,
): string {
  const others = Object.entries(labels)
    .filter(([name]) => name !== label)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([source, others]);
}
