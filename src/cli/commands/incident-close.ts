import {prose} from '../args.js';
import type {CommandSpec} from '../command.js';
import {askIncident, INCIDENT_ARGUMENT} from '../incident-work.js';

export const incidentClose: CommandSpec = {
  arguments: [INCIDENT_ARGUMENT],
  flags: [{name: 'reason', value: 'TEXT', help: 'why, where it is still watched or something temporary is in place'}],
  details: 'Closes an incident that is resolved: nothing more is due.',
  examples: ['wk incident close 7kqx', 'wk incident close 7kqx --reason "pool stays at 80, INC ticket OPS-12"'],
  run: (args, context) =>
    askIncident(args, context, ({incident}) => {
      const reason = args.text('reason');
      return {
        command: {type: 'close-incident', incident, ...(reason === undefined ? {} : {reason: prose(reason)})},
        would: `close ${incident}`,
      };
    }),
};

export const incidentReopen: CommandSpec = {
  arguments: [INCIDENT_ARGUMENT],
  flags: [{name: 'reason', value: 'TEXT', help: 'why'}],
  details: 'Takes up an incident again that was called resolved or closed.',
  examples: ['wk incident reopen 7kqx --reason "errors are back"'],
  run: (args, context) =>
    askIncident(args, context, ({incident}) => {
      const reason = args.text('reason');
      return {
        command: {type: 'reopen-incident', incident, ...(reason === undefined ? {} : {reason: prose(reason)})},
        would: `take up ${incident} again`,
      };
    }),
};
