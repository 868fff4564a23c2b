import type {Alert, AlertKey} from './alert/alert.js';
import type {PlacedSilence, Silence, SilenceDraft} from './alert/silence.js';
import type {CockpitMessage, FeedAlert, FeedSource} from './feed/message.js';
import type {FeedHealth, Presence} from './feed/team.js';
import type {ToldGroup} from './feed/told-groups.js';
import type {DraftValues} from './incident/drafts.js';
import type {LeaseAnswer, LeaseTerms} from './lease/lease.js';
import type {SourcePowers, SourceUpdate} from './live/update.js';
import type {Shift} from './schedule/schedule.js';
import type {Fact} from './shift/fact.js';

/** The one clock. `now` is Unix ms and never goes back; `monotonic` never jumps; timers never keep the process alive by themselves. */
export interface Clock {
  now(): number;
  /** How far `now` is ahead of the clock of the machine, ms, because that was set back; absent where it cannot be. */
  ahead?(): number;
  /** Goes on from then, Unix ms, where the clock of the machine is behind it; absent where it cannot be. */
  notBefore?(at: number): void;
  monotonic(): number;
  /** Runs `task` once after `ms`; the answer cancels it. */
  after(ms: number, task: () => void): () => void;
}

/** What the clock of the machine says, Unix ms, for those elsewhere who compare it with theirs. */
export function machineTime(clock: Pick<Clock, 'now' | 'ahead'>): number {
  return clock.now() - (clock.ahead?.() ?? 0);
}

/** Makes ids that are unique without a look at what exists: `prefix` plus random letters and digits. */
export type Ids = (prefix: string) => string;

/** Alerts in. */
export interface AlertSource {
  readonly name: string;
  readonly powers: SourcePowers;
  /**
   * Reports what changes until `signal` aborts. Never rejects because the other side is down: that is health.
   * The first update comes with the first answer or the first failure.
   */
  watch(onUpdate: (update: SourceUpdate) => void, signal: AbortSignal): Promise<void>;
  /** Asks for a poll now; never starts a second one beside a running one. */
  wake(): void;
}

/** A source that can be told what happened before its next look shows it. */
export interface Tellable {
  tell(alerts: readonly FeedAlert[]): void;
}

export function isTellable(source: AlertSource): source is AlertSource & Tellable {
  return 'tell' in source;
}

/** A source whose alerts can be silenced. Rejects with {@link SourceError}. */
export interface Silencer {
  /**
   * Makes or changes a silence on one member, the next one on failure. Before any repeat it looks for `draft.token`,
   * because a POST is not idempotent; `mayExist` says that an earlier process may already have sent it.
   */
  placeSilence(
    draft: SilenceDraft,
    options: {readonly mayExist: boolean; readonly signal: AbortSignal},
  ): Promise<PlacedSilence>;
  /** Ends a silence now. An already expired or unknown one counts as done. */
  expireSilence(id: string, signal: AbortSignal): Promise<void>;
  /** The silence as the source has it now, or undefined when it knows none of that id. */
  readSilence(id: string, signal: AbortSignal): Promise<Silence | undefined>;
}

export function isSilencer(source: AlertSource): source is AlertSource & Silencer {
  return source.powers.silence && 'placeSilence' in source;
}

/** Why a source did not do what was asked; `final` ones are not worth a retry. */
export class SourceError extends Error {
  override name = 'SourceError' as const;
  readonly kind:
    | 'unreachable'
    | 'timeout'
    | 'refused'
    | 'rejected'
    | 'not-found'
    | 'bad-answer'
    | 'overloaded'
    | 'too-large';
  readonly hint: string;

  constructor(kind: SourceError['kind'], message: string, options: {readonly hint: string; readonly cause?: unknown}) {
    super(message, {cause: options.cause});
    this.kind = kind;
    this.hint = options.hint;
  }

  get final(): boolean {
    return this.kind === 'rejected' || this.kind === 'refused' || this.kind === 'not-found';
  }
}

/** A schedule that is kept elsewhere. */
export interface OnCallLookup {
  /** Who is on call on it between two moments, Unix ms; shifts are whole where that is known. Rejects with {@link SourceError}. */
  shifts(from: number, until: number, signal: AbortSignal): Promise<readonly Shift[]>;
}

/** What replay gives: the last snapshot, if any, and every fact after it, oldest first. */
export interface Replay {
  readonly origin: string;
  readonly snapshot?: unknown;
  readonly facts: readonly Fact[];
  /** What was repaired while opening, in words, for a note on the screen. */
  readonly repaired?: string;
  /** A newer version wrote to it: not all of it is here. */
  readonly newer?: true;
}

