import {onCallAt} from '../schedule/on-call.js';
import type {WatchState} from '../watch-state.js';
import {type Contact, contactNamed, nameAt} from './contact.js';

/** A target that is written to, and whom it is to call there. */
export interface Reached {
  readonly target: string;
  /** As the target knows them. */
  readonly people: readonly string[];
}

/** Who is meant by what a level says, and what reaches them. */
export interface Reach {
  /** For people: `Lee`. */
  readonly who: readonly string[];
  readonly contacts: readonly Contact[];
  readonly targets: readonly Reached[];
  /** Who is on call is not known, and why; then all of them are called where nothing else of the level is reached. */
  readonly unknown: readonly {readonly schedule: string; readonly why: string}[];
}

type Knowing = Pick<WatchState, 'settings'>;

/** Whom a level calls at a time, Unix ms: its targets, or those of its people; a schedule stands for who is on call. */
export function reachOf(
  level: {readonly people: readonly string[]; readonly to: readonly string[]},
  {settings}: Knowing,
  at: number,
): Reach {
  const meant = level.people.map(name => meantBy(name, settings, at));
  const unknown = meant.flatMap(one => one.unknown ?? []);
  const reach = reached(meant, level, settings);
  if (unknown.length === 0 || reach.targets.length > 0) return {...reach, unknown};
  // Rather all of them than nobody.
  const all = [...new Set(meant.flatMap(({name, unknown: not}) => not?.people ?? [name]))];
  return {
    ...reached(
      all.map(name => ({name})),
      level,
      settings,
    ),
    unknown,
  };
}

interface Named {
  readonly name: string;
  /** How it is said where it is no contact. */
  readonly said?: string;
}

function reached(
  named: readonly Named[],
  {to}: {readonly to: readonly string[]},
  settings: Knowing['settings'],
): Omit<Reach, 'unknown'> {
  const contacts = named.flatMap(({name}) => contactNamed(settings.contacts, name) ?? []);
  const who = named.map(({name, said}) => contactNamed(settings.contacts, name)?.name ?? said ?? name);
  if (to.length > 0)
    return {who, contacts, targets: to.map(target => ({target, people: peopleAt(target, contacts, settings)}))};
  const targets = [...new Set(contacts.flatMap(contact => contact.targets))];
  return {
    who,
    contacts,
    targets: targets.map(target => ({
      target,
      people: peopleAt(
        target,
        contacts.filter(contact => contact.targets.includes(target)),
        settings,
      ),
    })),
  };
}

/** What of whom a level calls is not known, in words. */
export function unknownText({unknown}: Pick<Reach, 'unknown'>): string | undefined {
  return unknown.length === 0
    ? undefined
    : unknown.map(({schedule, why}) => `who is on call for ${schedule} is not known (${why})`).join('; ');
}

function peopleAt(name: string, contacts: readonly Contact[], settings: Knowing['settings']): readonly string[] {
  const target = settings.targets.find(one => one.name === name) ?? {name, kind: ''};
  return contacts.map(contact => nameAt(contact, target));
}

interface Meant extends Named {
  readonly unknown?: Reach['unknown'][number] & {readonly people: readonly string[]};
}

/** Who a name stands for: whoever is on call, where it is a schedule's. */
function meantBy(name: string, {contacts, schedules = []}: Knowing['settings'], at: number): Meant {
  const schedule = contactNamed(contacts, name) === undefined ? schedules.find(one => one.name === name) : undefined;
  if (schedule === undefined) return {name};
  const user = onCallAt(schedule, at)?.user;
  if (user !== undefined) return {name: contactOf(user, contacts)};
  const {people = [], trouble} = schedule.told ?? {};
  if (trouble === undefined) return {name};
  return {name, said: `whoever is on ${name}`, unknown: {schedule: name, why: trouble, people}};
}

/** What is kept elsewhere may call somebody by the name that people do. */
function contactOf(user: string, contacts: Knowing['settings']['contacts']): string {
  if (contactNamed(contacts, user) !== undefined) return user;
  const known = Object.values(contacts).find(({name}) => name.toLowerCase() === user.toLowerCase());
  return known?.contact ?? user;
}
