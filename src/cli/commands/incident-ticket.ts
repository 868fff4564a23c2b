import {TICKET_KINDS} from '../../core/incident/facts.js';
import type {TicketKind} from '../../core/incident/incident.js';
import {prose, proseLine} from '../args.js';
import type {CommandSpec, Result} from '../command.js';
import {INCIDENT_ARGUMENT} from '../incident-work.js';
import {namedIncident} from '../named-incident.js';
import {openTicket} from '../ticket-work.js';
import {type Work, withHands} from '../with-hands.js';

export const incidentTicket: CommandSpec = {
  arguments: [INCIDENT_ARGUMENT, {name: 'title', help: 'what it is about', variadic: true}],
  flags: [
    {name: 'to', value: 'TARGET', help: 'where it is made: a tracker under `targets:`'},
    {name: 'kind', value: 'KIND', choices: TICKET_KINDS, help: `what for: ${TICKET_KINDS.join(', ')} (follow-up)`},
    {name: 'message', short: 'm', value: 'TEXT', help: 'what whoever takes it has to know'},
    {name: 'wait', value: 'DURATION', help: 'how long to wait until it is there (60s)'},
  ],
  details: 'Makes a ticket in a tracker and keeps where it is with the incident, for its review and the handoff.',
  examples: ['wk incident ticket 7kqx "alert on pool saturation" --to jira --kind tune-alert'],
  run: (args, context) => withHands({args, context, need: 'state', sends: true}, open),
};

async function open(work: Work): Promise<Result> {
  const {args, hands} = work;
  const {incident} = namedIncident(args.words[0] ?? '', hands.state());
  const title = proseLine(args.words.slice(1).join(' '));
  const ticket = (args.text('kind') ?? 'follow-up') as TicketKind;
  return openTicket({incident, ticket, title, text: prose(args.text('message') ?? '')}, work);
}
