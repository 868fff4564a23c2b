import {rfc3339} from '../time/clock-text.js';
import {brief} from '../time/duration.js';
import type {Handoff, IncidentLine, OpenAction, OpenWalk} from './handoff.js';
import {escaped} from './markdown-text.js';
import {pageText} from './page-text.js';
import type {Times} from './times.js';

const NOT_RECORDED = '*not recorded*';

/** One incident: how it stands, what is known of it, what is left to do. */
export function incidentText(incident: IncidentLine, {now}: Pick<Handoff, 'now'>, times: Times): readonly string[] {
  const {id, severity, title, status, startedAt, resolvedAt, commander, measures, tasks, update, watchedUntil} =
    incident;
  const lasted = `${times.at(startedAt)} to ${resolvedAt === undefined ? 'now' : times.at(resolvedAt)} (${brief((resolvedAt ?? now) - startedAt)})`;
  const led = commander === undefined ? 'nobody leads it' : `led by ${escaped(commander)}`;
  const watched = watchedUntil === undefined ? '' : `, watched until ${times.at(watchedUntil)}`;
  const due =
    update === undefined
      ? []
      : [`  - Next update: ${update.audience}, ${times.at(update.at)}${update.at < now ? ' (late)' : ''}`];
  return [
    `- **${severity} ${id}** ${escaped(title)}: ${status}, ${lasted}, ${led}${watched}`,
    ...knownOf(incident),
    ...roomText(incident),
    ...incident.pages.map(page => `  - ${pageText(page, times)}`),
    ...measures.map(text => `  - Temporary, to be taken back: ${escaped(text)}`),
    ...tasks.map(text => `  - To do: ${escaped(text)}`),
    ...due,
  ];
}

function roomText({room, noRoom}: IncidentLine): readonly string[] {
  if (room !== undefined)
    return [`  - Room: ${escaped(`#${room.name}`)}${room.url === undefined ? '' : ` <${room.url}>`}`];
  return noRoom === undefined ? [] : [`  - Room: none, ${escaped(noRoom)}`];
}

/** What every incident is asked for is said to be missing; the rest is only there when it is known. */
function knownOf(incident: IncidentLine): readonly string[] {
  const isOver = incident.resolvedAt !== undefined;
  const line = (what: string, text: string | undefined) =>
    `  - ${what}: ${text === undefined ? NOT_RECORDED : escaped(text)}`;
  return [
    line('What happened', incident.impact),
    ...(isOver || incident.cause !== undefined ? [line('Cause', incident.cause)] : []),
    ...(isOver ? [line('Fix', incident.fix), line('Follow-up', incident.followUp)] : [line('Next', incident.next)]),
  ];
}

export function walkText({title, about, by, openedAt, done, total, at}: OpenWalk, times: Times): string {
  const what = about === undefined ? '' : ` for ${escaped(about)}`;
  const where = at === undefined ? '' : `, last at “${escaped(at)}”`;
  return `- **${escaped(title)}**${what}: ${done} of ${total} steps, by ${escaped(by)} since ${times.at(openedAt)}${where}`;
}

/** `- [ ] INC-1129-7kqx: alert on the pool (mo, due 2026-12-01)`. */
export function actionText({incident, text, owner, due}: OpenAction, now: number): string {
  const day = due === undefined ? 'no day' : `due ${rfc3339(due).slice(0, 10)}${due < now ? ', **late**' : ''}`;
  return `- [ ] ${escaped(incident)}: ${escaped(text)} (${escaped(owner ?? 'nobody')}, ${day})`;
}
