import type {Severity} from '../core/alert/severity.js';
import {SEVERITIES} from '../core/alert/severity.js';
import type {Contact} from '../core/escalation/contact.js';
import type {ClockRule, Level, Policy} from '../core/escalation/policy.js';
import {defined} from '../lib/defined.js';
import type {FileContacts, FileEscalation} from './escalation-schema.js';
import {milliseconds} from './milliseconds.js';

const MINUTE = 60_000;
/** When each level is due where nothing is said; from the fifth on only for P1. */
const STEPS = [0, 5, 15, 30, 60].map(minutes => minutes * MINUTE);
const NO_PROGRESS: ClockRule['after'] = {P1: 15 * MINUTE, P2: 30 * MINUTE};
const UNRESOLVED: ClockRule['after'] = {P1: 60 * MINUTE};

/** The policy that goes last, wherever it stands. */
export const LAST_POLICY = 'default';

type FilePolicy = FileEscalation[string];
type FileLevel = NonNullable<FilePolicy['levels']>[number];

/** The policies of a checked file, in the order in which they are looked at. */
export function policiesOf(file: FileEscalation): readonly Policy[] {
  return inOrder(Object.keys(file)).flatMap(name => {
    const policy = file[name];
    return policy === undefined ? [] : [policyOf(name, policy, file)];
  });
}

/** `default` fits what no other one does. */
export function inOrder(names: readonly string[]): readonly string[] {
  return [...names.filter(name => name !== LAST_POLICY), ...names.filter(name => name === LAST_POLICY)];
}

function policyOf(name: string, policy: FilePolicy, file: FileEscalation): Policy {
  const expire = milliseconds(policy.expire);
  return {
    name,
    match: matchOf(policy.match),
    severities: policy.severity ?? SEVERITIES,
    levels: levelsOf(name, file),
    noProgress: clockOf(policy.no_progress, NO_PROGRESS),
    unresolved: clockOf(policy.unresolved, UNRESOLVED),
    ...(expire === undefined ? {} : {expire}),
  };
}

function matchOf(match: FilePolicy['match']): readonly string[] {
  if (match === undefined) return [];
  return typeof match === 'string' ? [match] : match;
}

/** Its own levels, and after them those of the policy it goes on with, each as long after the last as it says there. */
function levelsOf(name: string, file: FileEscalation): readonly Level[] {
  const chain = chainOf(name, file);
  let offset = 0;
  return chain.flatMap(one => {
    const own = (file[one]?.levels ?? []).map((level, index) => levelOf(level, index, offset));
    offset = own.at(-1)?.after ?? offset;
    return own;
  });
}

/** A policy and those it goes on with, each once. */
export function chainOf(name: string, file: FileEscalation): readonly string[] {
  const chain: string[] = [];
  for (
    let next: string | undefined = name;
    next !== undefined && !chain.includes(next);
    next = file[next]?.continue_with
  )
    chain.push(next);
  return chain;
}

function levelOf(level: FileLevel, index: number, offset: number): Level {
  const isLate = level.after === undefined && level.severity === undefined && index >= STEPS.length - 1;
  return {
    name: level.name ?? `level ${index + 1}`,
    after: offset + (milliseconds(level.after) ?? afterOf(index)),
    people: level.people ?? [],
    to: level.to ?? [],
    auto: level.auto ?? false,
    ...(level.severity === undefined ? {} : {severities: level.severity}),
    ...(isLate ? {severities: ['P1'] as readonly Severity[]} : {}),
    ...(level.pager_level === undefined ? {} : {pagerLevel: level.pager_level}),
  };
}

/** When a level is due where nothing is said, ms. */
export function afterOf(index: number): number {
  const last = STEPS.length - 1;
  return STEPS[index] ?? (STEPS[last] ?? 0) + (index - last) * 30 * MINUTE;
}

function clockOf(clock: FilePolicy['no_progress'], fallback: ClockRule['after']): ClockRule {
  const rule = typeof clock === 'object' ? clock : {after: clock};
  const after = milliseconds(rule.after);
  return {
    after: after === undefined ? fallback : {P1: after, P2: after, P3: after, P4: after},
    people: ('people' in rule ? rule.people : undefined) ?? [],
    to: ('to' in rule ? rule.to : undefined) ?? [],
    auto: ('auto' in rule ? rule.auto : undefined) ?? false,
  };
}

/** The contacts of a checked file, by how they are called there. */
export function contactsOf(file: FileContacts): Readonly<Record<string, Contact>> {
  return Object.fromEntries(
    Object.entries(file).map(([contact, {name, targets, ids, ...ways}]) => [
      contact,
      {contact, name: name ?? contact, targets: targets ?? [], ids: ids ?? {}, ...defined(ways)},
    ]),
  );
}
