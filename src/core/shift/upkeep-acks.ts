import {tokenOf} from '../alert/ack-matchers.js';
import {type AlertKey, alertKey, type Labels} from '../alert/alert.js';
import {isLoose, keeperOf} from '../alert/disposition.js';
import {SEVERITIES, type Severity, sameButSeverity} from '../alert/severity.js';
import {seesTo} from '../lease/acting.js';
import {leavesAlone} from '../lease/own-lease.js';
import {serverAhead} from '../live/server-time.js';
import type {WatchState} from '../watch-state.js';
import {endOf, isKept, KEPT_AFTER_END, PROPAGATION, reminderDue} from './deadlines.js';
import {keysOfAck} from './decide-ack.js';
import type {NewFact} from './decision.js';
import type {Ack} from './state.js';

export interface Fired {
  readonly labels: Labels;
  readonly severity: Severity;
}

interface Look {
  readonly source: string;
  readonly now: number;
  /** Alerts that resolve in the same breath. */
  readonly resolved: ReadonlySet<AlertKey>;
  /** Alerts that began to fire in the same breath. */
  readonly fired: readonly Fired[];
  /** The source's whole list of silences has just been read. */
  readonly silencesRead: boolean;
}

/** What our acks of one source come to: ended with their alerts, ended by others, lost, lapsed, or reminding. */
export function upkeepOfAcks(state: WatchState, look: Look): NewFact[] {
  return [...state.shift.acks.values()].flatMap(ack =>
    ack.source === look.source && ack.status !== 'ended' && isKeptHere(ack, state, look.now)
      ? upkeepOf(ack, state, look)
      : [],
  );
}

function isKeptHere(ack: Ack, state: WatchState, now: number): boolean {
  return seesTo(ack.origin, state) && !leavesAlone(ack, state, now);
}

function upkeepOf(ack: Ack, state: WatchState, look: Look): NewFact[] {
  if (!stillFires(ack, state, look.resolved) && isHeardOf(ack, state))
    return [{type: 'ack.ended', ack: ack.ack, reason: 'resolved'}];
  return (
    ended(ack, state, look) ??
    lost(ack, state, look) ?? [
      ...takenAway(ack, state, look),
      ...unheld(ack, state, look),
      ...reminder(ack, state, look),
    ]
  );
}

/** Whether anything the ack holds still fires: what was acked, or what its silence has caught since. */
function stillFires(ack: Ack, state: WatchState, resolved: ReadonlySet<AlertKey>): boolean {
  if (keysOfAck(ack).some(key => state.shift.firing.has(key) && !resolved.has(key))) return true;
  const id = ack.silence?.id;
  if (id === undefined) return false;
  for (const alert of state.live.alerts.values()) {
    if (alert.source === ack.source && alert.silencedBy.includes(id) && !resolved.has(alertKey(alert))) return true;
  }
  return false;
}

/** One that was taken over may be of alerts that nobody has seen here yet: before its source was heard, that says nothing. */
function isHeardOf(ack: Ack, {live, shift}: WatchState): boolean {
  return live.sources.get(ack.source)?.lastGood !== undefined || keysOfAck(ack).some(key => shift.history.has(key));
}

function ended(ack: Ack, state: WatchState, look: Look): NewFact[] | undefined {
  const end = endOf(ack, state);
  if (end === undefined || ack.silence === undefined || ack.status !== 'placed') return undefined;
  const live = state.live.silences.get(`${ack.source}/${ack.silence.id}`);
  if (live?.state === 'expired' && look.now - ack.silence.placedAt >= PROPAGATION) {
    if (live.endsAt >= ack.silence.endsAt - 1000) return ranOut(ack, state, {end, now: look.now});
    const detail = 'its silence was expired by another tool';
    return [{type: 'ack.ended', ack: ack.ack, reason: 'expired-elsewhere', detail}];
  }
  return end <= look.now + serverAhead(state, ack.source) ? ranOut(ack, state, {end, now: look.now}) : undefined;
}

/** The end is past. What our keeper could not move in time is asserted again; the rest has lapsed. */
function ranOut(
  ack: Ack,
  state: WatchState,
  {end, now}: {readonly end: number; readonly now: number},
): NewFact[] | undefined {
  const ahead = serverAhead(state, ack.source);
  if (!state.settings.readOnly && isKept(ack, now) && now + ahead - end <= KEPT_AFTER_END) {
    const why =
      ack.trouble === undefined ? 'before it could be kept' : `meanwhile (${ack.trouble.reason.replace(/[.]$/, '')})`;
    const reason = `its silence ran out ${why}; it is placed again`;
    return [{type: 'ack.failed', ack: ack.ack, reason, final: false, lost: true}];
  }
  const reachable = state.live.sources.get(ack.source)?.state === 'up';
  return reachable || !ack.extend ? [{type: 'ack.ended', ack: ack.ack, reason: 'lapsed'}] : undefined;
}

