import type {Severity} from '../core/alert/severity.js';
import {SEVERITIES} from '../core/alert/severity.js';
import {formatDuration} from '../core/time/duration.js';
import {clockFaults, contactFaults, type Fault, levelFaults, type Related, unknown} from './check-reach.js';
import {afterOf, chainOf, inOrder, LAST_POLICY} from './escalation.js';
import type {FileEscalation} from './escalation-schema.js';
import {milliseconds} from './milliseconds.js';

type FilePolicy = FileEscalation[string];

/** What would keep somebody from being called: levels that reach nobody, names of nothing, and policies in a circle or out of reach. */
export function escalationFaults(related: Related): readonly Fault[] {
  const {escalation, contacts} = related;
  return [
    ...Object.entries(escalation).flatMap(([name, policy]) => [
      ...policyFaults(name, policy, related),
      ...chainFaults(name, escalation),
    ]),
    ...outOfReach(escalation),
    ...Object.entries(contacts).flatMap(([name, contact]) => contactFaults(contact, ['contacts', name], related)),
  ];
}

function policyFaults(name: string, policy: FilePolicy, related: Related): readonly Fault[] {
  const path = ['escalation', name];
  const levels = policy.levels ?? [];
  if (levels.length === 0 && policy.continue_with === undefined)
    return [{path, message: 'has no levels: write levels: [{name: secondary, after: 5m, to: [secondary]}]'}];
  return [
    ...levels.flatMap((level, index) =>
      levelFaults(level, [...path, 'levels', index], {related, isFirst: index === 0}),
    ),
    ...orderFaults(levels, path),
    ...(['no_progress', 'unresolved'] as const).flatMap(clock => {
      const rule = policy[clock];
      return typeof rule === 'object' ? clockFaults(rule, [...path, clock], related) : [];
    }),
  ];
}

function orderFaults(levels: NonNullable<FilePolicy['levels']>, path: readonly PropertyKey[]): readonly Fault[] {
  const names = levels.map(({name}, index) => name ?? `level ${index + 1}`);
  const times = levels.map(({after}, index) => milliseconds(after) ?? afterOf(index));
  return levels.flatMap((_, index): Fault[] => {
    const at = [...path, 'levels', index];
    const before = times[index - 1] ?? 0;
    if (names.indexOf(names[index] ?? '') !== index)
      return [{path: at, message: `has the name of a level before it: give each a name of its own`}];
    return (times[index] ?? 0) < before
      ? [{path: at, message: `is due before the level above it, which is due after ${formatDuration(before)}`}]
      : [];
  });
}

function chainFaults(name: string, file: FileEscalation): readonly Fault[] {
  const path = ['escalation', name, 'continue_with'];
  const next = file[name]?.continue_with;
  if (next === undefined) return [];
  if (file[next] === undefined)
    return [{path, message: unknown(`no policy is called ${next}`, next, Object.keys(file))}];
  const chain = chainOf(name, file);
  const last = file[chain.at(-1) ?? '']?.continue_with;
  return last === undefined ? [] : [{path, message: `goes in a circle: ${[...chain, last].join(', then ')}`}];
}

/** A policy behind one that takes everything it would take. */
function outOfReach(file: FileEscalation): readonly Fault[] {
  const taken = new Map<Severity, string>();
  return inOrder(Object.keys(file)).flatMap(name => {
    const {match = [], severity = SEVERITIES} = file[name] ?? {};
    const before = [...new Set(severity.map(one => taken.get(one)))];
    if (match.length === 0) for (const one of severity) taken.set(one, taken.get(one) ?? name);
    return before.includes(undefined) ? [] : [hidden(name, before.join(' and '))];
  });
}

function hidden(name: string, by: string): Fault {
  const place = name === LAST_POLICY ? 'Restrict it by `match`.' : 'Put this one above it, or restrict it by `match`.';
  return {path: ['escalation', name], message: `is never reached: ${by} takes every alert before it. ${place}`};
}
