import type {Labels} from '../alert/alert.js';
import type {Severity} from '../alert/severity.js';

/** What can be wanted of a target. */
export const TARGET_VERBS = [
  'create',
  'ack',
  'release',
  'resolve',
  'escalate',
  'note',
  'update',
  'find',
  'on-call',
] as const;
export type TargetVerb = (typeof TARGET_VERBS)[number];

/** What a delivery can do at a target; the other verbs only ask. `release` takes an acknowledgement back. */
export const DELIVERY_VERBS = ['create', 'ack', 'release', 'resolve', 'escalate', 'note', 'update'] as const;
export type DeliveryVerb = (typeof DELIVERY_VERBS)[number];

/** Each verb: there, or the reason why it is not. */
export type TargetPowers = Readonly<Record<TargetVerb, true | string>>;

/** What is to be read at the target. Plain text without markup: each target escapes and cuts it for itself. */
export interface TargetMessage {
  /** One line: what is wrong, and where. */
  readonly title: string;
  /** Everything else, several lines; may be empty. */
  readonly text: string;
  readonly severity: Severity;
  readonly status: 'firing' | 'acked' | 'resolved' | 'info';
  /** Where it comes from: the source of the alerts, or `watchkeeper`. */
  readonly source: string;
  /** Who sends it: the operator, or `wk` itself. */
  readonly by: string;
  /** When it was written, Unix ms. */
  readonly at: number;
  readonly labels?: Labels;
  readonly links?: readonly {readonly title: string; readonly url: string}[];
  readonly fields?: readonly {readonly name: string; readonly value: string}[];
}

/** What names something at a target: Slack's channel and timestamp, Jira's key, PagerDuty's id. */
export type TargetRef = Readonly<Record<string, string>>;

export interface TargetRequest {
  readonly verb: DeliveryVerb;
  /** The same for every try of one delivery, another one for any other: what a target tells a repeat by. */
  readonly key: string;
  /**
   * What it is about at the target, the same from its creation to its end: PagerDuty's dedup key, Opsgenie's alias, a
   * thread. `create` opens it, the other verbs act on it.
   */
  readonly thread: string;
  /** What the target answered when the thread was created, where that is known. */
  readonly ref?: TargetRef;
  readonly message: TargetMessage;
  /** The message that the thread was created with, where that is known. */
  readonly opening?: TargetMessage;
  /** Of `escalate`: the level to go to, from 1. */
  readonly level?: number;
  /** Who is to be asked for, by the names that the target knows them under. */
  readonly people?: readonly string[];
  /** A marked test: it must be told from the real thing where it is read. */
  readonly test?: boolean;
}

/** What a target did. */
export interface TargetResult {
  /** For later requests of the same thread. */
  readonly ref?: TargetRef;
  /** Where people can see it. */
  readonly url?: string;
  /** It was there already, sent by an earlier try. */
  readonly existed?: boolean;
  /** An earlier try was looked for and not found where it may still show up: it may be there twice. */
  readonly unsure?: true;
  /** What the operator should know although it worked: cut to 130 characters, say. */
  readonly remark?: string;
}

/** Something open or ended at a target. */
export interface FoundIncident {
  readonly ref: TargetRef;
  readonly thread?: string;
  readonly title: string;
  readonly status: 'triggered' | 'acknowledged' | 'resolved';
  /** Who acknowledged or resolved it last, and when, Unix ms. */
  readonly by?: string;
  readonly on?: number;
  readonly assigned: readonly string[];
  readonly level?: number;
  readonly url?: string;
}

export interface FoundOnCall {
  readonly person: string;
  readonly level?: number;
  /** Unix ms. */
  readonly from?: number;
  readonly until?: number;
  /** What the person is on call for: a policy, a schedule. */
  readonly of?: string;
}

