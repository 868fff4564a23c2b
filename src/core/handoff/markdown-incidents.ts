import {brief} from '../time/duration.js';
import {dueText} from './due-text.js';
import type {Handoff, IncidentLine, IssueIncident, OpenAction, OpenWalk} from './handoff.js';
import {escaped} from './markdown-text.js';
import {pageText} from './page-text.js';
import type {Reopening} from './reopening.js';
import type {Times} from './times.js';

const NOT_RECORDED = '*not recorded*';

/** So many names of alerts stand with their incident; the others are counted. */
const MOST_ALERTS = 8;

/** One incident: how it stands, what is known of it, what is left to do. */
export function incidentText(
  incident: IncidentLine,
  handoff: Pick<Handoff, 'now' | 'from' | 'zone'>,
  times: Times,
): readonly string[] {
  const {id, severity, title, startedAt, resolvedAt, commander, measures, tasks, dues, watchedUntil} = incident;
  const {now} = handoff;
  const lasted = `${times.at(startedAt)} to ${resolvedAt === undefined ? 'now' : times.at(resolvedAt)} (${brief((resolvedAt ?? now) - startedAt)})`;
  const led = commander === undefined ? 'nobody leads it' : `led by ${escaped(commander)}`;
  const watched = watchedUntil === undefined ? '' : `, watched until ${times.at(watchedUntil)}`;
  const dueOf = (text: string) => dues.find(({task}) => task === text)?.due;
  return [
    `- **${severity} ${id}** ${escaped(title)}: ${statusText(incident)}, ${lasted}, ${led}${watched}`,
    ...alertsText(incident),
    ...knownOf(incident, times),
    ...roomText(incident),
    ...incident.pages.map(page => `  - ${pageText(page, times)}`),
    ...measures.map(text => `  - Temporary, to be taken back: ${escaped(text)}`),
    ...tasks.map(text => {
      const due = dueOf(text);
      return `  - To do: ${escaped(text)}${due === undefined ? '' : `, ${dueText(due, handoff)}`}`;
    }),
    ...updatesText(incident, times),
  ];
}

/** Nobody set the status of one that was taken up again by itself. */
function statusText({status, reopened, resolvedAt}: IncidentLine): string {
  return resolvedAt === undefined && reopened.length > 0 ? `${status}, taken up again` : status;
}

function alertsText({alerts}: IncidentLine): readonly string[] {
  if (alerts.length === 0) return [];
  const more = alerts.length > MOST_ALERTS ? ` and ${alerts.length - MOST_ALERTS} more` : '';
  return [`  - Alerts: ${alerts.slice(0, MOST_ALERTS).map(escaped).join(', ')}${more}`];
}

function updatesText({updates}: IncidentLine, {now, at: told}: Times): readonly string[] {
  if (updates.length === 0) return [];
  const said = updates.map(({audience, at}) => `${audience}, ${told(at)}${at < now ? ' (late)' : ''}`);
  return [`  - Next update: ${said.join('; ')}`];
}

function roomText({room, noRoom}: IncidentLine): readonly string[] {
  if (room !== undefined)
    return [`  - Room: ${escaped(`#${room.name}`)}${room.url === undefined ? '' : ` <${room.url}>`}`];
  return noRoom === undefined ? [] : [`  - Room: none, ${escaped(noRoom)}`];
}

/** What every incident is asked for is said to be missing; the rest is only there when it is known. */
function knownOf(incident: IncidentLine, times: Times): readonly string[] {
  const {impact, cause, fix, followUp, next, reopened} = incident;
  const isOver = incident.resolvedAt !== undefined;
  const line = (what: string, text: string | undefined) =>
    `  - ${what}: ${text === undefined ? NOT_RECORDED : escaped(text)}`;
  const ifKnown = (what: string, text: string | undefined) => (text === undefined ? [] : [line(what, text)]);
  const isOld = !isOver && reopened.some(one => one.fix === fix);
  return [
    line('What happened', impact),
    ...(isOver ? [line('Cause', cause)] : ifKnown('Cause', cause)),
    ...reopened.map(one => reopenedText(one, times)),
    ...(isOver
      ? [line('Fix', fix), line('Follow-up', followUp)]
      : [...ifKnown('Fix', isOld ? undefined : fix), ...ifKnown('Follow-up', followUp), line('Next', next)]),
  ];
}

/** What was tried and did not hold. */
function reopenedText({resolvedAt, fix, at, why}: Reopening, times: Times): string {
  const mended = `fix: ${fix === undefined ? NOT_RECORDED : escaped(fix)}`;
  const before = resolvedAt === undefined ? '' : `Resolved ${times.at(resolvedAt)} (${mended}), and `;
  return `  - ${before}${before === '' ? 'Taken' : 'taken'} up again ${times.at(at)}: ${escaped(why)}`;
}

/** `Part of INC-1130-gjdy (cause: bad config; fix: rolled back)`, for each of them. */
export function partOfText(incidents: readonly IssueIncident[] = []): readonly string[] {
  return incidents.map(({id, cause, fix}) => {
    const known = [
      ...(cause === undefined ? [] : [`cause: ${escaped(cause)}`]),
      ...(fix === undefined ? [] : [`fix: ${escaped(fix)}`]),
    ];
    return `Part of ${id}${known.length === 0 ? '' : ` (${known.join('; ')})`}`;
  });
}

export function walkText({title, about, by, openedAt, done, total, at}: OpenWalk, times: Times): string {
  const what = about === undefined ? '' : ` for ${escaped(about)}`;
  const where = at === undefined ? '' : `, last at “${escaped(at)}”`;
  return `- **${escaped(title)}**${what}: ${done} of ${total} steps, by ${escaped(by)} since ${times.at(openedAt)}${where}`;
}

/** `- [ ] INC-1129-7kqx: alert on the pool (mo, due 2026-12-01)`. */
export function actionText(
  {incident, text, owner, due}: OpenAction,
  handoff: Pick<Handoff, 'now' | 'from' | 'zone'>,
): string {
  const day = due === undefined ? 'no day' : dueText(due, handoff);
  return `- [ ] ${escaped(incident)}: ${escaped(text)} (${escaped(owner ?? 'nobody')}, ${day})`;
}
