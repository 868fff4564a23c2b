import {type Asking, type Decision, type NewFact, refuse} from '../shift/decision.js';
import type {WatchState} from '../watch-state.js';
import type {IncidentCommand} from './command.js';
import {onKnown, onOpen} from './decide-incident.js';
import {watchedUntil} from './due.js';
import {INCIDENT_PHASES} from './facts.js';
import {holderOf, type Incident, type IncidentPhase} from './incident.js';
import {stillOpen} from './still-open.js';

type CommandOf<T extends IncidentCommand['type']> = Extract<IncidentCommand, {type: T}>;

/** Moves an incident to a status; resolved and closed go their own way. */
export function decideSetStatus(
  command: CommandOf<'set-incident-status'>,
  state: WatchState,
  asking: Asking,
): Decision {
  const {incident, status} = command;
  const on = command.on === undefined ? {} : {on: command.on};
  if (status === 'resolved') return decideResolve({type: 'resolve-incident', incident, ...on}, state, asking);
  if (status === 'closed') return decideClose({type: 'close-incident', incident}, state, asking);
  return onOpen(command, state, known => {
    if (known.status === status) return [];
    if (known.status === 'resolved') {
      return [
        {type: 'incident.reopened', incident, because: 'operator'},
        {type: 'incident.status-changed', incident, status, on: command.on ?? asking.at},
      ];
    }
    return (
      timely(known, command.on, asking) ?? [
        {type: 'incident.status-changed', incident, status, on: command.on ?? asking.at},
      ]
    );
  });
}

/** Says when it really began, or reached a status that it has had. */
export function decideCorrectTime(
  command: CommandOf<'correct-incident-time'>,
  state: WatchState,
  asking: Asking,
): Decision {
  return onKnown(command, state, incident => {
    const {phase, on} = command;
    const before = timeOf(incident, phase);
    if (before === undefined) {
      return refuse('refused', `${incident.incident} was never ${phase}.`, 'Set its status first.');
    }
    if (before === on) return [];
    const [earlier, later] = neighbours(incident, phase);
    if ((earlier !== undefined && on < earlier) || on > (later ?? asking.at)) {
      const what = phase === 'began' ? 'have begun' : `have been ${phase}`;
      return refuse(
        'invalid',
        `${incident.incident} cannot ${what} then: its phases follow one another.`,
        'Correct the time of the phase before or after it first.',
      );
    }
    return [{type: 'incident.time-corrected', incident: incident.incident, phase, on}];
  });
}

function timeOf({startedAt, reached}: Incident, phase: IncidentPhase): number | undefined {
  return phase === 'began' ? startedAt : reached[phase];
}

export function decideChangeSeverity(command: CommandOf<'change-incident-severity'>, state: WatchState): Decision {
  return onOpen(command, state, ({incident, severity}) =>
    severity === command.severity
      ? []
      : [
          {
            type: 'incident.severity-changed',
            incident,
            severity: command.severity,
            ...(command.reason === undefined ? {} : {reason: command.reason}),
          },
        ],
  );
}

/** Gives a role to somebody; who had it hands it over. There may be several experts. */
export function decideAssignRole(command: CommandOf<'assign-role'>, state: WatchState): Decision {
  return onOpen(command, state, known => {
    const {role} = command;
    const person = command.person.trim();
    if (person === '') return refuse('invalid', 'A role needs somebody.', 'Name the person.');
    const before = role === 'expert' ? undefined : holderOf(known, role);
    if (before === person || known.roles.some(one => one.role === role && one.person === person)) return [];
    return [
      {
        type: 'incident.role-assigned',
        incident: known.incident,
        role,
        person,
        ...(before === undefined ? {} : {from: before}),
      },
    ];
  });
}

export function decideReleaseRole(command: CommandOf<'release-role'>, state: WatchState): Decision {
  return onKnown(command, state, ({incident, roles}) =>
    roles.some(({role, person}) => role === command.role && person === command.person)
      ? [{type: 'incident.role-released', incident, role: command.role, person: command.person}]
      : [],
  );
}

