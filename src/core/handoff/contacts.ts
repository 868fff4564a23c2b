import type {Labels} from '../alert/alert.js';
import type {Severity} from '../alert/severity.js';
import {contactNamed, waysOf} from '../escalation/contact.js';
import {levelsOf, policyFor} from '../escalation/policy.js';
import type {Settings} from '../settings.js';

/** So many are named; the ladder has the rest. */
const MOST = 3;

/** Who can be asked about an alert, and how they are called: those of its ladder, the first to be called first. */
export function contactsFor(
  alert: {readonly labels: Labels; readonly severity: Severity},
  {policies, contacts}: Pick<Settings, 'policies' | 'contacts'>,
): readonly string[] {
  const policy = policyFor(alert, policies);
  if (policy === undefined) return [];
  const people = levelsOf(policy, alert.severity).flatMap(level => level.people);
  return [...new Set(people)].slice(0, MOST).map(person => {
    const contact = contactNamed(contacts, person);
    if (contact === undefined) return person;
    const field = contact.field === undefined ? '' : ` (${contact.field})`;
    const ways = waysOf(contact);
    return `${contact.name}${field}${ways.length === 0 ? '' : `, ${ways.join(', ')}`}`;
  });
}
