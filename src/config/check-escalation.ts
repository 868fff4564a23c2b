import type {Severity} from '../core/alert/severity.js';
import {SEVERITIES} from '../core/alert/severity.js';
import {formatDuration} from '../core/time/duration.js';
import {nearest} from '../lib/nearest.js';
import {afterOf, chainOf, inOrder, LAST_POLICY} from './escalation.js';
import type {FileContacts, FileEscalation} from './escalation-schema.js';
import {milliseconds} from './milliseconds.js';

/** What is wrong, and where in the file. */
export interface Fault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** The sections that escalation has to do with, each of them well formed. */
export interface Related {
  readonly escalation: FileEscalation;
  readonly contacts: FileContacts;
  /** Names of the targets. */
  readonly targets: readonly string[];
  /** Names of the schedules, and of the people on them. */
  readonly schedules: readonly string[];
  readonly users: readonly string[];
}

type FilePolicy = FileEscalation[string];
interface Reaching {
  readonly people?: readonly string[] | undefined;
  readonly to?: readonly string[] | undefined;
}

/** What would keep somebody from being called: levels that reach nobody, names of nothing, and policies in a circle or out of reach. */
export function escalationFaults(related: Related): readonly Fault[] {
  const {escalation, contacts} = related;
  return [
    ...Object.entries(escalation).flatMap(([name, policy]) => [
      ...policyFaults(name, policy, related),
      ...chainFaults(name, escalation),
    ]),
    ...outOfReach(escalation),
    ...Object.entries(contacts).flatMap(([name, contact]) =>
      targetFaults(contact.targets, ['contacts', name, 'targets'], related),
    ),
  ];
}

function policyFaults(name: string, policy: FilePolicy, related: Related): readonly Fault[] {
  const path = ['escalation', name];
  const levels = policy.levels ?? [];
  if (levels.length === 0 && policy.continue_with === undefined)
    return [{path, message: 'has no levels: write levels: [{name: secondary, after: 5m, to: [secondary]}]'}];
  return [
    ...levels.flatMap((level, index) =>
      reachFaults(level, [...path, 'levels', index], {related, isFirst: index === 0}),
    ),
    ...orderFaults(levels, path),
    ...(['no_progress', 'unresolved'] as const).flatMap(clock => {
      const rule = policy[clock];
      if (typeof rule !== 'object') return [];
      return [
        ...targetFaults(rule.to, [...path, clock, 'to'], related),
        ...personFaults(rule, [...path, clock, 'people'], related),
      ];
    }),
  ];
}

function reachFaults(
  level: Reaching,
  path: readonly PropertyKey[],
  {related, isFirst}: {readonly related: Related; readonly isFirst: boolean},
): readonly Fault[] {
  const {people = [], to = []} = level;
  const unknown = [
    ...targetFaults(to, [...path, 'to'], related),
    ...(to.length === 0 ? personFaults(level, [...path, 'people'], related) : []),
  ];
  if (unknown.length > 0 || to.length > 0) return unknown;
  if (people.length === 0) return [{path, message: 'reaches nobody: name people or targets, as in to: [secondary]'}];
  // The first one to be called is whoever sits at the cockpit.
  if (isFirst || people.some(one => isReachable(one, related))) return [];
  return [
    {
      path,
      message: `reaches nobody: ${people.join(', ')} ${people.length === 1 ? 'has' : 'have'} no targets and no phone in contacts`,
    },
  ];
}

/** A name that is on a schedule is reached as that contact is, or by whoever looks at the schedule. */
function isReachable(name: string, {contacts, schedules}: Related): boolean {
  const contact = contacts[name];
  if (contact === undefined) return schedules.includes(name);
  return (
    [contact.phone, contact.email, contact.slack, contact.url].some(way => way !== undefined) ||
    (contact.targets ?? []).length > 0
  );
}

/** Names of targets that nobody has configured. */
export function targetFaults(
  names: readonly string[] | undefined,
  path: readonly PropertyKey[],
  {targets}: Pick<Related, 'targets'>,
): readonly Fault[] {
  return (names ?? []).flatMap((name, index) =>
    targets.includes(name)
      ? []
      : [{path: [...path, index], message: unknown(`no target is called ${name}`, name, targets)}],
  );
}

function personFaults(
  {people = []}: Reaching,
  path: readonly PropertyKey[],
  {contacts, schedules, users}: Related,
): readonly Fault[] {
  const known = [...Object.keys(contacts), ...schedules, ...users];
  // Whoever knows no name yet, knows the people by heart.
  if (known.length === 0) return [];
  return people.flatMap((name, index) =>
    known.includes(name) || (index === 0 && path.at(-2) === 0)
      ? []
      : [{path: [...path, index], message: unknown(`no contact and no schedule is called ${name}`, name, known)}],
  );
}

function unknown(said: string, name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  if (meant !== undefined) return `${said}; did you mean \`${meant}\`?`;
  return `${said}; ${known.length === 0 ? 'there are none' : `there are ${known.join(', ')}`}`;
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
