import type {StoreApi} from 'zustand/vanilla';
import {counted} from '../core/counted.js';
import {type Clock, type Ids, type Journal, JournalError} from '../core/ports.js';
import type {Arrival, Command} from '../core/shift/command.js';
import {decide} from '../core/shift/decide.js';
import {decideBundle, decideReceived, type Recorded} from '../core/shift/decide-received.js';
import {isRefusal, type NewFact} from '../core/shift/decision.js';
import {type Draft, openDraft} from '../core/shift/draft.js';
import {type Fact, factVersion} from '../core/shift/fact.js';
import {apply} from '../core/shift/fold.js';
import {slidOn} from '../core/shift/log-window.js';
import {toSnapshot} from '../core/shift/snapshot.js';
import type {ShiftState} from '../core/shift/state.js';
import type {Recording, WatchState} from '../core/watch-state.js';
import type {Outcome, Publication} from './engine.js';

/** A segment larger than this, in bytes, is closed with a snapshot. */
const SEGMENT_LIMIT = 64 * 1024 * 1024;

/** So many facts are decided, written and shown together; more wait for the next turn, and keys are heard between. */
const BATCH = 500;

interface Parts {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly store: StoreApi<WatchState>;
  /** Hears what is durable before it is shown: who draws it takes longer than who sends it on. */
  readonly recorded?: (facts: readonly Fact[]) => void;
  readonly publish: (publication: Publication) => void;
  /** On whose behalf such a fact is recorded, where this process acts for others. */
  readonly onBehalf?: (fact: NewFact, shift: ShiftState, command: Command | Arrival) => string | undefined;
  readonly warn?: (message: string) => void;
}

interface Asked {
  readonly command: Command | Arrival;
  readonly by: string;
  readonly request: string | undefined;
  readonly answer: (outcome: Outcome) => void;
}

interface Decided {
  readonly asked: Asked;
  readonly outcome: Outcome;
}

export interface Queue {
  /** `request` is what the facts carry of whoever asks from outside. */
  ask(command: Command | Arrival, by: string, request?: string): Promise<Outcome>;
  /** What that command would come to now; nothing is recorded, shown or told. */
  rehearse(command: Command, by: string): Outcome;
  /** Resolves when everything asked so far has been answered. */
  drained(): Promise<void>;
}

/**
 * Takes one command after another. What waits while the journal writes is decided together, on top of each other, and
 * made durable by one append; nothing is shown as done before that. A storm is taken in batches, in order.
 */
export function createQueue(parts: Parts): Queue {
  const waiting: Asked[] = [];
  let running: Promise<void> | undefined;

  const drain = async () => {
    while (waiting.length > 0) await takeBatch(parts, waiting);
    running = undefined;
  };
  return {
    ask: (command, by, request) =>
      new Promise(answer => {
        waiting.push({command, by, request, answer});
        running ??= Promise.resolve().then(drain);
      }),
    rehearse: (command, by) => {
      const nobody = {...parts, ids: () => 'rehearsed', warn: () => undefined};
      const asked = {command, by, request: undefined, answer: () => undefined};
      return decideOne(nobody, asked, openDraft(parts.store.getState().shift)).outcome;
    },
    drained: async () => {
      while (running !== undefined) await running;
    },
  };
}

async function takeBatch(parts: Parts, waiting: Asked[]): Promise<void> {
  const {store} = parts;
  const draft = openDraft(store.getState().shift);
  // What was missed is recorded together with the fact that closes the gap, or not at all.
  const closesGap = waiting.some(({command}) => command.type === 'settle-recording');
  const decided = decideBatch(parts, {waiting, draft, most: closesGap ? Number.POSITIVE_INFINITY : BATCH});
  const facts = decided.flatMap(({outcome}) => (outcome.ok ? outcome.facts : []));
  if (facts.length > 0) {
    const failure = await append(parts.journal, facts);
    if (failure !== undefined) {
      const lost = closesGap ? 0 : facts.length;
      store.setState({recording: notRecording(store.getState().recording, {failure, lost, now: parts.clock.now()})});
      for (const one of decided) one.asked.answer(withoutRecord(one.outcome, failure));
      return;
    }
    show(parts, draft, {facts, closesGap});
  }
  for (const one of decided) one.asked.answer(one.outcome);
  await rotateWhenLarge(parts);
}

/**
 * What is durable is shown. A view that fails at it must not stop the writer. A small fact may find room where others
 * did not: as long as those are missing, it is not said that everything is recorded.
 */