function lost(ack: Ack, state: WatchState, look: Look): NewFact[] | undefined {
  if (ack.silence === undefined || ack.status !== 'placed') return undefined;
  const listed = state.live.silences.has(`${ack.source}/${ack.silence.id}`);
  if (listed || !look.silencesRead || look.now - ack.silence.placedAt < PROPAGATION) return undefined;
  const reason = `${ack.source} no longer knows its silence; it is placed again`;
  return [{type: 'ack.failed', ack: ack.ack, reason, final: false, lost: true}];
}

/** Its silence is somebody else's now, though the same: they took the watch over in a journal of their own. */
function takenAway(ack: Ack, {live}: WatchState, {now}: Look): NewFact[] {
  const {ack: id, by: from, source, silence} = ack;
  const shown = live.silences.get(`${source}/${silence?.id}`);
  const to = keeperOf(ack, shown, now);
  return to !== from && tokenOf(shown?.comment ?? '') === id ? [{type: 'ack.taken', ack: id, from, to}] : [];
}

/** What the source shows active although it lists the ack's silence: said when that changes. */
function unheld(ack: Ack, state: WatchState, {now}: Look): NewFact[] {
  const {silence} = ack;
  const listed = silence && state.live.silences.get(`${ack.source}/${silence.id}`);
  if (listed?.state !== 'active' || ack.status !== 'placed' || state.live.sources.get(ack.source)?.state !== 'up')
    return [];
  const before = ack.unheld ?? [];
  const alerts = ack.alerts.filter(({fingerprint}) => {
    const key = alertKey({source: ack.source, fingerprint});
    const alert = state.live.alerts.get(key);
    if (alert === undefined || state.shift.ackOf.get(key) !== ack.ack || !isLoose(alert, listed.id)) return false;
    return before.includes(fingerprint) || isSeenTwice(ack, key, state);
  });
  const isSame = alerts.length === before.length && alerts.every(({fingerprint}) => before.includes(fingerprint));
  return isSame || now >= listed.endsAt - serverAhead(state, ack.source)
    ? []
    : [{type: 'ack.unheld', ack: ack.ack, source: ack.source, silence: listed.id, alerts: [...alerts]}];
}

/**
 * Whether a second poll shows it, both after every member must have heard of the silence: a list may come from before
 * that, and the members of a cluster tell each other of a silence in their own time. All times here are by our clock.
 */
function isSeenTwice(ack: Ack, key: AlertKey, {live, shift}: WatchState): boolean {
  const health = live.sources.get(ack.source);
  const known = shift.firing.get(key);
  if (health?.lastGood === undefined || known?.state !== 'active' || ack.silence === undefined) return false;
  if (known.suppressedBy.includes(ack.silence.id)) return false;
  // Those of a cluster that is none are told of nothing, so nothing is waited for.
  const heard = ack.silence.placedAt + (health.apart === true ? 0 : PROPAGATION);
  const from = Math.max(heard, health.since);
  return health.lastGood >= from + health.interval && health.lastGood > (known.unsilencedAt ?? 0);
}

function reminder(ack: Ack, state: WatchState, look: Look): NewFact[] {
  if (hasRisen(ack, state, look.fired)) return [{type: 'ack.reminded', ack: ack.ack, because: 'severity'}];
  return reminderDue(ack, state.settings.ack.remind) <= look.now
    ? [{type: 'ack.reminded', ack: ack.ack, because: 'time'}]
    : [];
}

/**
 * Severity is a label, so an alert that gets worse is another label set: the same labels but for the severity, firing
 * with a worse one.
 */
function hasRisen(ack: Ack, state: WatchState, fired: readonly Fired[]): boolean {
  const worse = fired.filter(one => SEVERITIES.indexOf(one.severity) < SEVERITIES.indexOf(ack.severity));
  if (worse.length === 0) return false;
  const label = state.settings.severity.label;
  const alerts = keysOfAck(ack).flatMap(key => state.shift.firing.get(key) ?? []);
  const held = new Set(alerts.map(alert => sameButSeverity(alert, label)));
  return worse.some(one => held.has(sameButSeverity({...one, source: ack.source}, label)));
}