/** The append-only file of facts. */
export interface Journal {
  replay(): Promise<Replay>;
  /**
   * Resolves when the facts would survive a crash. Rejects with {@link JournalError} when they would not; then none of
   * them is in the journal, and the next append may work again.
   */
  append(facts: readonly Fact[]): Promise<void>;
  /** Starts a new segment that begins with `snapshot`. */
  rotate(snapshot: unknown, seq: number): Promise<void>;
  /** Bytes in the segment that is written to. */
  size?(): number;
  close(): Promise<void>;
}

/** When a cockpit was last seen watching, Unix ms: kept beside the journal, where a moment costs nothing. */
export interface SeenMark {
  /** Undefined where none ever was, or that is not known. */
  last(): Promise<number | undefined>;
  /** Never rejects: what cannot be kept is told by the journal less exactly. */
  set(at: number): Promise<void>;
}

export class JournalError extends Error {
  override name = 'JournalError' as const;
  readonly kind: 'full' | 'io' | 'newer' | 'read-only' | 'corrupt' | 'closed';
  readonly hint: string;

  constructor(kind: JournalError['kind'], message: string, options: {readonly hint: string; readonly cause?: unknown}) {
    super(message, {cause: options.cause});
    this.kind = kind;
    this.hint = options.hint;
  }
}

/** A curve for the sparkline; `values` are evenly spaced, oldest first, gaps are NaN. */
export interface Series {
  readonly expr: string;
  readonly from: number;
  readonly to: number;
  readonly values: readonly number[];
}

/** A change to production, from a command or a hook, shown beside an alert. */
export interface ObservedChange {
  readonly on: number;
  readonly text: string;
  readonly service?: string;
}

export interface FoundChanges {
  readonly changes: readonly ObservedChange[];
  /** What of the answer was not understood, for the operator. */
  readonly trouble?: string;
}

/** Looked up when an alert is opened; each part may be missing with its reason. */
export interface Lookups {
  series?(alert: Alert, signal: AbortSignal): Promise<Series | undefined>;
  changes?(alert: Alert, signal: AbortSignal): Promise<FoundChanges>;
}

export interface FeedListener {
  onHealth(health: FeedHealth): void;
  /** The relay's sources, at the start of each connection. */
  onSources(sources: readonly FeedSource[]): void;
  /** What was told lately of alerts of a source that is polled here, oldest first. */
  onTold(source: string, alerts: readonly FeedAlert[]): void;
  /** The groups that Alertmanagers tell their receivers of, before the alerts in them are told here. */
  onGroups(groups: readonly ToldGroup[]): void;
  /** What fires at a source that is known by the feed alone. */
  onUpdate(update: SourceUpdate): void;
  /** Facts in the team's order, those of this journal among them; `reached` is the id of the last. Text is filtered. */
  onFacts(facts: readonly Fact[], reached: string): void;
  /** The relay has this journal's facts up to this number; those after it are to be sent. */
  onJoined(have: number): void;
  /** What the relay does for this cockpit when it is gone, at the start of each connection; nothing where undefined. */
  onTerms(terms: LeaseTerms | undefined): void;
  onLease(answer: LeaseAnswer): void;
  onPresence(presence: Presence): void;
  /** The connection is gone, and what was present with it. */
  onLost(): void;
}

/** An alert that an operator says is over, since then (Unix ms). */
export interface HandEnd {
  readonly source: string;
  readonly fingerprint: string;
  readonly on: number;
}

/** The live stream of a relay. */
export interface Feed {
  /** Stays connected until `signal` aborts, resuming after the last id. Never rejects: being down is health. */
  watch(
    from: {
      readonly after?: string;
      readonly origin: string;
      readonly by: string;
      /** Sources that are not polled here and of which something is recorded that has not ended. */
      readonly open: readonly string[];
      /** What fires there by the journal: a relay that lost its stream does not know it. */
      readonly firing: readonly Alert[];
      /** What operators have ended, since when (Unix ms): what was told of it before then is void. */
      readonly ended: ReadonlyMap<AlertKey, number>;
    },
    listener: FeedListener,
    signal: AbortSignal,
  ): Promise<void>;
  /** An operator has ended this alert, which its source does not say: it is gone until it is told again. */
  end(alert: HandEnd): void;
  /** False when it could not be sent: the relay says what it has when the connection is back. */
  send(message: CockpitMessage): boolean;
}

/** A message as it is shown before it is sent. Text is filtered. */
export interface WrittenMessage {
  readonly title: string;
  readonly text: string;
  /** What went wrong with the operator's own template. */
  readonly trouble?: string;
}

/** Writes messages from templates that operators can put their own in place of. */
export interface Messages {
  write(template: string, values: DraftValues): WrittenMessage;
  /** What is wrong with the operator's own template of that name; undefined where it works, or there is none. */
  check(template: string, values: DraftValues): string | undefined;
}
