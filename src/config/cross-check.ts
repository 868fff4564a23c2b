import {escalationFaults, type Fault} from './check-escalation.js';
import type {FileConfig} from './schema.js';

/** What is wrong between sections that are well formed by themselves, and where. */
export function crossFaults(file: FileConfig): readonly Fault[] {
  return escalationFaults({
    escalation: file.escalation ?? {},
    contacts: file.contacts ?? {},
    targets: keysOf(file.targets),
    schedules: keysOf(file.schedule),
    users: usersIn(file.schedule),
  });
}

function keysOf(section: unknown): readonly string[] {
  return typeof section === 'object' && section !== null ? Object.keys(section) : [];
}

/** Everybody who is named as one of the users of a schedule. */
function usersIn(section: unknown): readonly string[] {
  if (typeof section !== 'object' || section === null) return [];
  return Object.entries(section).flatMap(([key, value]) => {
    if (key === 'users' && Array.isArray(value)) return value.filter(one => typeof one === 'string');
    return key === 'user' && typeof value === 'string' ? [value] : usersIn(value);
  });
}
