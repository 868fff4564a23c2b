import {SEVERITIES} from '../../../core/alert/severity.js';
import {INCIDENT_ROLES, INCIDENT_STATUSES} from '../../../core/incident/facts.js';
import {holderOf, type Incident, type IncidentRole, type IncidentStatus} from '../../../core/incident/incident.js';
import {missingRoles, ROLE_NAMES} from '../../../core/incident/roles.js';
import type {Cockpit} from '../../cockpit.js';
import {field, offered} from '../../input/field.js';
import {askEnding} from '../ask-ending.js';
import {dispatch} from '../dispatch.js';
import {ask} from '../overlay.js';
import {say} from '../say.js';

/** Asks where an incident is now; the way out of it asks for cause, fix and what follows. */
export function askStatus(cockpit: Cockpit, incident: Incident): void {
  const here = INCIDENT_STATUSES.indexOf(incident.status);
  ask(cockpit, {
    kind: 'menu',
    title: `${incident.incident} is ${incident.status}; and now?`,
    at: Math.min(here + 1, INCIDENT_STATUSES.length - 1),
    items: INCIDENT_STATUSES.map(status => ({
      label: status,
      detail: STATUS_MEANS[status],
      act: () => setStatus(cockpit, incident, status),
    })),
  });
}

const STATUS_MEANS: Readonly<Record<IncidentStatus, string>> = {
  detected: 'an alert or a report, nobody is on it',
  acknowledged: 'somebody is on it',
  investigating: 'looking for the cause',
  identified: 'the cause is known, or believed to be',
  resolving: 'the fix is under way',
  resolved: 'it works again; watched for coming back',
  closed: 'nothing more to do but the review',
};

function setStatus(cockpit: Cockpit, known: Incident, status: IncidentStatus): void {
  const {incident} = known;
  if (status === 'closed') close(cockpit, incident);
  else if (status === 'resolved') askEnd(cockpit, known);
  else {
    dispatch(cockpit, {type: 'set-incident-status', incident, status}, () =>
      say(cockpit, `${incident} is ${status}`, 'good'),
    );
  }
}

function askEnd(cockpit: Cockpit, {incident, fields}: Incident): void {
  askEnding(cockpit, {title: `resolve ${incident}`, known: fields}, said =>
    dispatch(cockpit, {type: 'resolve-incident', incident, ...said}, () =>
      say(cockpit, `${incident} is resolved`, 'good'),
    ),
  );
}

/** What stands against closing is told; with a reason it is closed all the same. */
function close(cockpit: Cockpit, incident: string): void {
  cockpit.engine.dispatch({type: 'close-incident', incident}).then(
    outcome => {
      if (outcome.ok) {
        say(cockpit, `${incident} is closed`, 'good');
        return;
      }
      ask(cockpit, {
        kind: 'ask',
        title: `close ${incident}`,
        name: 'reason',
        field: field(''),
        draft: 'close',
        why: `${outcome.refusal.message} ${outcome.refusal.hint}`,
        act: reason =>
          dispatch(cockpit, {type: 'close-incident', incident, reason}, () =>
            say(cockpit, `${incident} is closed`, 'good'),
          ),
      });
    },
    (error: unknown) => say(cockpit, String(error), 'critical'),
  );
}

export function askSeverityOf(cockpit: Cockpit, {incident, severity}: Incident): void {
  ask(cockpit, {
    kind: 'menu',
    title: `${incident} is a ${severity}; make it`,
    at: SEVERITIES.indexOf(severity),
    items: SEVERITIES.map(one => ({
      label: one,
      detail: one === severity ? 'as it is' : '',
      act: () =>
        dispatch(cockpit, {type: 'change-incident-severity', incident, severity: one}, () =>
          say(cockpit, `${incident} is a ${one}`, 'good'),
        ),
    })),
  });
}

/** Asks which role, then who; roles that are missing come first. */
export function askRole(cockpit: Cockpit, incident: Incident): void {
  const missing = missingRoles(incident).map(({role}) => role);
  const roles = [...missing, ...INCIDENT_ROLES.filter(role => !missing.includes(role))];
  ask(cockpit, {
    kind: 'menu',
    title: `who does what in ${incident.incident}`,
    at: 0,
    items: roles.map(role => ({
      label: ROLE_NAMES[role],
      detail:
        incident.roles
          .filter(one => one.role === role)
          .map(one => one.person)
          .join(', ') || 'nobody yet',
      act: () => askPerson(cockpit, incident, role),
    })),
  });
}

function askPerson(cockpit: Cockpit, incident: Incident, role: IncidentRole): void {
  const {operator} = cockpit.scenes.getState().watch.settings;
  ask(cockpit, {
    kind: 'ask',
    title: `${ROLE_NAMES[role]} of ${incident.incident}`,
    name: 'who',
    field: offered(holderOf(incident, role) === undefined ? operator : ''),
    draft: 'role',
    act: person =>
      dispatch(cockpit, {type: 'assign-role', incident: incident.incident, role, person}, () =>
        say(cockpit, `${person} is ${ROLE_NAMES[role]}`, 'good'),
      ),
  });
}
