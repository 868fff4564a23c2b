import type {AlertKey} from '../alert/alert.js';
import {decideDeliver} from '../escalation/decide-deliveries.js';
import type {DeliveryDraft} from '../escalation/delivery.js';
import {type Asking, type Decision, refuse} from '../shift/decision.js';
import type {Occurrence} from '../shift/state.js';
import type {WatchState} from '../watch-state.js';
import type {IncidentCommand} from './command.js';
import type {Incident} from './incident.js';

type OpenTicket = Extract<IncidentCommand, {type: 'open-ticket'}>;

/** Asks a target for a ticket about an incident, an alert, or neither; each time it is asked for it is another one. */
export function decideOpenTicket(command: OpenTicket, state: WatchState, asking: Asking): Decision {
  if (command.title.trim() === '')
    return refuse('invalid', 'A ticket needs a title.', 'Say what it is about in a line.');
  const incident = state.shift.incidents.get(command.incident ?? '');
  const alert = state.shift.firing.get((command.alert ?? '') as AlertKey);
  if (incident === undefined && command.incident !== undefined)
    return refuse('not-found', `There is no incident ${command.incident}.`, 'See which there are: `wk incident list`.');
  if (alert === undefined && command.alert !== undefined)
    return refuse('not-found', 'The alert does not fire any more.', 'Name the incident, or neither.');
  return decideDeliver({type: 'deliver', deliveries: [draftOf(command, {incident, alert}, asking)]}, state, asking);
}

interface About {
  readonly incident: Incident | undefined;
  readonly alert: Occurrence | undefined;
}

function draftOf({ticket, target, text, title}: OpenTicket, {incident, alert}: About, asking: Asking): DeliveryDraft {
  const id = asking.newId('ticket-');
  return {
    target,
    verb: 'create',
    key: id,
    thread: `watchkeeper-${id}`,
    title: title.trim(),
    ticket,
    message: {
      title: title.trim(),
      text: text.trim(),
      severity: incident?.severity ?? alert?.severity ?? 'P4',
      status: 'info',
      source: alert?.source ?? 'watchkeeper',
      by: asking.by,
      at: asking.at,
      ...(alert === undefined ? {} : {labels: alert.labels}),
      ...(incident === undefined ? {} : {fields: [{name: 'incident', value: incident.incident}]}),
    },
    ...(incident === undefined ? {} : {incident: incident.incident}),
    ...(alert === undefined ? {} : {alerts: [nameOf(alert)]}),
  };
}

function nameOf({source, fingerprint, startsAt}: Occurrence) {
  return {source, fingerprint, startsAt};
}
