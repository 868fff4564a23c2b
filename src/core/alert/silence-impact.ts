import type {LiveState} from '../watch-state.js';
import {type Alert, type AlertKey, alertKey} from './alert.js';
import {compileMatchers, type Matcher} from './matcher.js';
import type {Silence} from './silence.js';

export interface SilenceImpact {
  /** Alerts of the source that it hits now. */
  readonly hits: readonly AlertKey[];
  /** Those among them that were not meant. */
  readonly outside: readonly AlertKey[];
  /** Alerts that were meant and are not hit. */
  readonly missed: readonly AlertKey[];
}

/** What matchers would hit at a source now, and how much of it beyond (or short of) the alerts that were meant. */
export function silenceImpact(
  matchers: readonly Matcher[],
  {
    alerts,
    source,
    meant,
  }: {readonly alerts: Iterable<Alert>; readonly source: string; readonly meant: readonly AlertKey[]},
): SilenceImpact | {readonly unsupported: string} {
  const compiled = compileMatchers(matchers);
  if ('unsupported' in compiled) return compiled;
  const hits = [...alerts].filter(alert => alert.source === source && compiled.test(alert.labels)).map(alertKey);
  const wanted = new Set(meant);
  const hit = new Set(hits);
  return {hits, outside: hits.filter(key => !wanted.has(key)), missed: meant.filter(key => !hit.has(key))};
}

/**
 * Of alerts that silences hold back, those that would notify again without them: nothing else silences, inhibits or mutes
 * them now.
 */
export function freedBy(ending: ReadonlySet<string>, alerts: Iterable<Alert>): readonly AlertKey[] {
  return [...alerts]
    .filter(({silencedBy, inhibitedBy, mutedBy}) => {
      const others = silencedBy.filter(id => !ending.has(id));
      return others.length + inhibitedBy.length + mutedBy.length === 0;
    })
    .map(alertKey);
}

export interface SilenceAudit {
  /** How many alerts it holds back now. */
  readonly holds: number;
  /** In force, and nothing fires that it would hold. */
  readonly unused: boolean;
  /** Why it is too broad, in words; undefined where it is not. */
  readonly broad?: string;
  /** Why it cannot be judged here. */
  readonly unknown?: string;
}

/** Share of a source's alerts from which on a silence counts as too broad, where there are enough to tell. */
const BROAD_SHARE = 0.5;
const BROAD_LEAST = 10;

/** Marks a silence that hides too much, or nothing at all. */
export function auditSilence(silence: Silence, live: Pick<LiveState, 'alerts'>): SilenceAudit {
  const alerts = [...live.alerts.values()].filter(alert => alert.source === silence.source);
  const compiled = compileMatchers(silence.matchers);
  const held = alerts.filter(alert => alert.silencedBy.includes(silence.id)).length;
  if ('unsupported' in compiled)
    return {holds: held, unused: silence.state === 'active' && held === 0, unknown: compiled.unsupported};
  const hits = alerts.filter(alert => compiled.test(alert.labels));
  const holds = Math.max(held, silence.state === 'active' ? hits.length : 0);
  const broad = broadness(silence.matchers, hits, alerts);
  return {holds, unused: silence.state === 'active' && holds === 0, ...(broad !== undefined && {broad})};
}

function broadness(matchers: readonly Matcher[], hits: readonly Alert[], alerts: readonly Alert[]): string | undefined {
  if (matchers.every(isLoose)) return 'no matcher names a thing';
  const names = new Set(hits.map(alert => alert.labels.alertname));
  if (hits.length >= BROAD_LEAST && hits.length >= alerts.length * BROAD_SHARE && names.size > 1) {
    return `hits ${hits.length} of ${alerts.length} alerts`;
  }
  return undefined;
}

/** A matcher that a whole fleet shares: it excludes, takes any text, or names only how bad or where. */
function isLoose({name, value, isRegex, isEqual}: Matcher): boolean {
  if (!isEqual || (isRegex && /^\(?\.[*+]\)?$/.test(value))) return true;
  return ['severity', 'env', 'environment', 'cluster', 'region', 'team', 'prometheus', 'monitor'].includes(name);
}
