import type {FeedLeaseTerms, FeedMessage} from '../../core/feed/message.js';
import {readFeedMessage} from '../../core/feed/read-message.js';
import {isEndedByHand} from '../../core/feed/team-facts.js';
import type {LeaseTerms} from '../../core/lease/lease.js';
import type {Feed} from '../../core/ports.js';
import {backoff} from '../../lib/backoff.js';
import {defined} from '../../lib/defined.js';
import {pause} from '../../lib/pause.js';
import {plainText} from '../../lib/plain-text.js';
import {feedAddress} from './address.js';
import {type Collector, collector, type FeedBatch} from './collector.js';
import {type DeadLine, deadLine} from './dead-line.js';
import {feedSources} from './feed-sources.js';
import {foreignAlerts} from './foreign.js';
import {hasJoined, join, joinAgain} from './joining.js';
import {type LineEnd, openLine} from './line.js';
import type {FeedOptions} from './options.js';
import {receivedFact} from './received-fact.js';
import {endLater, type FeedDeps, lagOf, pulseOf, type Session, tell, tellEnds, tellPulse, tellSign} from './session.js';

const RETRY = {first: 500, most: 15_000};
/** A connection that lasted so long was a good one: the next is tried at once as if it were the first. */
const LASTED = 10_000;
/** Until the relay says how often it gives a sign of life. */
const FIRST_HEARTBEAT = 10_000;
const SEEN_EVERY = 5_000;

/** The feed of a relay: stays connected, resumes where it was, and says how it is. */
export function feed(options: FeedOptions, deps: FeedDeps): Feed {
  let session: Session | undefined;
  return {
    async watch({after, open, firing, ended, ...from}, listener, signal) {
      const {name} = feedAddress(options.url);
      session = {
        options,
        deps,
        from,
        listener,
        signal,
        sources: feedSources({polled: deps.polled, open, firing, after, ended, clock: deps.clock}),
        // Only a snapshot tells what fires at a source whose alerts are told once.
        reached: open.length > 0 ? undefined : after,
        health: {name, state: 'connecting', since: deps.clock.now()},
        line: undefined,
        tries: 0,
        heartbeat: FIRST_HEARTBEAT,
        recorded: after,
        goodAt: undefined,
        helloAt: 0,
        hasJoined: false,
        stopJoining: () => undefined,
        stopEnds: () => undefined,
        passedOver: 0,
      };
      listener.onHealth(session.health);
      tellPulse(session);
      while (!signal.aborted) await connection(session);
      session.stopEnds();
    },
    end(alert) {
      if (session === undefined) return;
      for (const update of session.sources.end(alert, pulseOf(session))) session.listener.onUpdate(update);
    },
    send(message) {
      // What is told while the relay looks up what it has would stand before what it lacks, and keep that out.
      if (message.type === 'fact' && session?.hasJoined !== true) return false;
      return session?.line?.send(JSON.stringify(message)) ?? false;
    },
  };
}

