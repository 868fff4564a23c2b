import {onCallAt} from '../schedule/on-call.js';
import type {WatchState} from '../watch-state.js';
import {type Contact, nameAt} from './contact.js';

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
}

type Knowing = Pick<WatchState, 'settings'>;

/** Whom a level calls at a time, Unix ms: its targets, or those of its people; a schedule stands for who is on call. */
export function reachOf(
  level: {readonly people: readonly string[]; readonly to: readonly string[]},
  {settings}: Knowing,
  at: number,
): Reach {
  const names = level.people.map(name => personOf(name, settings, at));
  const contacts = names.flatMap(name => settings.contacts[name] ?? []);
  const who = names.map(name => settings.contacts[name]?.name ?? name);
  if (level.to.length > 0)
    return {who, contacts, targets: level.to.map(target => ({target, people: peopleAt(target, contacts, settings)}))};
  const targets = [...new Set(contacts.flatMap(contact => contact.targets))];
  const reached = targets.map(target => ({
    target,
    people: peopleAt(
      target,
      contacts.filter(contact => contact.targets.includes(target)),
      settings,
    ),
  }));
  return {who, contacts, targets: reached};
}

function peopleAt(name: string, contacts: readonly Contact[], settings: Knowing['settings']): readonly string[] {
  const target = settings.targets.find(one => one.name === name) ?? {name, kind: ''};
  return contacts.map(contact => nameAt(contact, target));
}

/** Who a name stands for: whoever is on call, where it is a schedule's that is kept here. */
function personOf(name: string, {contacts, schedules = []}: Knowing['settings'], at: number): string {
  const schedule = contacts[name] === undefined ? schedules.find(one => one.name === name) : undefined;
  return (schedule && onCallAt(schedule, at)?.user) ?? name;
}
