import {hasRooms, type Target} from '../core/escalation/target.js';
import type {WritePage} from '../core/escalation/write-page.js';
import {onBehalf} from '../core/lease/on-behalf.js';
import type {AlertSource, Clock, Feed, Ids, Journal, Lookups, Replay, SeenMark} from '../core/ports.js';
import type {KnownTarget, Settings} from '../core/settings.js';
import {nextDeadline} from '../core/shift/deadlines.js';
import {refuse} from '../core/shift/decision.js';
import type {Fact} from '../core/shift/fact.js';
import {fold, initialShift} from '../core/shift/fold.js';
import {fedSources} from '../core/shift/left-sources.js';
import {fromSnapshot, toSnapshot} from '../core/shift/snapshot.js';
import type {ShiftState} from '../core/shift/state.js';
import {PROGRAM, RELAY} from '../core/shift/who.js';
import type {WatchState} from '../core/watch-state.js';
import {createDeadlineTimer} from './deadline-timer.js';
import type {Engine, Publication} from './engine.js';
import {goOnFrom} from './go-on-from.js';
import {heldIds} from './held-ids.js';
import {initialState} from './initial-state.js';
import {createIntake} from './intake.js';
import {createLadderClock} from './ladder-clock.js';
import {lookBack} from './look-back.js';
import {createLooker} from './looker.js';
import {createOnCallWatch, type Roster, withRosters} from './on-call-watch.js';
import {createDeliverer, type Deliverer} from './outbox/deliverer.js';
import {createPagerWatch} from './pager-watch.js';
import {createQueue} from './queue.js';
import {createRecordingProbe} from './recording-probe.js';
import {settler} from './settle.js';
import {createStepRunner, type Runs, type StepRunner} from './step-runner.js';
import {takeBundle, withMissing} from './takes-theirs.js';
import {createTeam, type Team} from './team/create-team.js';
import {watchStore} from './watch-store.js';
import {whereSeen} from './where-seen.js';
import {createWorker} from './worker.js';

/** A tail longer than this many facts is turned into a snapshot when the journal is opened. */
const TAIL_LIMIT = 20_000;

/**
 * So far back, ms, the clock may have been set since the journal was written for this process to go on from there. Set back
 * further it was wrong before, and whom a schedule names by it would be, too.
 */
const MOST_SET_BACK = 60 * 60_000;

export interface EngineParts {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly sources: readonly AlertSource[];
  readonly settings: Settings;
  readonly lookups?: Lookups;
  /** The live stream of a relay; absent where none is configured. */
  readonly feed?: Feed;
  /** Facts of this journal recorded since then, oldest first, also those that a replay leaves out. */
  readonly factsSince?: (since: number) => Promise<readonly Fact[]>;
  /** Absent where no statement of a runbook can be run. */
  readonly runs?: Runs;
  /** Where something can be sent; absent in a process that sends nothing. */
  readonly targets?: readonly Target[];
  /** Schedules that are kept elsewhere. */
  readonly rosters?: readonly Roster[];
  /** `new`: of what is to be sent, only what is asked for here; the rest waits for a process that stays. */
  readonly sends?: 'all' | 'new';
  /** Writes pages by the operator's template, where there is one. */
  readonly writePage?: WritePage;
  /** Where it is noted that somebody watches; absent in a process that is no cockpit. */
  readonly seen?: SeenMark;
  /** Told of what must not be lost but has no place on the screen. */
  readonly warn?: (message: string) => void;
}

/**
 * The one writer: replays the journal, watches the sources, takes one command at a time, and sees to what is
 * outstanding. Rejects with `JournalError` when the journal cannot be opened.
 */
