import {updatesDue, watchedUntil} from '../incident/due.js';
import {holderOf, type Incident, type IncidentTask, isOpen} from '../incident/incident.js';
import {roomAsked} from '../incident/room.js';
import type {Fact} from '../shift/fact.js';
import type {WatchState} from '../watch-state.js';
import type {IncidentLine, OpenAction} from './handoff.js';
import {type PageAbout, pagesAbout} from './pages.js';
import {reopeningsIn} from './reopenings.js';

/** The incidents that belong to a watch: begun, worked on or ended in it, or still open. */
export function incidentLines(state: WatchState, {from, to, now, pages, facts}: Asked): readonly IncidentLine[] {
  const {shift, settings} = state;
  const reopenings = reopeningsIn(facts);
  return [...shift.incidents.values()]
    .filter(incident => incident.declaredAt <= to && (incident.status !== 'closed' || touchedAfter(incident, from)))
    .sort((a, b) => Number(isOpen(b)) - Number(isOpen(a)) || a.startedAt - b.startedAt)
    .map(incident => ({
      ...lineOf(incident, settings.incidents, {now, pages}),
      ...roomOf(incident, state),
      reopened: reopenings.get(incident.incident) ?? [],
    }));
}

interface Asked {
  readonly from: number;
  readonly to: number;
  readonly now: number;
  readonly pages: readonly PageAbout[];
  readonly facts: readonly Fact[];
}

function touchedAfter({reached, updates, tasks, declaredAt}: Incident, from: number): boolean {
  const times = [declaredAt, ...Object.values(reached), ...updates.map(({at}) => at)];
  return [...times, ...tasks.map(({doneAt, addedAt}) => doneAt ?? addedAt)].some(at => at >= from);
}

function roomOf({incident, room}: Incident, state: WatchState): Pick<IncidentLine, 'room' | 'noRoom'> {
  if (room !== undefined) return {room: {name: room.name, ...(room.url === undefined ? {} : {url: room.url})}};
  const asked = roomAsked(incident, state);
  if (asked === undefined) return {};
  return {noRoom: asked.trouble?.reason ?? `${asked.target} has not made it yet`};
}

function lineOf(
  incident: Incident,
  settings: WatchState['settings']['incidents'],
  {now, pages}: Pick<Asked, 'now' | 'pages'>,
): Omit<IncidentLine, 'reopened'> {
  const {fields, reached} = incident;
  const until = watchedUntil(incident, settings);
  const commander = holderOf(incident, 'commander');
  const open = incident.tasks.filter(({doneAt}) => doneAt === undefined);
  const said = Object.fromEntries(
    (['impact', 'cause', 'fix', 'followUp', 'next'] as const).flatMap(name => {
      const text = fields[name];
      return text === undefined ? [] : [[name, text]];
    }),
  );
  return {
    id: incident.incident,
    severity: incident.severity,
    title: incident.title,
    status: incident.status,
    startedAt: incident.startedAt,
    ...(reached.resolved === undefined ? {} : {resolvedAt: reached.resolved}),
    ...(commander === undefined ? {} : {commander}),
    ...said,
    measures: incident.measures.flatMap(({text, removedAt}) => (removedAt === undefined ? [text] : [])),
    tasks: open.map(taskText),
    dues: open.flatMap(one => (one.due === undefined ? [] : [{task: taskText(one), due: one.due}])),
    updates: isOpen(incident) ? updatesDue(incident, settings).map(({audience, at}) => ({audience, at})) : [],
    alerts: [...new Set(incident.alerts.map(({title}) => title))],
    ...(until === undefined || until <= now ? {} : {watchedUntil: until}),
    pages: pagesAbout(pages, incident.alerts, {from: incident.startedAt, to: reached.resolved ?? now}),
  };
}

function taskText({text, owner}: IncidentTask): string {
  return `${text}${owner === undefined ? '' : ` (${owner})`}`;
}

/** What is still to be done about incidents of before the watch that are closed, the first due first; others have theirs with them. */
export function openActions({shift}: WatchState, {from, to}: Pick<Asked, 'from' | 'to'>): readonly OpenAction[] {
  return [...shift.incidents.values()]
    .filter(one => one.status === 'closed' && one.declaredAt <= to && !touchedAfter(one, from))
    .flatMap(({incident, tasks}) =>
      tasks.flatMap(({text, owner, due, doneAt}) =>
        doneAt !== undefined
          ? []
          : [{incident, text, ...(owner === undefined ? {} : {owner}), ...(due === undefined ? {} : {due})}],
      ),
    )
    .sort((a, b) => (a.due ?? Number.POSITIVE_INFINITY) - (b.due ?? Number.POSITIVE_INFINITY));
}
