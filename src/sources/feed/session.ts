import type {FeedMessageOf} from '../../core/feed/message.js';
import type {FeedHealth} from '../../core/feed/team.js';
import type {Clock, FeedListener} from '../../core/ports.js';
import {defined} from '../../lib/defined.js';
import {plainText} from '../../lib/plain-text.js';
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
  /** The newest id up to which all is confirmed that fires. */
  recorded: string | undefined;
  health: FeedHealth;
  line: Line | undefined;
  tries: number;
  heartbeat: number;
  /** The last sign of life that said that what hooks tell comes through, and when the relay opened this connection; Unix ms. */
  goodAt: number | undefined;
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
  const isOther = health.state !== now.state || isHeldBack(health) !== isHeldBack(now);
  const since = isOther ? deps.clock.now() : health.since;
  const next: FeedHealth = {name: health.name, since, ...now};
  const isSame =
    next.state === health.state &&
    next.degraded === health.degraded &&
    next.waits === health.waits &&
    next.trouble === health.trouble &&
    isNear(next.lag, health.lag);
  if (isSame) return;
  session.health = next;
  listener.onHealth(next);
  // A relay that is back and refuses says why, and how much waits there.
  if (isOther || next.trouble?.message !== health.trouble?.message) tellPulse(session);
}

/** What the relay says of itself with a sign of life. */
export function tellSign(session: Session, sign: FeedMessageOf<'hello'> | FeedMessageOf<'head'>): void {
  const {at, degraded, waits} = sign;
  if (waits === undefined) session.goodAt = session.deps.clock.now();
  const said = degraded === null ? undefined : plainText(degraded, {maxLength: 400});
  tell(session, {state: 'up', ...defined({degraded: said, waits}), lag: lagOf(session, at)});
}

/** Less than this, ms, is told apart nowhere; said all the same, it would be drawn ahead of what the message brings. */
const SMALL = 50;

function isNear(a: number | undefined, b: number | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return Math.abs(a - b) <= Math.max(SMALL, Math.min(a, b) / 2);
}

/** Both clocks count: what looks as if it came from the future was fast. */
export function lagOf(session: Session, at: string): number {
  return Math.max(0, session.deps.clock.now() - Date.parse(at));
}

/** How the feed is, in the terms of a source. */
export function pulseOf({health, heartbeat, goodAt}: Session): FeedPulse {
  const {state, since, trouble, retryAt} = health;
  const known = {since, interval: heartbeat, ...defined({lastGood: goodAt, retryAt})};
  // A line that lives says nothing of sources whose word waits at its other end.
  if (isHeldBack(health)) return {...known, state: 'down', trouble: heldBackAt(health)};
  return {...known, state, ...(trouble === undefined ? {} : {trouble: {kind: 'unreachable', ...trouble}})};
}

function isHeldBack({state, waits}: Pick<FeedHealth, 'state' | 'waits'>): boolean {
  return state === 'up' && waits !== undefined;
}

function heldBackAt({name, degraded}: FeedHealth): NonNullable<FeedPulse['trouble']> {
  const why = degraded === undefined ? '' : `: ${degraded}`;
  return {
    kind: 'unreachable',
    message: `The relay ${name} cannot pass on what it is told${why}`,
    hint: ':sources says more.',
  };
}

/** Alerts that nobody tells again end in their time. */
export function endLater(session: Session): void {
  const {sources, deps} = session;
  session.stopEnds();
  const next = sources.nextEnd();
  if (next === undefined) return;
  session.stopEnds = deps.clock.after(Math.max(0, next - deps.clock.now()), () => {
    tellEnds(session);
    endLater(session);
  });
}

/** What is over because nobody told it again, or because a poll no longer shows it. */
export function tellEnds(session: Session): void {
  for (const update of session.sources.endDue(pulseOf(session))) session.listener.onUpdate(update);
}

/** Says of every source that only the feed knows how it is. */
export function tellPulse(session: Session): void {
  const updates = session.sources.pulse(pulseOf(session));
  for (const update of updates) session.listener.onUpdate(update);
}
