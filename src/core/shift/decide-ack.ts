import {ackComment, ackMatchers} from '../alert/ack-matchers.js';
import {type Alert, type AlertKey, alertKey, alertName} from '../alert/alert.js';
import {dispositionOf} from '../alert/disposition.js';
import {routeGroups} from '../alert/route-group.js';
import {sameButSeverity} from '../alert/severity.js';
import type {WatchState} from '../watch-state.js';
import type {Command} from './command.js';
import {unknownAlert} from './decide-log.js';
import {isSilenceable} from './decide-silence.js';
import {type Asking, type Decision, type NewFact, refuse} from './decision.js';
import {isWatched} from './left-sources.js';
import type {Ack} from './state.js';

type CommandOf<T extends Command['type']> = Extract<Command, {type: T}>;

/**
 * Acks alerts: one silence for each route group (one for each alert when `single`), because a union over several groups
 * would silence combinations that nobody looked at. Alerts that somebody already has are left as they are, so that a
 * repeat makes nothing; only after a reminder it says that their owner is still on them.
 */
export function decideAck(command: CommandOf<'ack'>, state: WatchState, asking: Asking): Decision {
  const alerts = command.alerts.flatMap(key => state.live.alerts.get(key) ?? []);
  if (alerts.length === 0) return noneLive(command.alerts, state);
  const open = alerts.filter(alert => !isHeld(alert, state, asking.at));
  const asked = bucketsOf(open, command.single === true ? alertKey : groupFinder(state)).map(group =>
    requestOf(command, {group, state, asking}),
  );
  return [...outdone(open, state), ...asked, ...confirmed(alerts, state, asking.by)];
}

/** Acks whose silence held nothing of what is acked anew: that silence is of no use any more. */
function outdone(open: readonly Alert[], {live, shift}: WatchState): readonly NewFact[] {
  const keys = new Set(open.map(alertKey));
  const before = new Set([...keys].flatMap(key => shift.ackOf.get(key) ?? []));
  return [...before].flatMap((id): NewFact[] => {
    const silence = shift.acks.get(id)?.silence?.id;
    const isWhole = [...shift.ackOf].every(([key, ack]) => ack !== id || keys.has(key));
    const holds = [...live.alerts.values()].some(alert => silence !== undefined && alert.silencedBy.includes(silence));
    const detail = 'its silence did not hold what was acked, which is acked anew';
    return isWhole && !holds ? [{type: 'ack.ended', ack: id, reason: 'released', detail}] : [];
  });
}

/** Reminders that acking these alerts answers: those of the acks that hold them, and of what has got worse as one of them. */
function confirmed(alerts: readonly Alert[], state: WatchState, by: string): readonly NewFact[] {
  const {shift, settings} = state;
  const held = new Set(alerts.flatMap(alert => shift.ackOf.get(alertKey(alert)) ?? []));
  const asked = new Set(alerts.map(alert => sameButSeverity(alert, settings.severity.label)));
  return [...shift.acks.values()]
    .filter(ack => ack.reminder !== undefined && ack.status !== 'ended' && ack.by === by)
    .filter(ack => held.has(ack.ack) || (ack.reminder?.because === 'severity' && gotWorseAs(ack, state, asked)))
    .map(({ack}) => ({type: 'ack.confirmed', ack}));
}

function gotWorseAs(ack: Ack, {shift, settings}: WatchState, asked: ReadonlySet<string>): boolean {
  return keysOfAck(ack).some(key => {
    const held = shift.firing.get(key);
    return held !== undefined && asked.has(sameButSeverity(held, settings.severity.label));
  });
}

/** Gives alerts back: the acks that hold them end, and their silences with them. */
export function decideRelease(command: CommandOf<'release'>, state: WatchState): Decision {
  const acks = new Set(command.alerts.flatMap(key => state.shift.ackOf.get(key) ?? []));
  const within = [...acks].filter(id => isWatched(state.shift.acks.get(id)?.source ?? '', state));
  if (within.length > 0) return within.map(ack => ({type: 'ack.ended', ack, reason: 'released'}));
  const [beyond] = [...acks].flatMap(id => state.shift.acks.get(id) ?? []);
  if (beyond !== undefined) return notWatched(beyond);
  const foreign = command.alerts.map(key => silenceBehind(key, state)).find(silence => silence !== undefined);
  if (foreign !== undefined) {
    return refuse(
      'refused',
      `It is held by ${foreign.createdBy}'s silence, not by an ack of this watch.`,
      `End that silence with: wk silence expire ${foreign.id}`,
    );
  }
  const first = command.alerts[0];
  if (first !== undefined && !state.live.alerts.has(first) && !state.shift.firing.has(first))
    return unknownAlert(first);
  return [];
}

