import {prose} from '../args.js';
import type {CommandSpec} from '../command.js';
import {askIncident, INCIDENT_ARGUMENT, pastMoment} from '../incident-work.js';

export const incidentResolve: CommandSpec = {
  arguments: [INCIDENT_ARGUMENT],
  flags: [
    {name: 'cause', value: 'TEXT', help: 'what it was'},
    {name: 'fix', value: 'TEXT', help: 'what mended it'},
    {name: 'follow-up', value: 'TEXT', help: 'what has to follow'},
    {name: 'at', value: 'TIME', help: 'when, if not now: 15:30, 20m (ago)'},
  ],
  details: 'Says that an incident is over. It is watched for a while, and taken up again when its alerts fire again.',
  examples: ['wk incident resolve 7kqx --cause "pool of 10 connections" --fix "rolled back v412"'],
  run: (args, context) =>
    askIncident(args, context, ({incident}, work) => {
      const on = pastMoment('at', work);
      const said = (flag: string) => {
        const text = args.text(flag);
        return text === undefined ? undefined : prose(text);
      };
      const [cause, fix, followUp] = [said('cause'), said('fix'), said('follow-up')];
      return {
        command: {
          type: 'resolve-incident',
          incident,
          ...(on === undefined ? {} : {on}),
          ...(cause === undefined ? {} : {cause}),
          ...(fix === undefined ? {} : {fix}),
          ...(followUp === undefined ? {} : {followUp}),
        },
        would: `resolve ${incident}`,
      };
    }),
};
