import type {Incident} from '../../core/incident/incident.js';
import {hiddenOf, type TimelineEntry, timelineOf} from '../../core/incident/timeline.js';
import {readableOf} from '../../core/shift/readable.js';
import {OperatorError} from '../../lib/operator-error.js';
import {prose} from '../args.js';
import type {CommandSpec, Result} from '../command.js';
import {EXIT} from '../exit-codes.js';
import {type Asked, dispatched, INCIDENT_ARGUMENT, incidentResult, pastMoment} from '../incident-work.js';
import {learnedFrom} from '../learned-from.js';
import {namedIncident} from '../named-incident.js';
import {clock, iso, zoneOf} from '../times.js';
import {type Work, withHands} from '../with-hands.js';

/** An entry with whether it stands in the timeline. */
type Listed = TimelineEntry & {readonly hidden: boolean};

export const incidentEntries: CommandSpec = {
  arguments: [
    INCIDENT_ARGUMENT,
    {name: 'entry', help: 'the number of an entry, as listed where it is left out', optional: true},
  ],
  flags: [
    {name: 'text', value: 'TEXT', help: 'how it reads from now on; an empty one takes that back'},
    {name: 'at', value: 'TIME', help: 'when it really happened: 15:30, 20m (ago)'},
    {name: 'hide', help: 'leave it out of the timeline'},
    {name: 'show', help: 'take it in again'},
    {name: 'pin', help: 'pin it: pinned ones are what updates tell'},
    {name: 'unpin', help: 'take the pin away'},
  ],
  details:
    'Lists the entries of a timeline with their numbers, or pins, hides or corrects one. The log keeps what was recorded; only how\nthe timeline reads is another.',
  examples: [
    'wk incident entry 7kqx',
    'wk incident entry 7kqx 41 --text "lee rolled v412 back" --at 14:52',
    'wk incident entry 7kqx 41 --pin',
  ],
  run: (args, context) => withHands({args, context, need: 'state', recordsOnly: true}, work),
};

async function work(at: Work): Promise<Result> {
  const {args, hands} = at;
  const incident = namedIncident(args.words[0] ?? '', hands.state());
  const entries = await entriesOf(incident, at);
  const name = args.words[1];
  if (name === undefined) return listed(entries, at);
  const asked = askedOf(incident, named(name, entries), at);
  if (args.globals.dryRun) return {said: asked.map(({would}) => `Would ${would}.`)};
  const facts = [];
  for (const {command} of asked) facts.push(...(await dispatched(command, at)));
  return incidentResult(incident.incident, facts, at);
}

async function entriesOf(incident: Incident, {context, config}: Work): Promise<readonly Listed[]> {
  const {facts} = await context.readLog(config);
  const readable = readableOf(facts);
  const naming = learnedFrom(readable, zoneOf(config));
  return [
    ...timelineOf(incident, readable, naming).map(entry => ({...entry, hidden: false})),
    ...hiddenOf(incident, readable, naming).map(entry => ({...entry, hidden: true})),
  ].sort((a, b) => a.on - b.on);
}

function listed(entries: readonly Listed[], {context, config}: Work): Result {
  return {
    data: {
      json: () => entries.map(({on, ...entry}) => ({entry: keyOf(entry, entries), on: iso(on), ...entry})),
      text: () => ({
        headings: ['ENTRY', 'TIME', '', 'WHAT'],
        rows: entries.map(entry => [
          keyOf(entry, entries),
          clock(entry.on, context.now(), config),
          [entry.pinned ? 'pinned' : '', entry.hidden ? 'hidden' : '', entry.corrected ? 'corrected' : '']
            .filter(word => word !== '')
            .join(' '),
          entry.text,
        ]),
      }),
    },
  };
}

/** The number of the fact; with its journal where another one has that number, too. */
function keyOf({origin, seq}: Pick<Listed, 'origin' | 'seq'>, entries: readonly Listed[]): string {
  return entries.some(one => one.seq === seq && one.origin !== origin) ? `${origin}:${seq}` : String(seq);
}

function named(name: string, entries: readonly Listed[]): Listed {
  const found = entries.filter(({origin, seq}) => name === String(seq) || name === `${origin}:${seq}`);
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only;
  throw new OperatorError(
    only === undefined ? `The timeline has no entry ${name}.` : `${found.length} entries have the number ${name}.`,
    {hint: 'List them with `wk incident entry ID`.', exitCode: EXIT.notFound},
  );
}

/** What is asked of an entry: a correction, a pin, or both. */
function askedOf({incident}: Incident, {origin, seq}: Listed, at: Work): readonly Asked[] {
  const {args} = at;
  const entry = {origin, seq};
  const on = pastMoment('at', at);
  const text = args.text('text');
  const hidden = switched('hide', 'show', at);
  const pinned = switched('pin', 'unpin', at);
  const corrects = on !== undefined || text !== undefined || hidden !== undefined;
  if (!corrects && pinned === undefined) {
    throw new OperatorError('Say what to do with the entry.', {
      hint: 'Add --text, --at, --hide, --show, --pin or --unpin.',
      exitCode: EXIT.usage,
    });
  }
  const how = {
    ...(on === undefined ? {} : {on}),
    ...(text === undefined ? {} : {text: prose(text)}),
    ...(hidden === undefined ? {} : {hidden}),
  };
  const correction: Asked = {
    command: {type: 'correct-entry', incident, entry, ...how},
    would: `correct entry ${seq} of ${incident}`,
  };
  return [
    ...(corrects ? [correction] : []),
    ...(pinned === undefined
      ? []
      : [
          {
            command: {type: 'pin-entry', incident, entry, pinned},
            would: `${pinned ? 'pin' : 'unpin'} entry ${seq} of ${incident}`,
          } as const,
        ]),
  ];
}

/** True and false by two flags that exclude each other; undefined where neither is given. */
function switched(yes: string, no: string, {args}: Work): boolean | undefined {
  if (args.on(yes) && args.on(no)) {
    throw new OperatorError(`--${yes} and --${no} exclude each other.`, {hint: 'Give one.', exitCode: EXIT.usage});
  }
  if (!args.on(yes) && !args.on(no)) return undefined;
  return args.on(yes);
}
