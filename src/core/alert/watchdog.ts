import type {Alert, Labels} from './alert.js';
import {type CompiledMatcher, compileMatchers, type Matcher, parseMatchers} from './matcher.js';

/** How a dead-man's switch is recognised where none is configured. */
const RECOGNISED: readonly Matcher[] = [
  {name: 'alertname', value: 'Watchdog|DeadMansSwitch', isRegex: true, isEqual: true},
];

/** Whether an alert is its source's dead-man's switch: one that always fires, and alarms by its absence. */
export function isWatchdog(
  alert: Pick<Alert, 'source' | 'labels'>,
  configured: Readonly<Record<string, string>>,
): boolean {
  const compiled = compiledFor(configured[alert.source]);
  return 'test' in compiled && compiled.test(alert.labels);
}

/** What tells one Watchdog from the others of its source. */
export function watchdogLabels(labels: Labels): string {
  const names = Object.keys(labels).filter(name => name !== 'alertname');
  const told = names.sort().map(name => `${name}=${labels[name]}`);
  return told.length === 0 ? 'without labels' : told.join(' ');
}

const compiledOf = new Map<string, CompiledMatcher>();

function compiledFor(text: string | undefined): CompiledMatcher {
  const known = compiledOf.get(text ?? '');
  if (known) return known;
  const parsed = text === undefined ? undefined : parseMatchers(text);
  const compiled = compileMatchers(parsed?.ok ? parsed.matchers : RECOGNISED);
  compiledOf.set(text ?? '', compiled);
  return compiled;
}