/** One connection and the wait after it. */
async function connection(session: Session): Promise<void> {
  const {clock} = session.deps;
  const begun = clock.monotonic();
  const end = await life(session);
  session.line = undefined;
  session.hasJoined = false;
  session.stopJoining();
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
  const {name, url, foreign} = feedAddress(options.url);
  const isForeign = options.format === 'alertmanager';
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
      {...options, url: isForeign ? foreign : url(session.reached), name},
      {
        onOpen: () => {
          if (isForeign) stopped.push(openForeign(session));
        },
        onSign: watchdog.sign,
        onText: text => {
          const hearing = {text, batches, watchdog};
          if (isForeign) onForeign(session, hearing);
          else stopped.push(...onText(session, hearing));
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
  const {told, updates, groups} = sources.take(batch, pulseOf(session));
  const facts = batch.entries.flatMap(entry => (entry.kind === 'fact' ? [receivedFact(entry.fact)] : []));
  if (batch.reached !== '') session.reached = batch.reached;
  // Whoever starts anew while something is not confirmed has to hear again that the stream is another one.
  if (sources.areConfirmed()) session.recorded = batch.reached;
  const tellFacts = () =>
    (facts.length > 0 || batch.whole) && listener.onFacts(facts, session.recorded ?? batch.reached);
  // Who ended an alert by hand is to be known before it goes: else it would be recorded as gone by itself.
  const isFactFirst = facts.some(isEndedByHand);
  if (isFactFirst) tellFacts();
  if (groups.length > 0) listener.onGroups(groups);
  for (const update of updates) listener.onUpdate(update);
  for (const [source, alerts] of told) listener.onTold(source, alerts);
  if (!isFactFirst) tellFacts();
  endLater(session);
}

interface Hearing {
  readonly text: string;
  readonly batches: Collector;
  readonly watchdog: DeadLine;
}

/** Somebody else's server says nothing of itself: that it answers is what is known of it. */
function openForeign(session: Session): () => void {
  const {clock} = session.deps;
  let stop = (): void => undefined;
  const next = (): void => {
    session.goodAt = clock.now();
    tell(session, foreignHealth(session));
    tellPulse(session);
    stop = clock.after(session.heartbeat, () => {
      session.line?.ping();
      next();
    });
  };
  next();
  return () => stop();
}

function onForeign(session: Session, {text, batches}: Hearing): void {
  const now = session.deps.clock.now();
  const read = foreignAlerts(text, session.options.source, now);
  if (read === undefined) return;
  batches.takeForeign(read.alerts, now);
  session.passedOver += read.passedOver;
  if (read.passedOver > 0) tell(session, foreignHealth(session));
}

function foreignHealth({passedOver}: Session): {readonly state: 'up'; readonly degraded?: string} {
  if (passedOver === 0) return {state: 'up'};
  return {state: 'up', degraded: `alerts without labels that are text came, and are not shown (${passedOver} so far).`};
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
  const {listener} = session;
  switch (message.type) {
    case 'hello':
      session.heartbeat = message.heartbeat;
      session.helloAt = Date.parse(message.at);
      watchdog.every(message.heartbeat);
      session.sources.know(message.sources);
      session.sources.heard(message.told);
      listener.onSources(message.sources);
      listener.onTerms(message.lease === undefined ? undefined : cleanTerms(message.lease));
      join(session);
      tellSign(session, message);
      return [confirming(session)];
    case 'head':
      session.sources.heard(message.told);
      tellSign(session, message);
      tellPulse(session);
      return [];
    case 'alert':
    case 'fact':
      // What is caught up with says nothing of the line.
      if (Date.parse(message.at) < session.helloAt) return [];
      tell(session, {
        state: 'up',
        ...defined({degraded: session.health.degraded, waits: session.health.waits}),
        lag: lagOf(session, message.at),
      });
      return [];
    case 'polled':
      session.sources.poll(message.sources);
      tellEnds(session);
      tellPulse(session);
      return [];
    case 'resync':
      // The stream was made anew beneath this connection: what it has of this journal may be nothing.
      if (message.reason === 'other-epoch' && session.hasJoined) join(session);
      return [];
    case 'joined':
      hasJoined(session);
      listener.onJoined(message.have);
      return [];
    case 'lease': {
      const {type: _, ...answer} = message;
      listener.onLease(answer);
      return [];
    }
    case 'presence': {
      const {type: _, ...presence} = message;
      listener.onPresence(presence);
      return [];
    }
    case 'error':
      // What it has could not be recorded, or not be looked up: while its stream is away, both are no news.
      if (message.code === 'not-recorded' || message.code === 'unavailable') joinAgain(session);
      return [];
    default:
      return [];
  }
}

/** Names are shown. */
function cleanTerms({relay, length, ...names}: FeedLeaseTerms): LeaseTerms {
  const clean = (list: readonly string[]) => list.map(name => plainText(name, {maxLength: 200}));
  const {sources, policies, targets} = names;
  return {relay, length, sources: clean(sources), policies: clean(policies), targets: clean(targets)};
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
