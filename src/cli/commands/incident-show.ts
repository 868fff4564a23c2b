import {FIELDS} from '../../core/incident/drafts.js';
import {dueText, type IncidentSettings, updatesDue, watchedUntil} from '../../core/incident/due.js';
import type {Incident} from '../../core/incident/incident.js';
import {missingRoles, ROLE_NAMES} from '../../core/incident/roles.js';
import {roomAsked, roomTrouble} from '../../core/incident/room.js';
import {timelineOf} from '../../core/incident/timeline.js';
import {readableOf} from '../../core/shift/readable.js';
import {brief} from '../../core/time/duration.js';
import type {WatchState} from '../../core/watch-state.js';
import type {CommandSpec} from '../command.js';
import {incidentJson} from '../incident-json.js';
import {INCIDENT_ARGUMENT} from '../incident-work.js';
import {learnedFrom} from '../learned-from.js';
import {namedIncident} from '../named-incident.js';
import {clock, iso, zoneOf} from '../times.js';
import {toldOfLog} from '../told-of-log.js';

export const incidentShow: CommandSpec = {
  arguments: [INCIDENT_ARGUMENT],
  flags: [],
  details: 'Shows what is known of an incident, and its timeline.',
  examples: ['wk incident show INC-1129-7kqx', 'wk incident show 7kqx -o json'],
  async run(args, context) {
    const config = await context.loadConfig(args.globals);
    const state = await context.readState(config);
    const incident = namedIncident(args.words[0] ?? '', state);
    const {facts, damage} = await context.readLog(config);
    const readable = readableOf(facts);
    const timeline = timelineOf(incident, readable, learnedFrom(readable, zoneOf(config)));
    const now = context.now();
    return {
      data: {
        json: () => ({
          ...incidentJson(incident, {settings: state.settings.incidents, now}),
          timeline: timeline.map(({on, ...entry}) => ({on: iso(on), ...entry})),
        }),
        text: () => [
          `${incident.incident} ${incident.severity} ${incident.title}: ${incident.status}`,
          ...dueOf(incident, {settings: state.settings.incidents, now}),
          ...knownOf(incident),
          ...roomLines(incident, state),
          '',
          ...timeline.map(entry => `${clock(entry.on, now, config)} ${entry.pinned ? '* ' : ''}${entry.text}`),
        ],
        prose: true,
      },
      ...(await toldOfLog(damage, {config, context})),
    };
  },
};

/** Where people talk about it, or why they cannot although a room was asked for. */
function roomLines({incident, room}: Incident, state: WatchState): readonly string[] {
  if (room !== undefined) {
    const trouble = roomTrouble(incident, state);
    const why = trouble === undefined ? '' : ` (${trouble})`;
    return [`room: #${room.name}${room.url === undefined ? '' : ` ${room.url}`}${why}`];
  }
  const asked = roomAsked(incident, state);
  if (asked === undefined) return [];
  return [
    `room: none, ${asked.trouble?.reason ?? `${asked.target} has not made it yet`} (wk incident room ${incident})`,
  ];
}

/** What has to be told next, and how long it is watched for coming back. */
function dueOf(
  incident: Incident,
  {settings, now}: {readonly settings: IncidentSettings; readonly now: number},
): readonly string[] {
  const until = watchedUntil(incident, settings);
  return [
    ...(until === undefined || until <= now ? [] : [`watched for coming back: ${brief(until - now)} more`]),
    ...updatesDue(incident, settings).map(due =>
      due.because === 'not-sent' ? dueText(due, {now, span: brief}) : `tell ${dueText(due, {now, span: brief})}`,
    ),
  ];
}

function knownOf(incident: Incident): readonly string[] {
  const fields = Object.entries(FIELDS).flatMap(([name, say]) => {
    const value = incident.fields[name];
    return value === undefined ? [] : [`${say}: ${value}`];
  });
  const roles = incident.roles.map(({role, person}) => `${ROLE_NAMES[role]}: ${person}`);
  const missing = missingRoles(incident).map(
    ({role, need}) => `${ROLE_NAMES[role]}: nobody yet${need === 'required' ? '' : ` (${need})`}`,
  );
  const measures = incident.measures.flatMap(({removedAt, text, measure}) =>
    removedAt === undefined ? [`temporary: ${text} (${measure})`] : [],
  );
  const tasks = incident.tasks.map(
    ({task, text, owner, doneAt}) =>
      `${doneAt === undefined ? 'to do' : 'done'}: ${text}${owner === undefined ? '' : ` (${owner})`} [${task}]`,
  );
  const links = incident.links.map(({title, url}) => `link: ${title} ${url}`);
  return [...roles, ...missing, ...fields, ...measures, ...tasks, ...links];
}
