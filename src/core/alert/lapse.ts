import type {Ack} from '../shift/state.js';
import type {WatchState} from '../watch-state.js';
import {isAckComment} from './ack-matchers.js';
import {type Alert, type AlertKey, alertKey} from './alert.js';
import {compileMatchers} from './matcher.js';
import type {Silence} from './silence.js';

/** How long a row keeps saying that it was held before. */
const LATELY = 2 * 60 * 60_000;
/** How far the end of a silence and the first sight of the alert without it may lie apart. */
const SLACK = 2 * 60_000;

interface Lapse {
  readonly by: string;
  readonly at: number;
  readonly was: 'acked' | 'silenced';
}

interface Asked {
  readonly state: Pick<WatchState, 'live' | 'shift' | 'settings'>;
  readonly now: number;
  readonly unsilencedAt: number | undefined;
}

/** Who held an alert that nobody holds now, where that ended lately and not because its owner gave it back. */
export function lapseOf(alert: Alert, {state, now, unsilencedAt}: Asked): Lapse | undefined {
  const ended = endedAcks(state.shift.acks).get(alertKey(alert));
  const ack = ended?.endedAt !== undefined && isSame(ended, alert) && now - ended.endedAt <= LATELY ? ended : undefined;
  if (ack) return ack.endReason === 'released' ? undefined : {by: ack.by, at: ack.endedAt ?? now, was: 'acked'};
  if (unsilencedAt === undefined || now - unsilencedAt > LATELY) return undefined;
  const silence = endedSilence(alert, state, unsilencedAt);
  if (!silence) return undefined;
  const prefixes = [state.settings.ack.prefix, ...state.settings.ack.recognise];
  return {
    by: silence.createdBy,
    at: silence.endsAt,
    was: isAckComment(silence.comment, prefixes) ? 'acked' : 'silenced',
  };
}

function isSame(ack: Ack, alert: Alert): boolean {
  return ack.alerts.some(held => held.fingerprint === alert.fingerprint && held.startsAt === alert.startsAt);
}

const endedAcksOf = new WeakMap<ReadonlyMap<string, Ack>, ReadonlyMap<AlertKey, Ack>>();

/** The ack that ended last of each alert, by alert key; made once for each state. */
export function endedAcks(acks: ReadonlyMap<string, Ack>): ReadonlyMap<AlertKey, Ack> {
  const known = endedAcksOf.get(acks);
  if (known) return known;
  const ended = new Map<AlertKey, Ack>();
  for (const ack of acks.values()) {
    if (ack.status !== 'ended' || !ack.silence) continue;
    for (const {fingerprint} of ack.alerts) {
      const key = alertKey({source: ack.source, fingerprint});
      if ((ended.get(key)?.endedAt ?? 0) <= (ack.endedAt ?? 0)) ended.set(key, ack);
    }
  }
  endedAcksOf.set(acks, ended);
  return ended;
}

/** The source's own list of expired silences knows what they matched; the journal knows only who made them. */
function endedSilence(alert: Alert, {live}: Asked['state'], unsilencedAt: number): Silence | undefined {
  return expiredSilences(live.silences).find(silence => {
    if (silence.source !== alert.source || Math.abs(silence.endsAt - unsilencedAt) > SLACK) return false;
    const compiled = compileMatchers(silence.matchers);
    return 'test' in compiled && compiled.test(alert.labels);
  });
}

const expiredOf = new WeakMap<ReadonlyMap<string, Silence>, readonly Silence[]>();

function expiredSilences(silences: ReadonlyMap<string, Silence>): readonly Silence[] {
  const known = expiredOf.get(silences);
  if (known) return known;
  const expired = [...silences.values()]
    .filter(silence => silence.state === 'expired')
    .sort((a, b) => b.endsAt - a.endsAt);
  expiredOf.set(silences, expired);
  return expired;
}
