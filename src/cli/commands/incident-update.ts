import type {Delivery} from '../../core/escalation/delivery.js';
import {draftFor, draftValues} from '../../core/incident/drafts.js';
import {notHeard} from '../../core/incident/due.js';
import {AUDIENCES, DRAFT_KINDS} from '../../core/incident/facts.js';
import type {Audience, DraftKind, Incident} from '../../core/incident/incident.js';
import {timelineOf} from '../../core/incident/timeline.js';
import {targetsFor} from '../../core/incident/update-deliveries.js';
import type {WrittenMessage} from '../../core/ports.js';
import {readableOf} from '../../core/shift/readable.js';
import {plainText} from '../../lib/plain-text.js';
import {durationOf, prose, proseLine} from '../args.js';
import type {CommandSpec, Result} from '../command.js';
import {deliveriesExit, deliveryLine, hintsOf, settleDeliveries} from '../deliveries.js';
import {EXIT} from '../exit-codes.js';
import {dispatched, INCIDENT_ARGUMENT, incidentResult} from '../incident-work.js';
import {learnedFrom} from '../learned-from.js';
import {namedIncident} from '../named-incident.js';
import {say} from '../output.js';
import {demandYesForPublic} from '../public-question.js';
import {zoneOf} from '../times.js';
import {type Work, withHands} from '../with-hands.js';

const WAIT = 60_000;

export const incidentUpdate: CommandSpec = {
  arguments: [INCIDENT_ARGUMENT],
  flags: [
    {name: 'audience', value: 'WHO', choices: AUDIENCES, help: `whom it is for: ${AUDIENCES.join(', ')} (room)`},
    {name: 'draft', value: 'KIND', choices: DRAFT_KINDS, help: `which draft: ${DRAFT_KINDS.join(', ')}`},
    {name: 'message', value: 'TEXT', help: 'this text in place of the draft'},
    {name: 'title', value: 'TEXT', help: 'this title in place of that of the draft'},
    {name: 'edit', help: 'open it in $VISUAL or $EDITOR before it is sent; its first line is the title'},
    {name: 'to', value: 'TARGET', repeat: true, help: 'send it to this target; those of the audience where left out'},
    {name: 'only-record', help: 'record it as told, send it nowhere'},
    {name: 'print', help: 'only print the draft, record nothing'},
    {name: 'wait', value: 'DURATION', help: 'how long to wait until it is sent (60s)'},
  ],
  details:
    'Writes an update from what is known; a field that nobody has filled is printed as unknown. It is sent to the targets of its\naudience (`incidents:` in the configuration), or to those named, and recorded as told, which starts the time to the next one.',
  examples: [
    'wk incident update 7kqx --print',
    'wk incident update 7kqx --audience support --edit',
    'wk incident update 7kqx --audience status-page --to page --yes',
  ],
  run: (args, context) => withHands({args, context, need: 'state', sends: true, recordsOnly: true}, update),
};

async function update(work: Work): Promise<Result> {
  const {args, hands} = work;
  const incident = namedIncident(args.words[0] ?? '', hands.state());
  const audience = (args.text('audience') ?? 'room') as Audience;
  const draft = (args.text('draft') ?? draftFor(audience, incident)) as DraftKind;
  const {title, text, trouble} = await edited(await written(incident, {audience, draft}, work), work);
  const said = trouble === undefined ? [] : [`Look: ${trouble}.`];
  if (args.on('print') || args.globals.dryRun) {
    return {
      data: {json: () => ({audience, draft, title, text}), text: () => [title, '', ...text.trimEnd().split('\n')]},
      said,
    };
  }
  const to = targetsOf(audience, incident, work);
  if (to.length > 0 && !(await isSent({title, text, to}, work))) {
    return {said: ['Nothing was sent or recorded.'], exitCode: EXIT.refused};
  }
  const facts = await dispatched(
    {type: 'post-update', incident: incident.incident, audience, draft, title, text, to},
    work,
  );
  const deliveries = await settleDeliveries(facts, hands, durationOf(args, 'wait') ?? WAIT);
  const result = incidentResult(incident.incident, facts, work);
  return {
    ...result,
    exitCode: deliveriesExit(deliveries),
    said: [...said, howTold({audience, title}, deliveries), ...deliveries.map(deliveryLine), ...hintsOf(deliveries)],
  };
}

/** As the operator leaves it in the editor, where they want to see it there. */
async function edited(draft: WrittenMessage, {args, config, context}: Work): Promise<WrittenMessage> {
  if (!args.on('edit')) return draft;
  const left = await context.editText(config, `${draft.title}\n\n${draft.text.trimEnd()}`, 'update.md');
  const [title = '', ...rest] = plainText(left, {multiline: true}).trim().split('\n');
  return {title: title.trim(), text: rest.join('\n').trim()};
}

/** Whether the audience has heard it, as far as is known by now; nothing is sent of what is only recorded. */
function howTold(
  {audience, title}: {readonly audience: Audience; readonly title: string},
  deliveries: readonly Delivery[],
): string {
  const states = deliveries.map(({state}) => state);
  if (states.length === 0 || states.includes('sent')) return `Recorded as told to ${audience}: ${title}`;
  return states.includes('requested')
    ? `Recorded for ${audience}, and not sent yet: ${title}`
    : `NOT SENT: ${notHeard(audience)}. It stays due.`;
}

function targetsOf(audience: Audience, incident: Incident, {args, hands}: Work): readonly string[] {
  if (args.on('only-record')) return [];
  const named = args.list('to');
  return named.length > 0 ? named : targetsFor(audience, incident, hands.state().settings.incidents);
}

/** Whoever sits at a terminal reads first what goes out. */
async function isSent(
  {title, text, to}: {readonly title: string; readonly text: string; readonly to: readonly string[]},
  work: Work,
): Promise<boolean> {
  const {args, context} = work;
  demandYesForPublic(to, work);
  if (!context.stdin.isTTY || args.globals.yes) return true;
  for (const line of [title, '', ...text.trimEnd().split('\n')]) say(line, context);
  return context.confirm(`Send this to ${to.join(', ')}?`);
}

async function written(
  incident: Incident,
  {audience, draft}: {readonly audience: Audience; readonly draft: DraftKind},
  {args, config, context, hands}: Work,
): Promise<WrittenMessage> {
  const messages = await context.messages(config);
  const {facts} = await context.readLog(config);
  const zone = zoneOf(config);
  const readable = readableOf(facts);
  const values = draftValues(incident, {
    settings: hands.state().settings.incidents,
    timeline: timelineOf(incident, readable, learnedFrom(readable, zone)),
    audience,
    now: context.now(),
    zone,
  });
  const drafted = messages.write(draft, values);
  const [title, text] = [args.text('title'), args.text('message')];
  return {
    ...drafted,
    ...(title === undefined ? {} : {title: proseLine(title)}),
    ...(text === undefined ? {} : {text: prose(text)}),
  };
}
