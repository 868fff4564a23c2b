import type {Labels} from '../alert/alert.js';
import {type CompiledMatcher, compileMatchers, parseMatchers} from '../alert/matcher.js';
import type {Severity} from '../alert/severity.js';
import {isTestAlert} from '../checklist/test-alert.js';

/** One rung of a policy: who is called, by what, and when. */
export interface Level {
  readonly name: string;
  /** So long, ms, after nobody acked. */
  readonly after: number;
  /** People by their contact, and schedules by their name. */
  readonly people: readonly string[];
  /** Targets; those of the people where there are none. */
  readonly to: readonly string[];
  /** Sends by itself when it is due. */
  readonly auto: boolean;
  /** Only for these; for all where absent. */
  readonly severities?: readonly Severity[];
  /** Escalates the pager's own incident to this level instead of opening one, where there is one. */
  readonly pagerLevel?: number;
}

/** What happens when an acked alert sees no progress, or when it still fires after long. */
export interface ClockRule {
  /** By severity, ms; a severity that is missing has no such clock. */
  readonly after: Partial<Readonly<Record<Severity, number>>>;
  readonly people: readonly string[];
  readonly to: readonly string[];
  readonly auto: boolean;
}

/** Who is called for which alerts, and in which order. */
export interface Policy {
  readonly name: string;
  /** Alternatives, each matchers as text; none means every alert. */
  readonly match: readonly string[];
  readonly severities: readonly Severity[];
  readonly levels: readonly Level[];
  readonly noProgress: ClockRule;
  readonly unresolved: ClockRule;
  /** How long, ms, a page is tried to be delivered. */
  readonly expire?: number;
}

/** The first policy for such an alert; undefined where there is none. Nobody is called for a test alert. */
export function policyFor(
  alert: {readonly labels: Labels; readonly severity: Severity},
  policies: readonly Policy[],
): Policy | undefined {
  if (isTestAlert(alert.labels)) return undefined;
  return policies.find(policy => policy.severities.includes(alert.severity) && fits(alert.labels, policy));
}

/** The levels of a policy for a severity, in the order in which they are due. */
export function levelsOf(policy: Policy, severity: Severity): readonly Level[] {
  return policy.levels.filter(({severities}) => severities === undefined || severities.includes(severity));
}

function fits(labels: Labels, {match}: Policy): boolean {
  return (
    match.length === 0 ||
    match.some(text => {
      const compiled = compiledFor(text);
      return 'test' in compiled && compiled.test(labels);
    })
  );
}

const compiledOf = new Map<string, CompiledMatcher>();

function compiledFor(text: string): CompiledMatcher {
  const known = compiledOf.get(text);
  if (known) return known;
  const parsed = parseMatchers(text);
  const compiled: CompiledMatcher = parsed.ok ? compileMatchers(parsed.matchers) : {unsupported: parsed.message};
  compiledOf.set(text, compiled);
  return compiled;
}
