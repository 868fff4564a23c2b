import {FIELDS} from '../../core/incident/drafts.js';
import type {CommandSpec} from '../command.js';
import {fieldsOf} from '../incident-fields.js';
import {askIncident, INCIDENT_ARGUMENT} from '../incident-work.js';

export const incidentSet: CommandSpec = {
  arguments: [INCIDENT_ARGUMENT, {name: 'field=text', help: Object.keys(FIELDS).join(', '), variadic: true}],
  flags: [],
  details:
    'Says what is known of an incident: its impact, its cause, what comes next. Every draft reads it. An empty text takes a field back.',
  examples: ['wk incident set 7kqx "users=about 50,000" share=100% "impact=no request succeeds"'],
  run: (args, context) =>
    askIncident(args, context, ({incident}) => {
      const fields = fieldsOf(args.words.slice(1));
      return {
        command: {type: 'describe-incident', incident, fields},
        would: `set ${Object.keys(fields).join(', ')} of ${incident}`,
      };
    }),
};
