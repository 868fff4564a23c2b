import type {FeedMessage} from '../../core/feed/message.js';
import {readFeedMessage} from '../../core/feed/read-message.js';
import type {FeedHealth} from '../../core/feed/team.js';
import type {Clock, Feed, FeedListener} from '../../core/ports.js';
import {backoff} from '../../lib/backoff.js';
import {pause} from '../../lib/pause.js';
import {defined} from '../defined.js';
import {feedAddress} from './address.js';
import {type Collector, collector, type FeedBatch} from './collector.js';
import {type DeadLine, deadLine} from './dead-line.js';
import {type FeedPulse, type FeedSources, feedSources} from './feed-sources.js';
import {type Line, type LineEnd, openLine} from './line.js';
import type {FeedOptions} from './options.js';
import {receivedFact} from './received-fact.js';

export interface FeedDeps {
  readonly clock: Clock;
  /** Names of the sources that are polled here. */
  readonly polled: readonly string[];
  /** 0 up to 1; by default chance. */
  readonly random?: () => number;
}

const RETRY = {first: 500, most: 15_000};
/** A connection that lasted so long was a good one: the next is tried at once as if it were the first. */
const LASTED = 10_000;
/** Until the relay says how often it gives a sign of life. */
const FIRST_HEARTBEAT = 10_000;
const SEEN_EVERY = 5_000;
const JOIN_AGAIN = 2_000;

interface Session {
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
  stopEnds: () => void;
}

/** The feed of a relay: stays connected, resumes where it was, and says how it is. */
export function feed(options: FeedOptions, deps: FeedDeps): Feed {
  let session: Session | undefined;
  return {
    async watch({after, firing, ...from}, listener, signal) {
      const {name} = feedAddress(options.url);
      session = {
        options,
        deps,
        from,
        listener,
        signal,
        sources: feedSources({polled: deps.polled, firing, clock: deps.clock}),
        reached: after,
        health: {name, state: 'connecting', since: deps.clock.now()},
        line: undefined,
        tries: 0,
        heartbeat: FIRST_HEARTBEAT,
        signAt: undefined,
        helloAt: 0,
        stopEnds: () => undefined,
      };
      listener.onHealth(session.health);
      while (!signal.aborted) await connection(session);
      session.stopEnds();
    },
    send: message => session?.line?.send(JSON.stringify(message)) ?? false,
  };
}

/** One connection and the wait after it. */
async function connection(session: Session): Promise<void> {
  const {clock} = session.deps;
  const begun = clock.monotonic();
  const end = await life(session);
  session.line = undefined;
  session.listener.onLost();
  if (session.signal.aborted) return;
  // A relay of another kind or version may not know the place; the next try asks for everything.
  if (end.status === 400) session.reached = undefined;
  session.tries = clock.monotonic() - begun >= LASTED ? 1 : session.tries + 1;
  const wait = backoff(session.tries, RETRY, session.deps.random);
  tell(session, {
    state: 'down',
    trouble: {message: end.message, hint: end.hint},
    retryAt: clock.now() + Math.round(wait),
  });
  await pause(clock, wait, session.signal);
}

async function life(session: Session): Promise<LineEnd> {
  const {options, deps, signal} = session;
  const {name, url} = feedAddress(options.url);
  const stopped: (() => void)[] = [];
  const batches = collector({
    flush: batch => onBatch(session, batch),
  });
  const watchdog = deadLine(deps.clock, FIRST_HEARTBEAT, silentFor => {
    const message = `The feed of ${name} has been silent for ${Math.round(silentFor / 1000)} s.`;
    session.line?.cut({message, hint: 'It is opened again.'});
  });
  stopped.push(watchdog.stop, batches.stop);
  try {
    return await openLine(
      {...options, url: url(session.reached), name},
      {
        onOpen: () => undefined,
        onSign: watchdog.sign,
        onText: text => {
          for (const stop of onText(session, {text, batches, watchdog})) stopped.push(stop);
        },
      },
      {
        clock: deps.clock,
        signal,
        onLine: line => {
          session.line = line;
        },
      },
    );
  } finally {
    batches.flush();
    for (const stop of stopped) stop();
  }
}

