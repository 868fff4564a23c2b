import {INCIDENT_PHASES} from '../../core/incident/facts.js';
import type {IncidentPhase} from '../../core/incident/incident.js';
import type {CommandSpec} from '../command.js';
import {askIncident, INCIDENT_ARGUMENT} from '../incident-work.js';
import {parseMoment} from '../moment.js';
import {zoneOf} from '../times.js';

export const incidentTime: CommandSpec = {
  arguments: [
    INCIDENT_ARGUMENT,
    {name: 'phase', help: `which of its times: ${INCIDENT_PHASES.join(', ')}`, choices: INCIDENT_PHASES},
    {name: 'time', help: 'when it really was: 14:32, "2026-11-20 14:32", 20m (ago)'},
  ],
  flags: [],
  details: 'Corrects when an incident began, or got to a status that it has had.',
  examples: ['wk incident time 7kqx began 14:28', 'wk incident time 7kqx identified 20m'],
  run: (args, context) =>
    askIncident(args, context, ({incident}, {config}) => {
      const phase = args.words[1] as IncidentPhase;
      const on = parseMoment(args.words[2] ?? '', {
        flag: 'time',
        now: context.now(),
        zone: zoneOf(config),
        toward: 'past',
      });
      return {command: {type: 'correct-incident-time', incident, phase, on}, would: `correct the time of ${phase}`};
    }),
};
