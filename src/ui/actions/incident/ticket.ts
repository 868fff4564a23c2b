import type {AlertKey} from '../../../core/alert/alert.js';
import {takesTickets} from '../../../core/incident/decide-ticket.js';
import {TICKET_KINDS} from '../../../core/incident/facts.js';
import type {Incident, TicketKind} from '../../../core/incident/incident.js';
import {type Tuning, tuningOf} from '../../../core/metrics/tuning.js';
import {heldFacts} from '../../../core/shift/log-window.js';
import type {Cockpit} from '../../cockpit.js';
import {field, offered} from '../../input/field.js';
import type {Target} from '../../overlays/overlay.js';
import {dispatch} from '../dispatch.js';
import {ask} from '../overlay.js';
import {say} from '../say.js';

const WHAT: Readonly<Record<TicketKind, string>> = {
  incident: 'the incident itself',
  'tune-alert': 'an alert that should be another one',
  'root-cause': 'what it came from',
  'follow-up': 'what follows from it',
};

/** So far back, ms, it is told how an alert behaved. */
const BACK = 30 * 24 * 3_600_000;

/** What a ticket is about. */
interface About {
  /** Incident or alert, as people call it. */
  readonly name: string;
  readonly title: string;
  readonly ticket: TicketKind;
  readonly incident?: string;
  readonly alert?: AlertKey;
  /** What the ticket says beside its title; asked for once the title is there. */
  readonly more?: () => Pick<Tuning, 'text' | 'fields'>;
}

/** Asks what for, where and what it is about; kept with the incident once the tracker has it. */
export function askTicket(cockpit: Cockpit, {incident, title}: Incident): void {
  if (trackersOf(cockpit).length === 0) return;
  ask(cockpit, {
    kind: 'menu',
    title: `ticket about ${incident}: what for`,
    at: 0,
    items: TICKET_KINDS.map(ticket => ({
      label: ticket,
      detail: WHAT[ticket],
      act: () => askWhere(cockpit, {name: incident, title, ticket, incident}),
    })),
  });
}

/** Asks where an alert is to be told that should be another one; how it behaved goes with it. */
export function askTuning(cockpit: Cockpit, {name, alerts}: Target): void {
  const [alert] = alerts;
  if (alert === undefined) return;
  const tuning = tuningNow(cockpit, alert);
  askWhere(cockpit, {
    name,
    title: tuning?.title ?? `tune ${name}`,
    ticket: 'tune-alert',
    alert,
    more: () => tuningNow(cockpit, alert) ?? {text: '', fields: []},
  });
}

function tuningNow(cockpit: Cockpit, alert: AlertKey): Tuning | undefined {
  const {now, watch, ui} = cockpit.scenes.getState();
  const known = watch.shift.firing.get(alert);
  if (known === undefined) return undefined;
  // The whole log where somebody has had it read, else what the cockpit has of it.
  const facts = ui.record?.state === 'read' ? ui.record.facts : heldFacts(watch);
  return tuningOf(known, facts, {from: now - BACK, to: now + 1, settings: watch.settings});
}

function trackersOf(cockpit: Cockpit): readonly string[] {
  const trackers = cockpit.scenes
    .getState()
    .watch.settings.targets.filter(takesTickets)
    .map(({name}) => name);
  if (trackers.length === 0)
    say(cockpit, 'No target can make a ticket: name a tracker under `targets:` in the configuration.', 'warning');
  return trackers;
}

/** Asks where only where there is a choice. */
function askWhere(cockpit: Cockpit, about: About): void {
  const trackers = trackersOf(cockpit);
  const [only, ...others] = trackers;
  if (only === undefined) return;
  if (others.length === 0) {
    askTitle(cockpit, about, only);
    return;
  }
  ask(cockpit, {
    kind: 'menu',
    title: `${about.ticket} ticket about ${about.name}: where`,
    at: 0,
    items: trackers.slice(0, 9).map(target => ({
      label: target,
      detail: '',
      act: () => askTitle(cockpit, about, target),
    })),
  });
}

function askTitle(cockpit: Cockpit, {name, title, ticket, incident, alert, more}: About, target: string): void {
  const draft = `ticket ${name}`;
  const kept = cockpit.ui.getState().typed[draft] ?? '';
  ask(cockpit, {
    kind: 'ask',
    title: `${ticket} ticket at ${target}: what it is about`,
    name: 'title',
    field: kept === '' ? offered(title) : field(kept),
    draft,
    act: text => {
      const {text: said, fields} = more?.() ?? {text: '', fields: []};
      dispatch(
        cockpit,
        {
          type: 'open-ticket',
          ticket,
          title: text,
          text: said,
          target,
          ...(incident === undefined ? {} : {incident}),
          ...(alert === undefined ? {} : {alert}),
          ...(fields.length === 0 ? {} : {fields}),
        },
        () => say(cockpit, `asked ${target} for a ticket: ${text}`, 'good'),
      );
    },
  });
}
