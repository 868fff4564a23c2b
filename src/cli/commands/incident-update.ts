import {draftFor, draftValues} from '../../core/incident/drafts.js';
import {AUDIENCES, DRAFT_KINDS} from '../../core/incident/facts.js';
import type {Audience, DraftKind, Incident} from '../../core/incident/incident.js';
import {timelineOf} from '../../core/incident/timeline.js';
import {isReadable} from '../../core/shift/readable.js';
import {prose} from '../args.js';
import type {CommandSpec, Result} from '../command.js';
import {dispatched, INCIDENT_ARGUMENT, incidentResult} from '../incident-work.js';
import {namedIncident} from '../named-incident.js';
import {zoneOf} from '../times.js';
import {type Work, withHands} from '../with-hands.js';

export const incidentUpdate: CommandSpec = {
  arguments: [INCIDENT_ARGUMENT],
  flags: [
    {name: 'audience', value: 'WHO', choices: AUDIENCES, help: `whom it is for: ${AUDIENCES.join(', ')} (room)`},
    {name: 'draft', value: 'KIND', choices: DRAFT_KINDS, help: `which draft: ${DRAFT_KINDS.join(', ')}`},
    {name: 'message', value: 'TEXT', help: 'this text in place of the draft'},
    {name: 'title', value: 'TEXT', help: 'this title in place of that of the draft'},
    {name: 'print', help: 'only print the draft, record nothing'},
  ],
  details:
    'Writes an update from what is known; a field that nobody has filled is printed as unknown. It is recorded as told, which starts the time to the next one.',
  examples: ['wk incident update 7kqx --print', 'wk incident update 7kqx --audience support'],
  run: (args, context) => withHands({args, context, need: 'state', recordsOnly: true}, update),
};

async function update(work: Work): Promise<Result> {
  const {args, hands} = work;
  const incident = namedIncident(args.words[0] ?? '', hands.state());
  const audience = (args.text('audience') ?? 'room') as Audience;
  const draft = (args.text('draft') ?? draftFor(audience, incident)) as DraftKind;
  const {title, text, trouble} = await written(incident, {audience, draft}, work);
  const said = trouble === undefined ? [] : [`Look: ${trouble}.`];
  if (args.on('print') || args.globals.dryRun) {
    return {
      data: {json: () => ({audience, draft, title, text}), text: () => [title, '', ...text.trimEnd().split('\n')]},
      said,
    };
  }
  const facts = await dispatched(
    {type: 'post-update', incident: incident.incident, audience, draft, title, text, to: []},
    work,
  );
  const result = incidentResult(incident.incident, facts, work);
  return {...result, said: [...said, `Recorded as told to ${audience}: ${title}`]};
}

async function written(
  incident: Incident,
  {audience, draft}: {readonly audience: Audience; readonly draft: DraftKind},
  {args, config, context, hands}: Work,
): Promise<{readonly title: string; readonly text: string; readonly trouble?: string}> {
  const messages = await context.messages(config);
  const {facts} = await context.readLog(config);
  const zone = zoneOf(config);
  const values = draftValues(incident, {
    settings: hands.state().settings.incidents,
    timeline: timelineOf(incident, facts.filter(isReadable), {zone}),
    audience,
    now: context.now(),
    zone,
  });
  const drafted = messages.write(draft, values);
  const [title, text] = [args.text('title'), args.text('message')];
  return {
    ...drafted,
    ...(title === undefined ? {} : {title: prose(title)}),
    ...(text === undefined ? {} : {text: prose(text)}),
  };
}
