import type {Labels} from '../../core/alert/alert.js';
import type {StoredAlert} from './alert-store.js';
import type {InhibitRule} from './config.js';
import {type LabelTest, labelTest} from './matching.js';

interface CompiledRule {
  readonly source: LabelTest;
  readonly target: LabelTest;
  readonly equal: readonly string[];
}

/** Answers, for the alerts that fire now, which of them holds an alert back (one for each rule, as Alertmanager says). */
export function inhibitor(rules: readonly InhibitRule[]) {
  const compiled = rules.map(rule => ({
    source: labelTest(rule.source),
    target: labelTest(rule.target),
    equal: rule.equal,
  }));
  return (firing: readonly StoredAlert[]): ((labels: Labels) => readonly string[]) => {
    const checks = compiled.map(rule => check(rule, firing));
    return labels => checks.flatMap(one => one(labels) ?? []).slice(0, 1);
  };
}

function check(rule: CompiledRule, firing: readonly StoredAlert[]) {
  const all = new Map<string, string>();
  const oneSided = new Map<string, string>();
  for (const {labels, fingerprint} of firing) {
    if (!rule.source(labels)) continue;
    const key = values(rule.equal, labels);
    if (!all.has(key)) all.set(key, fingerprint);
    if (!rule.target(labels) && !oneSided.has(key)) oneSided.set(key, fingerprint);
  }
  return (labels: Labels): string | undefined => {
    if (all.size === 0 || !rule.target(labels)) return undefined;
    // An alert on both sides of a rule is not held back by another of its kind, nor by itself.
    const sources = rule.source(labels) ? oneSided : all;
    return sources.get(values(rule.equal, labels));
  };
}

function values(names: readonly string[], labels: Labels): string {
  return JSON.stringify(names.map(name => labels[name] ?? ''));
}
