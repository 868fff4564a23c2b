import {SEVERITIES, type Severity} from '../../core/alert/severity.js';
import {INCIDENT_PHASES, INCIDENT_STATUSES} from '../../core/incident/facts.js';
import type {IncidentPhase, IncidentStatus} from '../../core/incident/incident.js';
import {OperatorError} from '../../lib/operator-error.js';
import {prose} from '../args.js';
import type {CommandSpec} from '../command.js';
import {EXIT} from '../exit-codes.js';
import {type Asked, askIncident, INCIDENT_ARGUMENT, pastMoment} from '../incident-work.js';
import type {Work} from '../with-hands.js';

export const incidentStatus: CommandSpec = {
  arguments: [
    INCIDENT_ARGUMENT,
    {
      name: 'status',
      help: `where it is now: ${INCIDENT_STATUSES.join(', ')}`,
      optional: true,
      choices: INCIDENT_PHASES,
    },
  ],
  flags: [
    {name: 'at', value: 'TIME', help: 'when it got there, if not now: 15:30, 20m (ago)'},
    {name: 'correct', help: 'the time of a status that it has already had'},
    {name: 'severity', value: 'P1..P4', choices: SEVERITIES, help: 'how bad it is by now'},
    {name: 'reason', value: 'TEXT', help: 'why its severity is another one'},
  ],
  details: 'Says how far an incident is, or how bad, or corrects when it got there; `began` is when it really began.',
  examples: [
    'wk incident status 7kqx identified',
    'wk incident status 7kqx --severity P2 --reason "only checkout"',
    'wk incident status 7kqx detected --at 14:32 --correct',
  ],
  run: (args, context) =>
    askIncident(args, context, ({incident}, work) => {
      const severity = args.text('severity') as Severity | undefined;
      const status = args.words[1] as IncidentPhase | undefined;
      if (severity !== undefined && status === undefined) return severityOf(incident, severity, args.text('reason'));
      if (severity === undefined && status !== undefined) return statusOf(incident, status, work);
      throw new OperatorError('Say one thing: a status, or --severity.', {
        hint: `The statuses: ${INCIDENT_STATUSES.join(', ')}.`,
        exitCode: EXIT.usage,
      });
    }),
};

function severityOf(incident: string, severity: Severity, reason: string | undefined): Asked {
  const why = reason === undefined ? {} : {reason: prose(reason)};
  return {
    command: {type: 'change-incident-severity', incident, severity, ...why},
    would: `make ${incident} a ${severity}`,
  };
}

function statusOf(incident: string, phase: IncidentPhase, work: Work): Asked {
  const on = pastMoment('at', work);
  if (!work.args.on('correct')) {
    const status = demandStatus(phase);
    return {
      command: {type: 'set-incident-status', incident, status, ...(on === undefined ? {} : {on})},
      would: `set ${incident} to ${status}`,
    };
  }
  if (on === undefined) {
    throw new OperatorError('--correct wants a time.', {hint: 'Add --at TIME.', exitCode: EXIT.usage});
  }
  return {command: {type: 'correct-incident-time', incident, phase, on}, would: `correct the time of ${phase}`};
}

function demandStatus(phase: IncidentPhase): IncidentStatus {
  if (phase !== 'began') return phase;
  throw new OperatorError('When it began can only be corrected.', {
    hint: 'Add --correct --at TIME.',
    exitCode: EXIT.usage,
  });
}