/** Where pages, posts and mails go: one vendor with one account, as it is configured. */
export interface Target {
  /** As in the configuration. */
  readonly name: string;
  /** The vendor's interface: `pagerduty`, `slack`, ... */
  readonly kind: string;
  readonly powers: TargetPowers;
  /**
   * How a repeat after an unknown outcome ends. `key`: the target tells it by its key, so that it is one. `search`: the
   * target is searched before it. `none`: it may be seen twice.
   */
  readonly repeats: 'key' | 'search' | 'none';
  /** At most so many requests in so long, ms. Targets with the same `account` share it. */
  readonly budget?: {readonly requests: number; readonly per: number; readonly account: string};
  /**
   * Sends one request once; the caller tries again. `mayExist`: an earlier try of the same key may have got through, so
   * a target that `search`es does that first. Rejects with {@link TargetError}, or with the signal's reason when that
   * aborts: then it may have been done.
   */
  send(
    request: TargetRequest,
    options: {readonly mayExist: boolean; readonly signal: AbortSignal},
  ): Promise<TargetResult>;
  /** What is there of these threads. Rejects with {@link TargetError}. */
  find?(threads: readonly string[], signal: AbortSignal): Promise<readonly FoundIncident[]>;
  /** Who is on call there, now or at a time, Unix ms. Rejects with {@link TargetError}. */
  onCall?(at: number | undefined, signal: AbortSignal): Promise<readonly FoundOnCall[]>;
  /** Whether it would take a page, found out without paging anyone. Resolves to a sentence; rejects with {@link TargetError}. */
  check(signal: AbortSignal): Promise<string>;
}

/** A channel of its own for an incident. */
export interface Room {
  readonly ref: TargetRef;
  /** As people type it, without `#`. */
  readonly name: string;
  readonly url?: string;
  /** It was there already. */
  readonly existed?: boolean;
  readonly remark?: string;
}

/** A target that can make rooms. All of it rejects with {@link TargetError}. */
export interface Rooms {
  /**
   * Makes a channel of this name, or takes the one that we made for the same before; where others have the name, one of
   * the next free name. The topic holds the mark, by which ours is told from one that we made for something else.
   */
  openRoom(
    asked: {readonly name: string; readonly topic?: string; readonly mark?: string},
    signal: AbortSignal,
  ): Promise<Room>;
  /** The line on top of it. */
  setTopic(room: TargetRef, topic: string, signal: AbortSignal): Promise<void>;
  /** Keeps a post of the room where everybody finds it. */
  pinPost(post: TargetRef, signal: AbortSignal): Promise<void>;
  /** People by the names that the target knows them under; those who are in it already stay. */
  invite(room: TargetRef, people: readonly string[], signal: AbortSignal): Promise<{readonly remark?: string}>;
  /** Puts it away, with all that was said in it; `existed`: it was put away already. */
  archiveRoom(room: TargetRef, signal: AbortSignal): Promise<{readonly existed?: boolean}>;
}

export function hasRooms(target: Target): target is Target & Rooms {
  return 'openRoom' in target;
}

export type TargetTrouble =
  | 'unreachable'
  | 'timeout'
  | 'refused'
  | 'rejected'
  | 'not-found'
  | 'overloaded'
  | 'bad-answer'
  | 'unsupported';

/** Why a target did not do what was asked. */
export class TargetError extends Error {
  override name = 'TargetError' as const;
  readonly kind: TargetTrouble;
  /** What the operator can do. */
  readonly hint: string;
  /** Whether it may have been done all the same: no answer came, or one that could not be read. */
  readonly unknown: boolean;
  /** The target wants no other try before so long, ms. */
  readonly retryAfter?: number;

  constructor(
    kind: TargetTrouble,
    message: string,
    options: {
      readonly hint: string;
      readonly unknown?: boolean;
      readonly retryAfter?: number | undefined;
      readonly cause?: unknown;
    },
  ) {
    super(message, {cause: options.cause});
    this.kind = kind;
    this.hint = options.hint;
    this.unknown = options.unknown ?? (kind === 'timeout' || kind === 'bad-answer');
    if (options.retryAfter !== undefined) this.retryAfter = options.retryAfter;
  }

  /** Not worth another try: it would end the same way. */
  get final(): boolean {
    return (
      this.kind === 'refused' || this.kind === 'rejected' || this.kind === 'not-found' || this.kind === 'unsupported'
    );
  }
}