export async function createEngine(parts: EngineParts): Promise<Engine> {
  const {clock, journal, sources} = parts;
  const store = watchStore(await opened(parts));
  const abort = new AbortController();
  const {signal} = abort;
  const {publish, subscribe} = publications();
  const recorded = (facts: readonly Fact[]) => team?.tell(facts);
  const standsIn = parts.settings.standsIn === true;
  const queue = createQueue({...parts, store, recorded, publish, ...(standsIn ? {onBehalf} : {})});
  const of = {queue, store, held: heldIds({...parts, store})};
  const dispatch = dispatcher({...of, steps: () => steps, outbox: () => outbox, took: () => intake.proveAnew()});
  const self = standsIn ? RELAY : PROGRAM;
  const ask = (command: Parameters<Engine['dispatch']>[0]) => dispatch(command, self);
  const polled = sources.map(({name}) => name);
  const intake = createIntake({store, polled, publish, ask, clock, isBrief: parts.sends === 'new'});
  const worker = createWorker({store, sources, clock, ask, seqAtStart: store.getState().shift.seq, signal});
  const steps = parts.runs === undefined ? undefined : createStepRunner({store, runs: parts.runs, clock, ask});
  const outbox = outgoing(parts, {store, ask, report: dispatch, signal});
  const run = () => ask({type: 'tick'}).then(() => worker.look());
  const timer = createDeadlineTimer({clock, due: () => nextDeadline(store.getState()), run});
  const probe = createRecordingProbe({store, clock, ask, catchUp: intake.reconcileAll});
  const {seat, turns} = whereSeen(parts, {store, clock, ask, rehearse: queue.rehearse});
  const unsubscribe = store.subscribe(() => {
    timer.set();
    for (const one of [worker, probe, steps, outbox, turns]) one?.look();
  });
  const watching = sources.map(source => source.watch(intake.take, signal));
  const team = teamOf(parts, {
    store,
    fed: fedSources(store.getState().shift, polled),
    intake,
    // Who acts in the operator's name when they are gone is their affair: it stands under their name.
    ask: command => dispatch(command),
    wantsLease: wantsLease(parts),
    receive: async arrival => queue.ask(await withMissing(arrival, of), self),
    subscribe,
    signal,
  });
  // Only now it is known whether a relay may be acting for this process.
  for (const one of [worker, outbox, turns]) one?.look();
  void Promise.all([steps?.recover(), lookBack({...parts, store})]);
  return {
    store,
    dispatch,
    settle: settler(store, clock),
    look: createLooker({store, lookups: parts.lookups ?? {}, clock, signal}).look,
    present: now => team?.present(now),
    depart: async () => team?.leave(),
    limit: lease => team?.limit(lease),
    ...waits(() => outbox),
    wake: waker(sources),
    subscribe,
    stop: async () => {
      abort.abort();
      for (const stop of [unsubscribe, timer.stop, probe.stop, turns?.stop]) stop?.();
      await Promise.allSettled([...watching, team?.done]);
      await leave([steps, outbox, seat]);
      await queue.drained();
      await journal.close();
    },
  };
}

/** Waits for what goes out, and for what was asked before it does. */
function waits(outbox: () => Outgoing | undefined): Pick<Engine, 'sent' | 'askAround'> {
  return {sent: async () => outbox()?.settled(), askAround: async () => outbox()?.askAround()};
}

async function leave(all: readonly ({leave(): Promise<void>} | undefined)[]): Promise<void> {
  for (const one of all) await one?.leave();
}

type Outgoing = Deliverer & Required<Pick<Engine, 'askAround'>>;

/** What goes out to others: what was asked for, and what ladders bring. Nothing in a process that sends nothing. */
function outgoing(
  {targets, rosters = [], sends = 'all', clock}: EngineParts,
  given: Pick<Parameters<typeof createDeliverer>[0], 'store' | 'ask'> &
    Pick<Parameters<typeof createPagerWatch>[0], 'report' | 'signal'>,
): Outgoing | undefined {
  if (targets === undefined) return undefined;
  const deliverer = createDeliverer({...given, targets, sends, clock, seqAtStart: given.store.getState().shift.seq});
  const pagers = createPagerWatch({...given, targets, clock});
  const onCall = createOnCallWatch({...given, rosters, clock});
  const askAround = async () => void (await Promise.all([pagers.ask(), onCall.ask()]));
  // A command leaves before a level is due; who stays looks after the ladders.
  if (sends === 'new') return {...deliverer, askAround};
  const ladders = createLadderClock({...given, clock});
  return {
    ...deliverer,
    askAround,
    look: () => {
      deliverer.look();
      ladders.look();
      pagers.look();
    },
    leave: () => {
      ladders.stop();
      return deliverer.leave();
    },
  };
}

