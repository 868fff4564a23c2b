import type {Severity} from '../alert/severity.js';
import {holderOf, type Incident, type IncidentRole} from './incident.js';

interface RoleRule {
  readonly role: IncidentRole;
  readonly need: 'required' | 'recommended';
}

/**
 * Who an incident needs, by severity, as the practice of incident response has it: a P1 wants four people apart, a P2 a
 * commander who may be its technical lead too, below that one person does all of it.
 */
const RULES: Readonly<Record<Severity, readonly RoleRule[]>> = {
  P1: [
    {role: 'commander', need: 'required'},
    {role: 'technical-lead', need: 'required'},
    {role: 'communications', need: 'required'},
    {role: 'scribe', need: 'required'},
    {role: 'expert', need: 'recommended'},
  ],
  P2: [
    {role: 'commander', need: 'required'},
    {role: 'technical-lead', need: 'required'},
    {role: 'scribe', need: 'recommended'},
    {role: 'expert', need: 'recommended'},
  ],
  P3: [{role: 'commander', need: 'required'}],
  P4: [{role: 'commander', need: 'required'}],
};

export const ROLE_NAMES: Readonly<Record<IncidentRole, string>> = {
  commander: 'incident commander',
  'technical-lead': 'technical lead',
  communications: 'communications lead',
  scribe: 'scribe',
  expert: 'subject matter expert',
};

/** The roles that nobody has yet, the required ones first. */
export function missingRoles(incident: Incident): readonly RoleRule[] {
  return RULES[incident.severity].filter(({role}) => holderOf(incident, role) === undefined);
}

/** The roles that whoever declares takes at first, so that nothing is nobody's. */
export function firstRoles(severity: Severity): readonly IncidentRole[] {
  return severity === 'P2' ? ['commander', 'technical-lead'] : ['commander'];
}
