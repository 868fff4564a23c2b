import type {AlertKey} from '../alert/alert.js';
import {decideDeliver} from '../escalation/decide-deliveries.js';
import {notRepeated} from '../escalation/deliveries.js';
import type {Delivery, DeliveryDraft} from '../escalation/delivery.js';
import {issueOf} from '../handoff/issue.js';
import type {KnownTarget} from '../settings.js';
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
  const pager = state.settings.targets.find(({name, kind}) => name === command.target && !CARRIERS.has(kind));
  if (pager !== undefined)
    return refuse(
      'unsupported',
      `${pager.name} keeps no tickets: it is a ${pager.kind}, and would page or tell somebody with it.`,
      trackersHint(state),
    );
  return decideDeliver({type: 'deliver', deliveries: [draftOf(command, {incident, alert}, asking)]}, state, asking);
}

function trackersHint({settings}: Pick<WatchState, 'settings'>): string {
  const trackers = settings.targets.filter(takesTickets).map(({name}) => name);
  return trackers.length === 0
    ? 'Name a tracker under `targets:`, such as one of kind `jira`.'
    : `Make it at ${trackers.join(' or ')}.`;
}

interface About {
  readonly incident: Incident | undefined;
  readonly alert: Occurrence | undefined;
}

function draftOf(command: OpenTicket, {incident, alert}: About, asking: Asking): DeliveryDraft {
  const {ticket, target, text, title, fields = []} = command;
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
      fields: [
        {name: 'ticket', value: ticket},
        ...(incident === undefined ? [] : [{name: 'incident', value: incident.incident}]),
        ...fields,
      ],
    },
    ...(incident === undefined ? {} : {incident: incident.incident}),
    ...(alert === undefined ? {} : {alerts: [nameOf(alert)]}),
  };
}

/** Kinds that keep tickets, or reach a program of one's own that does. */
const TRACKERS: ReadonlySet<string> = new Set(['jira', 'webhook', 'command']);
/** Kinds that may carry one to people, where that is wanted; all others would page somebody with it, or tell the public. */
const CARRIERS: ReadonlySet<string> = new Set([...TRACKERS, 'email', 'slack']);

/** Whether a target is one to make tickets at. */
export function takesTickets({kind, powers}: Pick<KnownTarget, 'kind' | 'powers'>): boolean {
  return TRACKERS.has(kind) && powers.create === true;
}

/** Tickets about the issue that an alert belongs to, made or asked for, the newest first. */
export function ticketsAbout(
  alert: Pick<Occurrence, 'source' | 'fingerprint' | 'labels'>,
  {shift}: Pick<WatchState, 'shift'>,
): readonly Delivery[] {
  const {id} = issueOf(alert);
  return notRepeated([...shift.deliveries.values()])
    .filter(({ticket, alerts: [about], message: {labels}}) => {
      if (ticket === undefined || about === undefined || labels === undefined) return false;
      return issueOf({...about, labels}).id === id;
    })
    .toReversed();
}

function nameOf({source, fingerprint, startsAt}: Occurrence) {
  return {source, fingerprint, startsAt};
}
