import type {FeedHealth} from '../../core/feed/team.js';
import type {Clock, FeedListener} from '../../core/ports.js';
import {defined} from '../defined.js';
import type {FeedSources} from './feed-sources.js';
import type {Line} from './line.js';
import type {FeedOptions} from './options.js';
import type {FeedPulse} from './pulse.js';

export interface FeedDeps {
  readonly clock: Clock;
  /** Names of the sources that are polled here. */
  readonly polled: readonly string[];
  /** 0 up to 1; by default chance. */
  readonly random?: () => number;
}

/** A feed that is followed, over all its connections. */
export interface Session {
  readonly options: FeedOptions;
  readonly deps: FeedDeps;
  readonly from: {readonly origin: string; readonly by: string};
  readonly listener: FeedListener;
  readonly signal: AbortSignal;
  readonly sources: FeedSources;
  /** The newest id that was taken in, of this process or an earlier one. */
  reached: string | undefined;
  health: FeedHealth;
  line: Line | undefined;
  tries: number;
  heartbeat: number;
  /** The last sign of life, and when the relay opened this connection; Unix ms. */
  signAt: number | undefined;
  helloAt: number;
  /** The relay has said on this connection what it has of this journal, and nothing since puts that in doubt. */
  hasJoined: boolean;
  /** Ends the wait for the next `join`. */
  stopJoining: () => void;
  stopEnds: () => void;
  /** So many alerts of somebody else's stream could not be read. */
  passedOver: number;
}

/** Health is told when something in it changed that is worth a look: of the lag, only its order. */
export function tell(session: Session, now: Omit<FeedHealth, 'name' | 'since'>): void {
  const {health, deps, listener} = session;
  const since = health.state === now.state ? health.since : deps.clock.now();
  const next: FeedHealth = {name: health.name, since, ...now};
  const isSame =
    next.state === health.state &&
    next.degraded === health.degraded &&
    next.trouble === health.trouble &&
    isNear(next.lag, health.lag);
  if (isSame) return;
  session.health = next;
  listener.onHealth(next);
  if (next.state !== health.state) tellPulse(session);
}

function isNear(a: number | undefined, b: number | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return Math.abs(a - b) <= Math.max(5, Math.min(a, b) / 2);
}

/** Both clocks count: what looks as if it came from the future was fast. */
export function lagOf(session: Session, at: string): number {
  return Math.max(0, session.deps.clock.now() - Date.parse(at));
}

/** How the feed is, in the terms of a source. */
export function pulseOf({health, heartbeat, signAt}: Session): FeedPulse {
  const {state, since, trouble, retryAt} = health;
  return {
    state,
    since,
    interval: heartbeat,
    ...defined({lastGood: signAt, retryAt}),
    ...(trouble === undefined ? {} : {trouble: {kind: 'unreachable', ...trouble}}),
  };
}

/** Alerts that nobody tells again end in their time. */
export function endLater(session: Session): void {
  const {sources, listener, deps} = session;
  session.stopEnds();
  const next = sources.nextEnd();
  if (next === undefined) return;
  session.stopEnds = deps.clock.after(Math.max(0, next - deps.clock.now()), () => {
    for (const update of sources.endDue(pulseOf(session))) listener.onUpdate(update);
    endLater(session);
  });
}

/** Says of every source that only the feed knows how it is. */
export function tellPulse(session: Session): void {
  const updates = session.sources.pulse(pulseOf(session));
  for (const update of updates) session.listener.onUpdate(update);
}
