import {INCIDENT_ROLES} from '../../core/incident/facts.js';
import type {IncidentRole} from '../../core/incident/incident.js';
import {proseLine} from '../args.js';
import type {CommandSpec} from '../command.js';
import {askIncident, INCIDENT_ARGUMENT} from '../incident-work.js';

export const incidentRole: CommandSpec = {
  arguments: [
    INCIDENT_ARGUMENT,
    {name: 'role', help: INCIDENT_ROLES.join(', '), choices: INCIDENT_ROLES},
    {name: 'person', help: 'who takes it; who had it hands it over'},
  ],
  flags: [{name: 'release', help: 'that person has it no more, and nobody else has'}],
  details: 'Gives a role of an incident to somebody. There may be several experts.',
  examples: ['wk incident role 7kqx commander lee', 'wk incident role 7kqx expert mo --release'],
  run: (args, context) =>
    askIncident(args, context, ({incident}) => {
      const role = args.words[1] as IncidentRole;
      const person = proseLine(args.words[2] ?? '');
      return args.on('release')
        ? {command: {type: 'release-role', incident, role, person}, would: `take ${role} from ${person}`}
        : {command: {type: 'assign-role', incident, role, person}, would: `make ${person} ${role} of ${incident}`};
    }),
};
