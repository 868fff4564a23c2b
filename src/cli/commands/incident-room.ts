import {roomAsked} from '../../core/incident/room.js';
import {OperatorError} from '../../lib/operator-error.js';
import {durationOf, proseLine} from '../args.js';
import type {CommandSpec, Result} from '../command.js';
import {deliveriesExit, deliveryLine, hintsOf, settleDeliveries} from '../deliveries.js';
import {EXIT} from '../exit-codes.js';
import {dispatched, INCIDENT_ARGUMENT} from '../incident-work.js';
import {namedIncident} from '../named-incident.js';
import {type Work, withHands} from '../with-hands.js';

const WAIT = 60_000;

export const incidentRoom: CommandSpec = {
  arguments: [INCIDENT_ARGUMENT],
  flags: [
    {name: 'at', value: 'TARGET', help: 'where it is made; as configured, else the first target that can'},
    {name: 'made', value: 'NAME', help: 'it is there already under this name: only record it'},
    {name: 'url', value: 'URL', help: 'where that one is'},
    {name: 'wait', value: 'DURATION', help: 'how long to wait until it is there (60s)'},
  ],
  details:
    "Makes a Slack channel for an incident: its name by `incidents.room` of the configuration, a topic that\nfollows status, severity and commander, a first post that is pinned, and whoever has a role invited. One that is there already is\nonly told; one that failed is asked for again. With `incidents.room.archive` it is archived as its incident is closed. Needs a bot's token\nwith channels:manage, channels:read and pins:write.",
  examples: ['wk incident room 7kqx', 'wk incident room 7kqx --made war-room --url https://acme.slack.com/archives/C1'],
  run: (args, context) => withHands({args, context, need: 'state', sends: true}, open),
};

async function open(work: Work): Promise<Result> {
  const {args, hands} = work;
  const {incident, room} = namedIncident(args.words[0] ?? '', hands.state());
  const made = args.text('made');
  if (made !== undefined) return record(incident, proseLine(made), work);
  if (args.text('url') !== undefined) {
    throw new OperatorError('A room that is there already has a name.', {
      hint: 'Name it: --made war-room --url https://...',
      exitCode: EXIT.usage,
    });
  }
  if (args.globals.dryRun) return {said: [`Would make a room for ${incident}.`]};
  return room === undefined ? make(incident, work) : {...shown(incident, work), said: ['It was so already.']};
}

async function record(incident: string, name: string, work: Work): Promise<Result> {
  const url = work.args.text('url');
  if (work.args.globals.dryRun) return {said: [`Would record the room ${name}.`]};
  await dispatched({type: 'record-room', incident, name, ...(url === undefined ? {} : {url})}, work);
  return shown(incident, work);
}

async function make(incident: string, work: Work): Promise<Result> {
  const {args, hands} = work;
  const target = args.text('at');
  const facts = await dispatched({type: 'open-room', incident, ...(target === undefined ? {} : {target})}, work);
  await settleDeliveries(facts, hands, durationOf(args, 'wait') ?? WAIT);
  const asked = roomAsked(incident, hands.state());
  const deliveries = asked === undefined ? [] : [asked];
  return {
    ...shown(incident, work),
    exitCode: deliveriesExit(deliveries),
    said: [...deliveries.map(deliveryLine), ...hintsOf(deliveries)],
  };
}

/** Where it is, for scripts: its address on a line of its own, or its name where that is all there is. */
function shown(incident: string, {hands}: Work): Result {
  const {room} = namedIncident(incident, hands.state());
  return {
    data: {
      json: () => room ?? null,
      text: () => (room === undefined ? [] : [room.url ?? room.name]),
    },
  };
}
