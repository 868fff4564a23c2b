import {TARGET_VERBS, type TargetPowers, type TargetVerb} from '../core/escalation/target.js';

/** Every verb is there but for those with a reason. */
export function powersBut(reasons: Readonly<Partial<Record<TargetVerb, string | undefined>>>): TargetPowers {
  const entries = TARGET_VERBS.map(verb => [verb, reasons[verb] ?? true] as const);
  return Object.fromEntries(entries) as Record<TargetVerb, true | string>;
}