export function decideResolve(command: CommandOf<'resolve-incident'>, state: WatchState, asking: Asking): Decision {
  return onOpen(command, state, known => {
    const said = saidOf(command);
    if (known.status === 'resolved') {
      return Object.keys(said).length === 0
        ? []
        : [{type: 'incident.described', incident: known.incident, fields: said}];
    }
    return (
      timely(known, command.on, asking) ?? [
        {type: 'incident.resolved', incident: known.incident, on: command.on ?? asking.at, ...said},
      ]
    );
  });
}

/** The words that were given; an empty one says nothing. */
function saidOf({cause, fix, followUp}: CommandOf<'resolve-incident'>) {
  return {
    ...(cause?.trim() ? {cause: cause.trim()} : {}),
    ...(fix?.trim() ? {fix: fix.trim()} : {}),
    ...(followUp?.trim() ? {followUp: followUp.trim()} : {}),
  };
}

export function decideReopen(command: CommandOf<'reopen-incident'>, state: WatchState): Decision {
  return onKnown(command, state, ({incident, status}) =>
    status === 'resolved' || status === 'closed'
      ? [
          {
            type: 'incident.reopened',
            incident,
            because: 'operator',
            ...(command.reason === undefined ? {} : {reason: command.reason}),
          },
        ]
      : [],
  );
}

/** Closes what is resolved. Before its watch is over, or with something temporary in place, that wants a reason. */
export function decideClose(command: CommandOf<'close-incident'>, state: WatchState, asking: Asking): Decision {
  return onKnown(command, state, known => {
    const {incident, status} = known;
    if (status === 'closed') return [];
    if (status !== 'resolved') {
      return refuse('refused', `${incident} is ${status}, not resolved.`, 'Resolve it first.');
    }
    const reason = command.reason?.trim() ?? '';
    const open = reason === '' ? stillOpen(known, state, asking.at) : [];
    if (open.length > 0)
      return refuse(
        'refused',
        `${incident} stays open: ${open.join('; ')}.`,
        'Give a reason to close it all the same.',
      );
    return [{type: 'incident.closed', incident, on: asking.at, ...(reason === '' ? {} : {reason})}];
  });
}

/** Alerts of an incident that was called resolved fire again while it is watched: it is taken up again. */
export function reopenings(
  fired: readonly {readonly source: string; readonly fingerprint: string; readonly startsAt: number}[],
  state: WatchState,
  now: number,
): readonly NewFact[] {
  if (fired.length === 0) return [];
  return [...state.shift.incidents.values()].flatMap((incident): readonly NewFact[] => {
    const until = watchedUntil(incident, state.settings.incidents);
    if (until === undefined || now >= until || !isWatchedHere(incident, state)) return [];
    const again = incident.alerts.flatMap(alert => {
      const fact = fired.find(one => one.source === alert.source && one.fingerprint === alert.fingerprint);
      return fact === undefined ? [] : [{...alert, startsAt: fact.startsAt}];
    });
    const [alert] = again;
    return alert === undefined
      ? []
      : [{type: 'incident.reopened', incident: incident.incident, because: 'fired-again', alert}];
  });
}

/** Of several journals that know of it one takes it up: where it was declared, else where whoever leads it now sits. */
function isWatchedHere({origin, roles}: Incident, {shift, settings, team}: WatchState): boolean {
  if (origin === shift.origin) return true;
  const isLed = roles.some(({role, person}) => role === 'commander' && person === settings.operator);
  return isLed && team?.present.has(origin) !== true;
}

/** A time for the next phase that lies before the one that was reached last, or ahead, is refused. */
function timely(incident: Incident, on: number | undefined, asking: Asking): Decision | undefined {
  if (on === undefined) return undefined;
  const last = Math.max(...Object.values(incident.reached));
  return on < last || on > asking.at
    ? refuse(
        'invalid',
        `${incident.incident} cannot have got there then: it was ${incident.status} until later.`,
        'Give a time between its last phase and now.',
      )
    : undefined;
}

/** When the phases before and after one were reached. */
function neighbours(incident: Incident, phase: IncidentPhase): readonly [number | undefined, number | undefined] {
  const times = INCIDENT_PHASES.map(one => timeOf(incident, one));
  const at = INCIDENT_PHASES.indexOf(phase);
  const before = times.slice(0, at).filter(time => time !== undefined);
  const after = times.slice(at + 1).filter(time => time !== undefined);
  return [before.length === 0 ? undefined : Math.max(...before), after.length === 0 ? undefined : Math.min(...after)];
}
