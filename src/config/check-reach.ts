import {nearest} from '../lib/nearest.js';
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
  /** Names of the targets, and of those that everybody reads. */
  readonly targets: readonly string[];
  readonly publicTargets: readonly string[];
  /** Names of the schedules, and of the people on them. */
  readonly schedules: readonly string[];
  readonly users: readonly string[];
}

interface Reaching {
  readonly people?: readonly string[] | undefined;
  readonly to?: readonly string[] | undefined;
  readonly auto?: boolean | undefined;
}

/** Why a level calls nobody, or calls somebody wrong. */
export function levelFaults(
  level: Reaching & {readonly after?: string | undefined},
  path: readonly PropertyKey[],
  {related, isFirst}: {readonly related: Related; readonly isFirst: boolean},
): readonly Fault[] {
  const {people = [], to = [], auto} = level;
  if (people.length === 0 && to.length === 0)
    return [{path, message: 'reaches nobody: name people or targets, as in to: [secondary]'}];
  // Whoever is to be the first at once is the one who sits at the cockpit, and may stand nowhere.
  const isOwn = isFirst && auto !== true && (milliseconds(level.after) ?? 0) === 0;
  return reachFaults(level, path, {related, isOwn});
}

/** Why a clock calls nobody; one that names nobody calls the next level. */
export function clockFaults(rule: Reaching, path: readonly PropertyKey[], related: Related): readonly Fault[] {
  const {people = [], to = []} = rule;
  return people.length === 0 && to.length === 0 ? [] : reachFaults(rule, path, {related, isOwn: false});
}

/** Targets of somebody that are none. */
export function contactFaults(
  {targets}: FileContacts[string],
  path: readonly PropertyKey[],
  related: Related,
): readonly Fault[] {
  return pagerFaults(targets, [...path, 'targets'], related);
}

function reachFaults(
  {people = [], to = [], auto}: Reaching,
  path: readonly PropertyKey[],
  {related, isOwn}: {readonly related: Related; readonly isOwn: boolean},
): readonly Fault[] {
  if (to.length > 0) return pagerFaults(to, [...path, 'to'], related);
  if (isOwn) return [];
  const unknown = personFaults(people, [...path, 'people'], related);
  if (unknown.length > 0) return unknown;
  const who = `${people.join(', ')} ${people.length === 1 ? 'has' : 'have'}`;
  if (auto === true && !people.some(one => isSentTo(one, related)))
    return [
      {path, message: `sends nothing by itself: ${who} no targets in contacts; name them, or leave \`auto\` out`},
    ];
  return people.some(one => isReachable(one, related))
    ? []
    : [{path, message: `reaches nobody: ${who} no targets and no phone in contacts`}];
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

/** Whether something can be sent to somebody without a hand; who is on a schedule that is kept elsewhere is not known here. */
function isSentTo(name: string, {contacts, schedules, users}: Related): boolean {
  const hasTargets = (one: string) => (contacts[one]?.targets ?? []).length > 0;
  if (contacts[name] !== undefined || !schedules.includes(name)) return hasTargets(name);
  return users.length === 0 || users.some(hasTargets);
}

/** Names that are no targets, or targets that page nobody and that everybody reads. */
function pagerFaults(
  names: readonly string[] | undefined,
  path: readonly PropertyKey[],
  related: Related,
): readonly Fault[] {
  return [
    ...targetFaults(names, path, related),
    ...(names ?? []).flatMap((name, index) =>
      related.publicTargets.includes(name)
        ? [{path: [...path, index], message: `${name} pages nobody, and everybody reads it: name a target that pages`}]
        : [],
    ),
  ];
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
  people: readonly string[],
  path: readonly PropertyKey[],
  {contacts, schedules, users}: Related,
): readonly Fault[] {
  const known = [...Object.keys(contacts), ...schedules, ...users];
  // Whoever knows no name yet, knows the people by heart.
  if (known.length === 0) return [];
  return people.flatMap((name, index) =>
    known.includes(name)
      ? []
      : [{path: [...path, index], message: unknown(`no contact and no schedule is called ${name}`, name, known)}],
  );
}

/** What is not known, with what was meant or what there is. */
export function unknown(said: string, name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  if (meant !== undefined) return `${said}; did you mean \`${meant}\`?`;
  return `${said}; ${known.length === 0 ? 'there are none' : `there are ${known.join(', ')}`}`;
}
