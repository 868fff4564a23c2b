import type {Config} from '../config/config.js';
import type {Incident} from '../core/incident/incident.js';
import type {Command} from '../core/shift/command.js';
import type {Fact} from '../core/shift/fact.js';
import type {Args} from './args.js';
import type {Argument, Result} from './command.js';
import type {CommandContext} from './context.js';
import {deliveryLine, hintsOf, settleDeliveries} from './deliveries.js';
import {incidentJson} from './incident-json.js';
import {parseMoment} from './moment.js';
import {namedIncident} from './named-incident.js';
import {zoneOf} from './times.js';
import {refused, type Work, withHands} from './with-hands.js';

export const INCIDENT_ARGUMENT: Argument = {name: 'id', help: 'an incident, or the end of its id'};

/** What is asked for, and what a dry run says of it. */
export interface Asked {
  readonly command: Command;
  readonly would: string;
}

/** Asks one thing about a named incident, and tells what it is then. `done` says it in a sentence. */
export function askIncident(
  args: Args,
  context: CommandContext,
  ask: (incident: Incident, work: Work) => Asked,
): Promise<Result> {
  return withHands({args, context, need: 'state', sends: mayHaveRooms, recordsOnly: true}, async work => {
    const before = namedIncident(args.words[0] ?? '', work.hands.state());
    const {command, would} = ask(before, work);
    if (args.globals.dryRun) return {said: [`Would ${would}.`]};
    const facts = await dispatched(command, work);
    const result = incidentResult(before.incident, facts, work);
    return {...result, said: [...(result.said ?? []), ...(await toldInRoom(facts, work))]};
  });
}

/** How long a command waits until the room of an incident says what it has become, ms. */
const ROOM_WAIT = 20_000;

function mayHaveRooms({targets}: Config): boolean {
  return targets.some(({kind}) => kind === 'slack');
}

/** What did not get to the room of the incident; an open cockpit sees to it by itself. */
async function toldInRoom(facts: readonly Fact[], {hands}: Work): Promise<readonly string[]> {
  if (hands.role === 'via-holder') return [];
  const deliveries = (await settleDeliveries(facts, hands, ROOM_WAIT)).filter(({state}) => state !== 'sent');
  return [...deliveries.map(deliveryLine), ...hintsOf(deliveries)];
}

/** The facts that a command came to. Rejects with why not. */
export async function dispatched(command: Command, {hands}: Work): Promise<readonly Fact[]> {
  const outcome = await hands.dispatch(command);
  if (!outcome.ok) throw refused(outcome.refusal);
  return outcome.facts;
}

/** What an incident is now: its id on a line of its own for scripts, the whole of it as JSON. */
export function incidentResult(id: string, facts: readonly Fact[], {hands, context}: Work): Result {
  const incident = namedIncident(id, hands.state());
  return {
    data: {
      json: () => incidentJson(incident, {settings: hands.state().settings.incidents, now: context.now()}),
      text: () => [incident.incident],
    },
    said:
      facts.length === 0
        ? ['It was so already.']
        : [`${incident.incident} ${incident.severity} ${incident.title}: ${incident.status}.`],
  };
}

/** A time that has passed, of a flag. */
export function pastMoment(flag: string, {args, config, context}: Work): number | undefined {
  const text = args.text(flag);
  return text === undefined
    ? undefined
    : parseMoment(text, {flag: `--${flag}`, now: context.now(), zone: zoneOf(config), toward: 'past'});
}
