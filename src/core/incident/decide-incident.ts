import {type AlertKey, alertKey} from '../alert/alert.js';
import {alertTitle, placeOf} from '../alert/alert-title.js';
import {type Asking, type Decision, type NewFact, refuse} from '../shift/decision.js';
import {rfc3339} from '../time/clock-text.js';
import type {WatchState} from '../watch-state.js';
import type {IncidentCommand} from './command.js';
import type {Incident, LinkedAlert} from './incident.js';
import {firstRoles} from './roles.js';
import {roomAtDeclaration} from './room-request.js';

type CommandOf<T extends IncidentCommand['type']> = Extract<IncidentCommand, {type: T}>;

/** Declares an incident from any number of alerts, with whoever declares it in its first roles. */
export function decideDeclare(command: CommandOf<'declare-incident'>, state: WatchState, asking: Asking): Decision {
  const title = command.title.trim();
  if (title === '') {
    return refuse('invalid', 'An incident needs a title.', 'Say in a few words what is broken: "checkout is down".');
  }
  const alerts = linked(command.alerts, state);
  if (!Array.isArray(alerts)) return alerts as Decision;
  const incident = incidentId(state, asking);
  const impact = {...servicesOf(command.alerts, state), ...command.impact};
  const {severity} = command;
  const startedAt = command.startedAt ?? Math.min(asking.at, ...alerts.map((one: LinkedAlert) => one.startsAt));
  const roles = firstRoles(severity).map(role => ({role, person: asking.by}));
  const about = {incident, title, severity, startedAt, alerts};
  return [
    {
      type: 'incident.declared',
      ...about,
      detected: command.detected ?? (alerts.length > 0 ? 'alert' : 'user'),
      ...(Object.keys(impact).length === 0 ? {} : {impact}),
    },
    ...(command.answers ?? []).map((answer): NewFact => ({type: 'incident.answered', incident, ...answer})),
    ...roles.map((role): NewFact => ({type: 'incident.role-assigned', incident, ...role})),
    ...roomAtDeclaration({...about, status: 'detected', roles, fields: impact, links: []}, state, asking),
  ];
}

/** An id that people can say and type, and that no other journal makes. */
function incidentId({shift}: WatchState, asking: Asking): string {
  const day = rfc3339(asking.at).slice(5, 10).replace('-', '');
  let id = '';
  do id = `INC-${day}-${asking.newId('').slice(-4)}`;
  while (shift.incidents.has(id));
  return id;
}

/** The services that alerts speak of: what an incident's impact begins with. */
function servicesOf(keys: readonly AlertKey[], state: WatchState): {readonly services?: string} {
  const names = keys.flatMap(key => {
    const place = placeOf((state.shift.firing.get(key) ?? state.live.alerts.get(key))?.labels ?? {});
    return place === '' ? [] : [place];
  });
  return names.length === 0 ? {} : {services: [...new Set(names)].join(', ')};
}

/** Alerts by key with their titles, or the refusal that names the one that is unknown. */
function linked(keys: readonly AlertKey[], state: WatchState): readonly LinkedAlert[] | Decision {
  const found: LinkedAlert[] = [];
  for (const key of keys) {
    const alert = state.shift.firing.get(key) ?? state.live.alerts.get(key);
    if (alert === undefined) {
      return refuse('not-found', `No alert ${key} fires now.`, 'Link what fires; what is over is in the log.');
    }
    found.push({...occurrenceOf(alert), title: alertTitle(alert)});
  }
  return found;
}

function occurrenceOf({source, fingerprint, startsAt}: LinkedAlert | Omit<LinkedAlert, 'title'>) {
  return {source, fingerprint, startsAt};
}

/** Links alerts that fire to an incident that is not closed. */
export function decideLinkAlerts(command: CommandOf<'link-alerts'>, state: WatchState): Decision {
  return onOpen(command, state, incident => {
    const alerts = linked(command.alerts, state);
    if (!Array.isArray(alerts)) return alerts as Decision;
    const known = new Set(incident.alerts.map(one => `${alertKey(one)}@${one.startsAt}`));
    return (alerts as readonly LinkedAlert[])
      .filter(one => !known.has(`${alertKey(one)}@${one.startsAt}`))
      .map((alert): NewFact => ({type: 'incident.alert-linked', incident: incident.incident, alert}));
  });
}

export function decideUnlinkAlert(command: CommandOf<'unlink-alert'>, state: WatchState): Decision {
  return onKnown(command, state, incident => {
    const alert = incident.alerts.find(one => alertKey(one) === command.alert);
    return alert === undefined
      ? []
      : [{type: 'incident.alert-unlinked', incident: incident.incident, alert: occurrenceOf(alert)}];
  });
}

/** Goes on with an incident that is there, or refuses. An id may be shortened to its end, where only one fits. */
export function onKnown(
  {incident: id}: {readonly incident: string},
  {shift}: Pick<WatchState, 'shift'>,
  go: (incident: Incident) => Decision,
): Decision {
  const incident = shift.incidents.get(id);
  return incident === undefined
    ? refuse('not-found', `There is no incident ${id}.`, 'See which there are with `wk incident list`.')
    : go(incident);
}

/** The same for one that is not closed. */
export function onOpen(
  command: {readonly incident: string},
  state: Pick<WatchState, 'shift'>,
  go: (incident: Incident) => Decision,
): Decision {
  return onKnown(command, state, incident =>
    incident.status === 'closed'
      ? refuse('refused', `${incident.incident} is closed.`, 'Take it up again first: `wk incident reopen`.')
      : go(incident),
  );
}