/** Its silence cannot be ended from here, and an ack whose silence goes on has not ended. */
function notWatched({source, title}: Ack): Decision {
  return refuse(
    'refused',
    `${title} is acked in ${source}, which is not watched here, so its silence cannot be ended.`,
    `Name ${source} again to give it back, or let it lapse: nobody keeps it.`,
  );
}

function noneLive(keys: readonly AlertKey[], state: WatchState): Decision {
  const first = keys[0];
  if (first === undefined)
    return refuse('not-found', 'No alert was named.', 'Name one by a matcher, such as alertname=DiskFull.');
  if (!state.shift.firing.has(first)) return unknownAlert(first);
  return refuse(
    'refused',
    'The source of that alert has not answered yet, so what an ack would hit is not known.',
    'Wait for the source, or look at its state with `wk doctor`.',
  );
}

function isHeld(alert: Alert, state: WatchState, now: number): boolean {
  const kind = dispositionOf(alert, state, now).kind;
  return kind === 'acked' || kind === 'acking';
}

function bucketsOf(alerts: readonly Alert[], bucketOf: (alert: Alert) => string): readonly (readonly Alert[])[] {
  const buckets = new Map<string, Alert[]>();
  for (const alert of alerts) {
    const name = bucketOf(alert);
    const bucket = buckets.get(name);
    if (bucket === undefined) buckets.set(name, [alert]);
    else bucket.push(alert);
  }
  return [...buckets.values()];
}

/** Finds the route group that stands for an alert on the board; alerts in none share their source and name. */
function groupFinder(state: WatchState): (alert: Alert) => string {
  const groups = routeGroups(state.live.groups);
  return alert => groups.get(alertKey(alert))?.key ?? `${alert.source}/${alertName(alert)}`;
}

interface Request {
  readonly group: readonly Alert[];
  readonly state: WatchState;
  readonly asking: Asking;
}

function requestOf(command: CommandOf<'ack'>, {group, state, asking}: Request): NewFact {
  const {ack: settings} = state.settings;
  const ack = asking.newId('wk-');
  const template =
    command.comment === undefined || command.comment.trim() === '' ? settings.comment : command.comment.trim();
  return {
    type: 'ack.requested',
    ack,
    source: group[0]?.source ?? '',
    title: titleOf(group),
    alerts: group.map(alert => ({fingerprint: alert.fingerprint, startsAt: alert.startsAt})),
    matchers: [...ackMatchers(group)],
    duration: command.duration ?? settings.duration,
    comment: ackComment(template, {now: asking.at, token: ack, prefix: settings.prefix}),
    extend: command.extend ?? settings.extend,
    ...(command.until === undefined ? {} : {until: command.until}),
    ...(isSilenceable(group[0]?.source ?? '', state) ? {} : {carrier: 'team' as const}),
  };
}

function titleOf(group: readonly Alert[]): string {
  const names = [...new Set(group.map(alertName))];
  const name = names.length === 1 ? (names[0] ?? '') : `${names[0] ?? ''} and ${names.length - 1} more`;
  return group.length === 1 ? name : `${name} (${group.length} alerts)`;
}

/** The silence of somebody else: one of an ack that has ended goes, even where the source has yet to show that. */
function silenceBehind(key: AlertKey, {live, shift}: WatchState) {
  const alert = live.alerts.get(key);
  const given = new Set(
    [...shift.acks.values()].flatMap(({status, silence}) => (status === 'ended' ? (silence?.id ?? []) : [])),
  );
  return alert?.silencedBy
    .filter(id => !given.has(id))
    .map(id => live.silences.get(`${alert.source}/${id}`))
    .find(silence => silence !== undefined);
}

/** Keys of the alerts an ack was asked for. */
export function keysOfAck(ack: {
  readonly source: string;
  readonly alerts: readonly {readonly fingerprint: string}[];
}): AlertKey[] {
  return ack.alerts.map(alert => alertKey({source: ack.source, fingerprint: alert.fingerprint}));
}
