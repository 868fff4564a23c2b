import {TICKET_KINDS} from '../../../core/incident/facts.js';
import type {Incident, TicketKind} from '../../../core/incident/incident.js';
import type {Cockpit} from '../../cockpit.js';
import {field} from '../../input/field.js';
import {dispatch} from '../dispatch.js';
import {ask} from '../overlay.js';
import {say} from '../say.js';

const WHAT: Readonly<Record<TicketKind, string>> = {
  incident: 'the incident itself',
  'tune-alert': 'an alert that should be another one',
  'root-cause': 'what it came from',
  'follow-up': 'what follows from it',
};

/** Asks what for, where and what it is about; kept with the incident once the tracker has it. */
export function askTicket(cockpit: Cockpit, incident: Incident): void {
  const trackers = cockpit.scenes
    .getState()
    .watch.settings.targets.filter(({powers}) => powers.create === true)
    .map(({name}) => name);
  if (trackers.length === 0) {
    say(cockpit, 'No target can make a ticket: name a tracker under `targets:` in the configuration.', 'warning');
    return;
  }
  ask(cockpit, {
    kind: 'menu',
    title: `ticket about ${incident.incident}: what for`,
    at: 0,
    items: TICKET_KINDS.map(ticket => ({
      label: ticket,
      detail: WHAT[ticket],
      act: () => askWhere(cockpit, incident, {ticket, trackers}),
    })),
  });
}

function askWhere(
  cockpit: Cockpit,
  incident: Incident,
  {ticket, trackers}: {readonly ticket: TicketKind; readonly trackers: readonly string[]},
): void {
  ask(cockpit, {
    kind: 'menu',
    title: `${ticket} ticket about ${incident.incident}: where`,
    at: 0,
    items: trackers.slice(0, 9).map(target => ({
      label: target,
      detail: '',
      act: () => askTitle(cockpit, incident, {ticket, target}),
    })),
  });
}

function askTitle(
  cockpit: Cockpit,
  {incident, title}: Incident,
  {ticket, target}: {readonly ticket: TicketKind; readonly target: string},
): void {
  const draft = `ticket ${incident}`;
  ask(cockpit, {
    kind: 'ask',
    title: `${ticket} ticket at ${target}: what it is about`,
    name: 'title',
    field: field(cockpit.ui.getState().typed[draft] ?? title),
    draft,
    act: text =>
      dispatch(cockpit, {type: 'open-ticket', incident, ticket, title: text, text: '', target}, () =>
        say(cockpit, `asked ${target} for a ticket: ${text}`, 'good'),
      ),
  });
}