/** Whoever stays and acts; not a command, and not the relay itself. */
function wantsLease({settings, targets, sends = 'all'}: EngineParts): boolean {
  return !settings.readOnly && settings.standsIn !== true && targets !== undefined && sends === 'all';
}

/** What the rest of the program may know of the targets. */
function known(target: Target): KnownTarget {
  const {name, kind, powers, repeats} = target;
  return {name, kind, powers, repeats, ...(hasRooms(target) ? {rooms: true} : {})};
}

function teamOf(
  {feed, journal, factsSince, ...parts}: EngineParts,
  given: Omit<Parameters<typeof createTeam>[0], 'feed' | 'sources' | 'clock' | 'ownFacts'>,
): Team | undefined {
  if (feed === undefined) return undefined;
  const ownFacts = factsSince ?? (async () => (await journal.replay()).facts);
  return createTeam({...parts, ...given, feed, ownFacts});
}

/** Takes commands; a statement that was confirmed starts when that is durable, and never without. */
function dispatcher(parts: {
  readonly queue: ReturnType<typeof createQueue>;
  readonly store: Engine['store'];
  readonly steps: () => StepRunner | undefined;
  readonly outbox: () => Deliverer | undefined;
  readonly held: ReturnType<typeof heldIds>;
  /** Facts of another journal are in the state. */
  readonly took: () => void;
}): Engine['dispatch'] {
  return async (command, by = parts.store.getState().settings.operator, request = undefined) => {
    if (command.type === 'flush-deliveries') parts.outbox()?.flush();
    if (command.type === 'take-bundle')
      return takeBundle(command, {held: parts.held, ask: some => parts.queue.ask(some, by, request)}).finally(
        parts.took,
      );
    if (command.type !== 'confirm-run') return parts.queue.ask(command, by, request);
    const steps = parts.steps();
    if (steps === undefined) return {ok: false, ...cannotRun};
    const outcome = await parts.queue.ask(command, by, request);
    if (outcome.ok) steps.begin(outcome.facts, command);
    return outcome;
  };
}

const cannotRun = refuse(
  'unsupported',
  'This process runs no statements of runbooks.',
  'Open a cockpit with wk, or walk it with wk runbook run.',
);

/** The state that the journal holds. What was replayed for it is let go: a closure of the engine would hold it to the end. */
async function opened(parts: EngineParts): Promise<WatchState> {
  const {clock, targets = []} = parts;
  const sources = parts.sources.map(({name}) => name);
  const settings = withRosters({...parts.settings, targets: targets.map(known)}, parts.rosters ?? []);
  const replay = await parts.journal.replay();
  const shift = replayed(replay);
  goOnFrom(replay, clock, MOST_SET_BACK);
  if (replay.facts.length > TAIL_LIMIT) await shorten(parts, shift);
  return initialState({
    settings,
    shift,
    log: replay.facts,
    sources,
    fed: parts.feed === undefined ? [] : fedSources(shift, sources),
    now: clock.now(),
    role: 'writer',
    writePage: parts.writePage,
  });
}

/** A journal that cannot start a new segment (read-only, full) still opens; what is wrong with it shows at the next fact. */
async function shorten({journal, clock, warn}: EngineParts, shift: ShiftState): Promise<void> {
  try {
    await journal.rotate(toSnapshot(shift, clock.now()), shift.seq);
  } catch (error) {
    warn?.(`the journal could not start a new segment: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The state that a journal's snapshot and tail add up to. */
export function replayed(replay: Replay): ShiftState {
  const start = replay.snapshot === undefined ? undefined : fromSnapshot(replay.snapshot);
  return fold(start ?? initialShift(replay.origin), replay.facts);
}

function waker(sources: readonly AlertSource[]): Engine['wake'] {
  return name => {
    for (const source of sources) if (name === undefined || source.name === name) source.wake();
  };
}

/** Tells whoever listens, in order. */
function publications(): {
  readonly publish: (publication: Publication) => void;
  readonly subscribe: Engine['subscribe'];
} {
  const listeners = new Set<(publication: Publication) => void>();
  return {
    publish: publication => {
      for (const listener of listeners) listener(publication);
    },
    subscribe: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
