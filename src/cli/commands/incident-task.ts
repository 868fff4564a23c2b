import {OperatorError} from '../../lib/operator-error.js';
import {prose, proseLine} from '../args.js';
import type {CommandSpec} from '../command.js';
import {EXIT} from '../exit-codes.js';
import {askIncident, INCIDENT_ARGUMENT} from '../incident-work.js';
import {parseMoment} from '../moment.js';
import {zoneOf} from '../times.js';
import type {Work} from '../with-hands.js';

export const incidentTask: CommandSpec = {
  arguments: [INCIDENT_ARGUMENT, {name: 'text', help: 'what is to be done', optional: true, variadic: true}],
  flags: [
    {name: 'owner', value: 'NAME', help: 'who does it'},
    {name: 'due', value: 'TIME', help: 'by when: 15:30, 2h, 2026-12-01'},
    {name: 'action', help: 'it follows from the incident, instead of being done in it'},
    {name: 'done', value: 'TASK', help: 'that task is done'},
    {name: 'temporary', help: 'the text is something temporary that has to be taken back'},
    {name: 'removed', value: 'MEASURE', help: 'that temporary measure is taken back'},
  ],
  details: 'Notes what is to be done for an incident, what is only temporary, and what is done.',
  examples: [
    'wk incident task 7kqx "ask the database team" --owner mo',
    'wk incident task 7kqx "alert on pool saturation" --action --owner lee --due 2026-12-05',
    'wk incident task 7kqx --temporary "pool raised to 80"',
  ],
  run: (args, context) =>
    askIncident(args, context, ({incident}, work) => {
      const [done, removed] = [args.text('done'), args.text('removed')];
      if (done !== undefined) return {command: {type: 'finish-task', incident, task: done}, would: `tick off ${done}`};
      if (removed !== undefined) {
        return {command: {type: 'remove-measure', incident, measure: removed}, would: `take back ${removed}`};
      }
      const text = prose(args.words.slice(1).join(' '));
      if (text === '') {
        throw new OperatorError('A task needs a text.', {hint: 'Say what is to be done.', exitCode: EXIT.usage});
      }
      return args.on('temporary')
        ? {command: {type: 'take-measure', incident, text}, would: `note ${text}`}
        : {command: {type: 'add-task', incident, text, ...detailsOf(work)}, would: `note ${text}`};
    }),
};

function detailsOf({args, config, context}: Work) {
  const [owner, due] = [args.text('owner'), args.text('due')];
  const at = {flag: '--due', now: context.now(), zone: zoneOf(config), toward: 'future'} as const;
  return {
    kind: args.on('action') ? ('action' as const) : ('task' as const),
    ...(owner === undefined ? {} : {owner: proseLine(owner)}),
    ...(due === undefined ? {} : {due: parseMoment(due, at)}),
  };
}
