import {proseLine} from '../args.js';
import type {CommandSpec} from '../command.js';
import {askIncident, INCIDENT_ARGUMENT} from '../incident-work.js';

export const incidentLink: CommandSpec = {
  arguments: [
    INCIDENT_ARGUMENT,
    {name: 'url', help: 'where it is'},
    {name: 'title', help: 'what it is; the address where left out', optional: true, variadic: true},
  ],
  flags: [],
  details: 'Links a dashboard, a document or a call to an incident: its view shows it, and its drafts carry it.',
  examples: ['wk incident link 7kqx https://grafana.example/d/pay payments dashboard'],
  run: (args, context) =>
    askIncident(args, context, ({incident}) => {
      const url = proseLine(args.words[1] ?? '');
      const title = proseLine(args.words.slice(2).join(' ')) || url.replace(/^https?:\/\//, '');
      return {command: {type: 'add-link', incident, title, url}, would: `link ${url} to ${incident}`};
    }),
};