function show(
  {store, recorded, publish, warn, clock}: Parts,
  draft: Draft,
  {facts, closesGap}: {readonly facts: readonly Fact[]; readonly closesGap: boolean},
): void {
  const {log, earlier, recording} = store.getState();
  try {
    recorded?.(facts);
    store.setState({
      shift: draft.state,
      ...slidOn({log, earlier}, facts, draft.state),
      ...(closesGap ? {recording: recordingAgain(recording, clock.now())} : {}),
    });
    publish({facts});
  } catch (error) {
    warn?.(
      `showing ${counted(facts.length, 'fact')} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  }
}

/** Decides what waits on top of each other, until there are enough facts for one batch. */
function decideBatch(
  parts: Parts,
  {waiting, draft, most}: {readonly waiting: Asked[]; readonly draft: Draft; readonly most: number},
): readonly Decided[] {
  const decided: Decided[] = [];
  for (let facts = 0; facts < most; ) {
    const asked = waiting.shift();
    if (asked === undefined) break;
    const one = decideOne(parts, asked, draft);
    decided.push(one);
    facts += one.outcome.ok ? one.outcome.facts.length : 0;
  }
  return decided;
}

function decideOne(parts: Parts, asked: Asked, draft: Draft): Decided {
  const at = parts.clock.now();
  const state = {...parts.store.getState(), shift: draft.state};
  const before = draft.state;
  const behalf = (fact: NewFact) => parts.onBehalf?.(fact, before, asked.command);
  const stamp = {seq: before.seq + 1, origin: before.origin, at, by: asked.by, request: asked.request, behalf};
  try {
    const {command} = asked;
    const received = receivedBy(command, draft.state);
    if (received !== undefined) {
      const facts = stamped(received, stamp);
      apply(draft, facts);
      return {asked, outcome: {ok: true, facts}};
    }
    const decision = decide(command as Command, state, {at, by: asked.by, newId: parts.ids});
    if (isRefusal(decision)) return {asked, outcome: {ok: false, refusal: decision.refusal}};
    const facts = stamped(
      decision.map(ours => ({ours})),
      stamp,
    );
    apply(draft, facts);
    return {asked, outcome: {ok: true, facts}};
  } catch (error) {
    // A command must never take the writer down with it: the others are still served.
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    parts.warn?.(`deciding ${asked.command.type} failed: ${message}`);
    return {
      asked,
      outcome: {
        ok: false,
        refusal: {
          code: 'invalid',
          message: `Watchkeeper could not decide "${asked.command.type}": ${firstLine(message)}`,
          hint: 'This is a bug. The log of warnings beside the journal has the details.',
        },
      },
    };
  }
}

/** What a command that brings facts of others comes to; undefined for any other. */
function receivedBy(command: Command | Arrival, shift: ShiftState): readonly Recorded[] | undefined {
  if (command.type === 'receive-facts') return decideReceived(command, shift);
  return command.type === 'take-bundle' ? decideBundle(command, shift) : undefined;
}

interface Stamp {
  readonly seq: number;
  readonly origin: string;
  readonly at: number;
  readonly by: string;
  readonly request: string | undefined;
  readonly behalf: (fact: NewFact) => string | undefined;
}

/** Facts of our own are numbered from the stamp on; those of others keep their names. */
function stamped(recorded: readonly Recorded[], stamp: Stamp): readonly Fact[] {
  let {seq} = stamp;
  return recorded.map(one => ('theirs' in one ? one.theirs : envelope(one.ours, {...stamp, seq: seq++})));
}

function envelope(fact: NewFact, stamp: Stamp): Fact {
  const {type, ...body} = fact;
  const whom = stamp.behalf(fact);
  return {
    v: factVersion(type),
    seq: stamp.seq,
    origin: stamp.origin,
    at: new Date(stamp.at).toISOString(),
    by: stamp.by,
    ...(stamp.request === undefined ? {} : {request: stamp.request}),
    ...(whom === undefined ? {} : {for: whom}),
    type,
    ...body,
  } as Fact;
}

async function append(journal: Journal, facts: readonly Fact[]): Promise<JournalError | undefined> {
  try {
    await journal.append(facts);
    return undefined;
  } catch (error) {
    if (error instanceof JournalError) return error;
    const message = error instanceof Error ? error.message : String(error);
    return new JournalError('io', message, {hint: 'Look at the folder of the journal and its disk.', cause: error});
  }
}

function notRecording(
  before: Recording,
  now: {readonly failure: JournalError; readonly lost: number; readonly now: number},
): Recording {
  return {
    ok: false,
    since: before.ok ? now.now : before.since,
    kind: now.failure.kind,
    message: now.failure.message,
    hint: now.failure.hint,
    lost: (before.ok ? 0 : before.lost) + now.lost,
    ...relapse(before),
  };
}

/** A failure soon after another is the same trouble. */
function relapse({ok, after}: Recording): Pick<Recording, 'after'> {
  if (after === undefined) return {};
  return {after: ok ? {...after, relapses: after.relapses + 1} : after};
}

/** It works, but has not done so for long: whoever looks is told that for a while. */
function recordingAgain(before: Recording, now: number): Recording {
  if (before.ok) return before;
  const {since, kind, hint, after} = before;
  return {ok: true, after: {since: after?.since ?? since, again: now, kind, hint, relapses: after?.relapses ?? 0}};
}

function withoutRecord(outcome: Outcome, failure: JournalError): Outcome {
  if (!outcome.ok || outcome.facts.length === 0) return outcome;
  const why = failure.message.replace(/^(?:not recorded|read-only): /, '');
  return {
    ok: false,
    refusal: {
      code: 'not-recorded',
      message: `Not done, because it could not be recorded: ${why}`,
      hint: failure.hint,
      why,
    },
  };
}

async function rotateWhenLarge(parts: Parts): Promise<void> {
  if ((parts.journal.size?.() ?? 0) < SEGMENT_LIMIT) return;
  const {shift} = parts.store.getState();
  try {
    await parts.journal.rotate(toSnapshot(shift, parts.clock.now()), shift.seq);
  } catch (error) {
    parts.warn?.(
      `the journal could not start a new segment: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}
