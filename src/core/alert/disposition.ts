import {serverAhead} from '../live/server-time.js';
import {PROPAGATION} from '../shift/deadlines.js';
import type {Ack} from '../shift/state.js';
import type {WatchState} from '../watch-state.js';
import {isAckComment} from './ack-matchers.js';
import {type Alert, alertKey, alertName} from './alert.js';
import {type Lapse, lapseOf} from './lapse.js';
import {notifiers, notifyText} from './notifiers.js';
import type {Silence} from './silence.js';

export type DispositionKind = 'unacked' | 'acking' | 'acked' | 'silenced' | 'inhibited' | 'muted';

/** Who has an alert now. Acked, silenced, inhibited and muted are four different things. Times are Unix ms. */
export interface Disposition {
  readonly kind: DispositionKind;
  /** Who acked it, or asked to. */
  readonly owner?: string;
  /** When the ack or the silence ends by our clock, unless it is extended. */
  readonly endsAt?: number;
  /** Id of the silence that carries the ack or holds the alert. */
  readonly silence?: string;
  /** Who made the silence, which alert inhibits it, or which interval mutes it. */
  readonly by?: string;
  /** It was held until lately, and nobody gave it back on purpose. */
  readonly lapsed?: Lapse;
  /** When it stopped being held back. */
  readonly unsilencedAt?: number;
  /** The ack is in our journal. */
  readonly ours: boolean;
  /** Our ack's id, where it is ours. */
  readonly ack?: string;
  /** When it was acked, where it is ours. */
  readonly since?: number;
  /** Its owner, who is the operator here, was reminded of it and has not acted since. */
  readonly reminder?: 'time' | 'severity';
  /** Our ack is placed, and the source shows the alert active all the same. */
  readonly unheld?: true;
  /** Why our ack could not be placed or extended, or that it does not hold, so far. */
  readonly trouble?: string;
}

export type DispositionState = Pick<WatchState, 'live' | 'shift' | 'settings' | 'recording'>;

/** Who has this alert at `now` (Unix ms). */
export function dispositionOf(alert: Alert, state: DispositionState, now: number): Disposition {
  const ack = ackOf(alert, state, now);
  if (ack && isUnheld(ack, alert)) return ofUnheld(ack, alert, state);
  if (ack && !isSeenLoose(ack, alert, state)) return ofAck(ack, alert, {...state, now});
  if (alert.silencedBy.length > 0) return ofSilences(alert, state);
  const [inhibitor] = alert.inhibitedBy;
  if (inhibitor !== undefined) return {kind: 'inhibited', by: nameOf(alert.source, inhibitor, state), ours: false};
  const [interval] = alert.mutedBy;
  if (interval !== undefined) return {kind: 'muted', by: interval, ours: false};
  if (alert.state === 'suppressed') return {kind: 'silenced', ours: false};
  return unacked(alert, state, now);
}

/** Every comment that starts like this says "somebody is on it". */
export function ackPrefixes(settings: DispositionState['settings']): readonly string[] {
  return [settings.ack.prefix, ...settings.ack.recognise];
}

/** The ack that stands for an alert at `now` (Unix ms). */
export function ackOf(alert: Alert, {shift}: Pick<WatchState, 'shift'>, now: number): Ack | undefined {
  const id = shift.ackOf.size === 0 ? undefined : shift.ackOf.get(alertKey(alert));
  const ack = id === undefined ? undefined : shift.acks.get(id);
  if (ack === undefined || ack.status === 'ended') return undefined;
  return ack.origin === shift.origin || isTheirsStill(ack, alert, now) ? ack : undefined;
}

/** How long a teammate's word that they ack it stands without a silence that this source shows, ms. */
const THEIR_WORD = 30_000;

/** A teammate's ack is kept by their cockpit, which may be gone: it stands while a silence does, or was asked for just now. */
function isTheirsStill({carrier, requestedAt, silence}: Ack, alert: Alert, now: number): boolean {
  if (carrier === 'team') return true;
  return now - requestedAt < THEIR_WORD || (silence !== undefined && alert.silencedBy.includes(silence.id));
}

/** Whether it is known that the ack's silence does not hold the alert, and still so. */
function isUnheld({silence, unheld}: Ack, alert: Alert): boolean {
  return unheld?.includes(alert.fingerprint) === true && isLoose(alert, silence?.id ?? '');
}

/** Whether the source shows the alert as one that notifies, whatever this silence was made for. */
export function isLoose({state, silencedBy, absentSince}: Alert, silence: string): boolean {
  return state === 'active' && absentSince === undefined && !silencedBy.includes(silence);
}

/**
 * Whether the source shows that an ack no longer holds an alert, while nothing can be recorded that would say so: its
 * silence ran out, was ended, or was lost.
 */