function onBatch(session: Session, batch: FeedBatch): void {
  const {listener, sources} = session;
  const {told, updates} = sources.take(batch, pulseOf(session));
  for (const update of updates) listener.onUpdate(update);
  for (const [source, alerts] of told) listener.onTold(source, alerts);
  const facts = batch.entries.flatMap(entry => (entry.kind === 'fact' ? [receivedFact(entry.fact)] : []));
  session.reached = batch.reached;
  if (facts.length > 0) listener.onFacts(facts, batch.reached);
  endLater(session);
}

function pulseOf({health, heartbeat, signAt}: Session): FeedPulse {
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
function endLater(session: Session): void {
  const {sources, listener, deps} = session;
  session.stopEnds();
  const next = sources.nextEnd();
  if (next === undefined) return;
  session.stopEnds = deps.clock.after(Math.max(0, next - deps.clock.now()), () => {
    for (const update of sources.endDue(pulseOf(session))) listener.onUpdate(update);
    endLater(session);
  });
}

function tellPulse(session: Session): void {
  const updates = session.sources.pulse(pulseOf(session));
  for (const update of updates) session.listener.onUpdate(update);
}

interface Hearing {
  readonly text: string;
  readonly batches: Collector;
  readonly watchdog: DeadLine;
}

/** Takes in one message; answers with what has to be stopped when the connection ends. */
function onText(session: Session, {text, batches, watchdog}: Hearing): readonly (() => void)[] {
  const read = readFeedMessage(text);
  if (read.ok) {
    batches.take(read.message);
    return onMessage(session, read.message, watchdog);
  }
  // A newer relay may say more than is known here; what is broken is not gone on with.
  if (!read.unknown) {
    const message = `${session.health.name} sent a message that makes no sense: ${read.reason}.`;
    session.line?.cut({message, hint: 'Use the same version of watchkeeper on both sides.'});
  }
  return [];
}

function onMessage(session: Session, message: FeedMessage, watchdog: DeadLine): readonly (() => void)[] {
  const {listener, from} = session;
  switch (message.type) {
    case 'hello':
      session.heartbeat = message.heartbeat;
      session.helloAt = Date.parse(message.at);
      session.signAt = session.deps.clock.now();
      watchdog.every(message.heartbeat);
      session.sources.know(message.sources);
      listener.onSources(message.sources);
      session.line?.send(JSON.stringify({type: 'join', ...from}));
      tell(session, {state: 'up', ...degradedBy(message.degraded), lag: lagOf(session, message.at)});
      return [confirming(session)];
    case 'head':
      session.signAt = session.deps.clock.now();
      tell(session, {state: 'up', ...degradedBy(message.degraded), lag: lagOf(session, message.at)});
      tellPulse(session);
      return [];
    case 'alert':
    case 'fact':
      // What is caught up with says nothing of the line.
      if (Date.parse(message.at) < session.helloAt) return [];
      tell(session, {
        state: 'up',
        ...defined({degraded: session.health.degraded}),
        lag: lagOf(session, message.at),
      });
      return [];
    case 'joined':
      listener.onJoined(message.have);
      return [];
    case 'presence': {
      const {type: _, ...presence} = message;
      listener.onPresence(presence);
      return [];
    }
    case 'error':
      return message.code === 'not-recorded' ? [joinAgain(session)] : [];
    default:
      return [];
  }
}

/** The relay could not record what it was told, and says after a new `join` what it has. */
function joinAgain(session: Session): () => void {
  return session.deps.clock.after(JOIN_AGAIN, () => {
    session.line?.send(JSON.stringify({type: 'join', ...session.from}));
  });
}

function degradedBy(degraded: string | null): Pick<FeedHealth, 'degraded'> {
  return degraded === null ? {} : {degraded};
}

/** Both clocks count: what looks as if it came from the future was fast. */
function lagOf(session: Session, at: string): number {
  return Math.max(0, session.deps.clock.now() - Date.parse(at));
}

/** Health is told when something in it changed that is worth a look: of the lag, only its order. */
function tell(session: Session, now: Omit<FeedHealth, 'name' | 'since'>): void {
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

/** Says every few seconds what was taken in, where that has moved. */
function confirming(session: Session): () => void {
  let said = session.reached;
  let stop = (): void => undefined;
  const next = (): void => {
    stop = session.deps.clock.after(SEEN_EVERY, () => {
      if (session.reached !== undefined && session.reached !== said) {
        said = session.reached;
        session.line?.send(JSON.stringify({type: 'seen', id: said}));
      }
      next();
    });
  };
  next();
  return () => stop();
}
