import {SEVERITIES, type Severity} from '../alert/severity.js';
import {loudDeliveries} from '../escalation/deliveries.js';
import type {Delivery} from '../escalation/delivery.js';
import {isOpen} from '../incident/incident.js';
import {onCallEnd} from '../schedule/on-call-end.js';
import {isWatched} from '../shift/left-sources.js';
import {hhmmZ} from '../time/clock-text.js';
import {brief} from '../time/duration.js';
import type {WatchState} from '../watch-state.js';
import {type Banner, banners} from './banner.js';
import type {Board} from './board.js';
import {isUnknown} from './empty.js';
import {type FeedWords, feedWords} from './feed-words.js';
import {leaseMark} from './lease-words.js';
import {type SourceWords, sourceWords} from './source-words.js';

/** The top line, in words and without layout. */
export interface Status {
  readonly sources: readonly SourceWords[];
  /** The feed, where one is configured. */
  readonly feed?: FeedWords;
  /** Alerts that need somebody, by severity: their sum is what the shelf below says. */
  readonly severities: readonly {readonly severity: Severity; readonly alerts: number}[];
  /** No source has told what fires yet, and none answers, or what was told waits at the relay: that none needs somebody is not known. */
  readonly isUnknown: boolean;
  /** Acks and silences on their way to a source. */
  readonly pending: number;
  /** Pages and messages that are still to be sent, and those that were not. */
  readonly deliveries: {readonly waiting: number; readonly lost: number; readonly word: 'page' | 'message'};
  /** Incidents that are not resolved. */
  readonly incidents: number;
  readonly operator: string;
  /** `5h12m left`, or `over for 12m`: of the running shift, or of its operator's time on call where the shift has no end. */
  readonly shiftLeft?: string;
  /** `10h left on call`: of the operator who has begun no watch. */
  readonly onCall?: string;
  /** `03:41Z`. */
  readonly clock: string;
  /** The loudest first. */
  readonly banners: readonly Banner[];
}

export function statusOf(board: Board, state: WatchState, now: number): Status {
  const {shift, live, settings} = state;
  const operator = shift.shift?.operator ?? settings.operator;
  const scheduled = onCallEnd(settings.schedules ?? [], {user: operator, now});
  const loud = loudDeliveries(state, now);
  const left = shiftLeft(shift.shift?.endsAt ?? scheduled, now);
  return {
    sources: [...live.sources.values()].map(health => sourceWords(health, now)),
    ...(state.team === undefined ? {} : {feed: feedWords(state.team.feed, now, leaseMark(state, now))}),
    severities: severitiesOf(board),
    isUnknown: board.total === 0 && (isUnknown(state, now) || (state.team?.feed.waits ?? 0) > 0),
    pending: pendingIn(state),
    deliveries: {waiting: loud.waiting.length, lost: loud.lost.length, word: wordFor(loud.waiting)},
    incidents: shift.incidents.size === 0 ? 0 : [...shift.incidents.values()].filter(isOpen).length,
    operator,
    ...whenOver(left, shift.shift !== undefined),
    clock: hhmmZ(now),
    banners: banners(state, now),
  };
}

/** Somebody is called by one of them; the others only say something. */
function wordFor(waiting: readonly Delivery[]): 'page' | 'message' {
  return waiting.some(({escalation}) => escalation !== undefined) ? 'page' : 'message';
}

function pendingIn(state: WatchState): number {
  const {acks, orders} = state.shift;
  const asked = [...acks.values()].filter(ack => ack.status === 'requested' || ack.silenceOpen);
  return [...asked, ...orders.values()].filter(({source}) => isWatched(source, state)).length;
}

function severitiesOf({shelves}: Board): Status['severities'] {
  const {severities} = shelves['needs-you'];
  return SEVERITIES.map(severity => ({severity, alerts: severities[severity]}));
}

/** Time on call is no watch: nobody has begun one, and it has no handoff. */
function whenOver(left: string | undefined, isRunning: boolean): Pick<Status, 'shiftLeft' | 'onCall'> {
  if (left === undefined) return {};
  return isRunning ? {shiftLeft: left} : {onCall: `${left} on call`};
}

function shiftLeft(endsAt: number | undefined, now: number): string | undefined {
  if (endsAt === undefined) return undefined;
  return endsAt > now ? `${brief(endsAt - now)} left` : `over for ${brief(now - endsAt)}`;
}