export function isSeenLoose({silence, source}: Ack, alert: Alert, {live, recording}: DispositionState): boolean {
  if (recording.ok || silence === undefined || !isLoose(alert, silence.id)) return false;
  const health = live.sources.get(source);
  return health?.state === 'up' && (health.lastGood ?? 0) >= silence.placedAt + PROPAGATION;
}

function ofUnheld({ack, by, silence}: Ack, alert: Alert, {live}: DispositionState): Disposition {
  const id = silence?.id ?? '';
  const {source} = alert;
  const names = notifiers(alert, live.sources.get(source));
  const why =
    names.length > 0 ? notifyText(names) : `${source} lists its silence ${id.slice(0, 8)} as active, and notifies`;
  const trouble = `${by}'s ack does not hold it: ${why}`;
  return {kind: 'unacked', ours: true, ack, silence: id, unheld: true, trouble};
}

/** The source's word on the end wins over ours: kthxbye, or a person, may have moved it. */
function ofAck(
  ack: Ack,
  alert: Alert,
  {live, shift, settings, now}: DispositionState & {readonly now: number},
): Disposition {
  const shown = live.silences.get(`${alert.source}/${ack.silence?.id}`);
  const by = keeperOf(ack, shown, now);
  const said = {
    owner: by,
    ours: ack.origin === shift.origin,
    ack: ack.ack,
    since: ack.requestedAt,
    ...(ack.reminder && by === settings.operator && {reminder: ack.reminder.because}),
    ...(ack.trouble && {trouble: ack.trouble.reason}),
  };
  if (ack.carrier === 'team') return {kind: 'acked', by, ...said};
  // Lost or run out, it is being placed again: until then it holds nothing.
  if (!ack.silence || ack.status === 'requested') return {kind: 'acking', ...said};
  const byServer = shown?.state === 'active' ? shown.endsAt : ack.silence.endsAt;
  const endsAt = byServer - serverAhead({live}, alert.source);
  return {kind: 'acked', endsAt, silence: ack.silence.id, by, ...said};
}

/**
 * Whose an ack is: of whoever its silence says, who may have taken it over in a journal of their own. Not while it is
 * ours to say so, nor while what is shown may come from before that.
 */
export function keeperOf(
  {by, silence, silenceOf}: Ack,
  shown: Pick<Silence, 'createdBy' | 'state'> | undefined,
  now: number,
): string {
  if (silence === undefined || silenceOf !== undefined || now - silence.placedAt < PROPAGATION) return by;
  return shown?.state === 'active' && shown.createdBy !== '' ? shown.createdBy : by;
}

interface Holder {
  readonly id: string;
  readonly endsAt: number;
  readonly createdBy: string;
  readonly comment: string;
}

function ofSilences(alert: Alert, state: DispositionState): Disposition {
  const holders = alert.silencedBy
    .flatMap(id => holderOf(`${alert.source}/${id}`, id, state))
    .sort((a, b) => b.endsAt - a.endsAt);
  const prefixes = ackPrefixes(state.settings);
  const acked = holders.find(holder => isAckComment(holder.comment, prefixes));
  const holder = acked ?? holders[0];
  if (!holder) return {kind: 'silenced', silence: alert.silencedBy[0] ?? '', ours: false};
  const endsAt = holder.endsAt - serverAhead(state, alert.source);
  const said = {by: holder.createdBy, endsAt, silence: holder.id, ours: false};
  return acked ? {kind: 'acked', owner: holder.createdBy, ...said} : {kind: 'silenced', ...said};
}

function holderOf(key: string, id: string, {live, shift}: DispositionState): readonly Holder[] {
  const holder = live.silences.get(key) ?? shift.silencesSeen.get(key);
  return holder ? [{id, endsAt: holder.endsAt, createdBy: holder.createdBy, comment: holder.comment}] : [];
}

function nameOf(source: string, fingerprint: string, {live, shift}: DispositionState): string {
  const key = alertKey({source, fingerprint});
  const alert = live.alerts.get(key) ?? shift.firing.get(key);
  return alert ? alertName(alert) : fingerprint;
}

function unacked(alert: Alert, state: DispositionState, now: number): Disposition {
  const unsilencedAt = freedAt(alert, state);
  const lapsed = lapseOf(alert, state, now);
  return {kind: 'unacked', ours: false, ...(unsilencedAt !== undefined && {unsilencedAt}), ...(lapsed && {lapsed})};
}

/** When it stopped being held back: as this process saw it, or else as the log says. */
export function freedAt(
  alert: Alert,
  {live, shift}: Pick<WatchState, 'live' | 'shift'>,
  key = alertKey(alert),
): number | undefined {
  const occurrence = shift.firing.get(key);
  return live.freed.get(key) ?? (occurrence?.startsAt === alert.startsAt ? occurrence.unsilencedAt : undefined);
}
