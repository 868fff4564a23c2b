import type {Incident} from '../../../core/incident/incident.js';
import type {TimelineEntry} from '../../../core/incident/timeline.js';
import {heldFacts} from '../../../core/shift/log-window.js';
import {subjects} from '../../../core/shift/sentence.js';
import {askRole, askSeverityOf, askStatus} from '../../actions/incident/course.js';
import {askAid, escalateAlerts} from '../../actions/incident/decide.js';
import {askKnown} from '../../actions/incident/describe.js';
import {askMend, pinEntry} from '../../actions/incident/mend.js';
import {openRoom} from '../../actions/incident/room.js';
import {askUpdate} from '../../actions/incident/tell.js';
import {askTicket} from '../../actions/incident/ticket.js';
import {askTodo} from '../../actions/incident/todo.js';
import {open} from '../../actions/navigate.js';
import {askNote} from '../../actions/note.js';
import {openAlert} from '../../actions/open-alert.js';
import {say} from '../../actions/say.js';
import {replayReason} from '../../actions/target.js';
import {copy} from '../../actions/terminal.js';
import type {Cockpit} from '../../cockpit.js';
import type {Binding} from '../../input/binding.js';
import {listKeys} from '../../input/move-keys.js';
import {bodyHeight} from '../../layout.js';
import {incidentsFrame, selectedIncident} from './list.js';
import {frontIncident, incidentFrame, selectedEntry} from './rows.js';

type Act = (cockpit: Cockpit, incident: Incident) => void;

const GONE = 'No incident is in front.';

function on(act: Act): Pick<Binding<Cockpit>, 'act' | 'disabled'> {
  return {
    disabled: cockpit => (frontIncident(cockpit.scenes.getState()) === undefined ? GONE : undefined),
    act: cockpit => {
      const incident = frontIncident(cockpit.scenes.getState());
      if (incident !== undefined) act(cockpit, incident);
    },
  };
}

export const INCIDENT_KEYS: readonly Binding<Cockpit>[] = [
  {
    keys: ['s'],
    label: 'status',
    what: 'says how far it is; resolving asks for cause, fix and what follows',
    bar: 1,
    ...on(askStatus),
  },
  {
    keys: ['u'],
    label: 'update',
    what: 'writes an update for an audience, sends it to its targets or to others, and records it as told',
    bar: 2,
    ...on(askUpdate),
  },
  {keys: ['r'], label: 'roles', what: 'gives a role to somebody', bar: 3, ...on(askRole)},
  {keys: ['d'], label: 'known', what: 'says what is known: impact, cause, next steps', bar: 4, ...on(askKnown)},
  {keys: ['t'], label: 'to do', what: 'adds and ticks off tasks, and what is only temporary', bar: 5, ...on(askTodo)},
  {
    keys: ['c'],
    label: 'room',
    what: 'makes a channel for it in Slack, once more where that failed; copies where the one it has is',
    ...on(openRoom),
  },
  {keys: ['T'], label: 'ticket', what: 'makes a ticket in a tracker', ...on(askTicket)},
  {keys: ['e'], label: 'escalate', what: 'calls somebody about the alerts of it', bar: 9, ...on(escalateAlerts)},
  {keys: ['S'], label: 'severity', what: 'makes it better or worse', ...on(askSeverityOf)},
  {keys: ['w'], label: 'decide', what: 'asks the questions that lead to a decision', bar: 7, ...on(askAid)},
  {
    keys: ['n'],
    label: 'note',
    what: 'writes a note into the log',
    bar: 6,
    disabled: replayReason,
    act: cockpit => askNote(cockpit),
  },
  {
    keys: ['p'],
    label: 'pin',
    what: 'pins the entry, or takes the pin away; pinned ones are what updates tell',
    ...on((cockpit, incident) => {
      const entry = entryUnderCursor(cockpit);
      if (entry !== undefined) pinEntry(cockpit, incident, entry);
    }),
  },
  {
    keys: ['m'],
    label: 'put right',
    what: 'corrects or hides the entry, adds links and alerts, takes alerts off, corrects a time',
    ...on((cockpit, incident) => askMend(cockpit, incident, entryUnderCursor(cockpit))),
  },
  {keys: ['enter'], label: 'open', what: 'opens the alert of the entry', ...on(openEntry)},
  {
    keys: ['y'],
    label: 'copy',
    what: 'copies the id of the incident',
    bar: 8,
    ...on((cockpit, {incident}) => copy(cockpit, 'the id of the incident', incident)),
  },
  ...listKeys(scene => incidentFrame(scene, bodyHeight(scene))),
];

export const INCIDENTS_KEYS: readonly Binding<Cockpit>[] = [
  {
    keys: ['enter'],
    label: 'open',
    what: 'opens the incident',
    bar: 1,
    act: cockpit => {
      const incident = selectedIncident(cockpit.scenes.getState());
      if (incident === undefined) say(cockpit, 'No incident is selected.');
      else open(cockpit, {view: 'incident', subject: incident.incident});
    },
  },
  ...listKeys(scene => incidentsFrame(scene, bodyHeight(scene))),
];

function entryUnderCursor(cockpit: Cockpit): TimelineEntry | undefined {
  const scene = cockpit.scenes.getState();
  return selectedEntry(scene, bodyHeight(scene));
}

function openEntry(cockpit: Cockpit, {alerts}: Incident): void {
  const scene = cockpit.scenes.getState();
  const entry = entryUnderCursor(cockpit);
  const fact = heldFacts(scene.watch).find(one => one.origin === entry?.origin && one.seq === entry.seq);
  const names = [
    ...(fact === undefined ? [] : subjects(fact)),
    ...alerts.map(({source, fingerprint}) => `${source}/${fingerprint}`),
  ];
  const key = names.find(name => scene.watch.live.alerts.has(name) || scene.watch.shift.firing.has(name));
  if (key === undefined) say(cockpit, 'No alert of it fires now.');
  else openAlert(cockpit, key);
}
