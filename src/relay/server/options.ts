import type {FeedAlert, FeedFact, FeedMessageOf, FeedSource, PolledSource} from '../../core/feed/message.js';
import type {Clock, Ids} from '../../core/ports.js';
import type {Backbone, NewEntry} from '../backbone/backbone.js';
import type {Gateway} from '../gateway/gateway.js';
import type {HookRequest, HookResult} from '../hooks/hook.js';
import type {LeaseDesk} from '../lease/lease-desk.js';
import type {WaitingRoom} from '../waiting/waiting-room.js';

/** A hook, as far as the server has to know it. */
export interface ServedHook {
  /** The whole path, such as `/v1/hooks/grafana`. */
  readonly path: string;
  readonly methods: readonly string[];
  /** Media types of the bodies it reads; JSON where absent. */
  readonly types?: readonly string[];
  /** Whether `read` checks a secret that this sender has, so that no token is asked for. */
  proves?(request: Omit<HookRequest, 'raw'>): boolean;
  read(request: HookRequest): HookResult;
}

export interface Listening {
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
}

export interface RelayOptions {
  readonly listen: Listening;
  /** Asked at every request, so that it can change while the relay runs. */
  readonly token?: () => string | undefined;
  /** Values of `Origin` that are let in, beside requests that have none. */
  readonly origins?: readonly string[];
  readonly hooks: readonly ServedHook[];
  readonly sources: readonly FeedSource[];
  readonly backbone: Backbone;
  /** Where hooks wait while the stream cannot be reached; absent where they do not. Stays its owner's. */
  readonly waiting?: WaitingRoom;
  /**
   * What all entries up to the `id` in it add up to, in parts of at most some 64 KiB. It must have heard of every entry
   * that the backbone's listeners have heard of.
   */
  snapshot(): Iterable<FeedMessageOf<'snapshot'>>;
  /** What a fact of a cockpit means for what fires: taken in with it. */
  also?(fact: FeedFact): readonly NewEntry[];
  readonly clock: Clock;
  readonly ids: Ids;
  /** Of the program, for `hello`. */
  readonly version: string;
  /** PEM texts. */
  readonly tls?: {readonly cert: string | Buffer; readonly key: string | Buffer};
  readonly limits?: Partial<RelayLimits>;
  /** Who may read the metrics: everybody on loopback, who has the token elsewhere, unless it says otherwise. */
  readonly metrics?: 'open' | 'token';
  warn(line: string): void;
  log(line: string): void;
  /** Alertmanagers that cockpits ask through the relay. */
  readonly gateway?: Gateway;
  /** How the Alertmanagers are that the relay polls itself. */
  polled?(): readonly PolledSource[];
  /** Who goes on for cockpits that are gone; absent where nobody does. */
  readonly inner?: Inner;
  /** A hook told these alerts, and they are recorded. */
  onTold?(alerts: readonly FeedAlert[]): void;
  /** What hooks told long ago is in the stream since now: what fires may be older than what is known here. */
  onLate?(): void;
  /** A hook told that something happened at this source which its body does not tell whole. */
  onWake?(source: string): void;
}

/** A way in for the relay's own, who goes on for cockpits that are gone: it is open before that for others. */
export interface Inner {
  readonly token: string;
  /** Resolves when it may be said to cockpits what is done for them. */
  ready(feed: Listening): Promise<LeaseDesk | undefined>;
}

/** Times in ms, sizes in bytes. */
export interface RelayLimits {
  readonly body: number;
  readonly headersTime: number;
  readonly bodyTime: number;
  readonly appendTime: number;
  readonly hooksInFlight: number;
  readonly bytesInFlight: number;
  readonly connections: number;
  /** What may wait for one client that does not read. */
  readonly queue: number;
  /** How long something may wait for a client without any of it going out. */
  readonly stalledTime: number;
  /** How long a client that tells what it has seen may say nothing new while there is something to see. */
  readonly unseenTime: number;
  readonly heartbeat: number;
  readonly message: number;
  readonly messagesPerSecond: number;
  readonly presencesPerSecond: number;
  /** How long closing may take. */
  readonly closeTime: number;
}

const MIB = 1024 * 1024;

export const RELAY_LIMITS: RelayLimits = {
  body: 32 * MIB,
  headersTime: 10_000,
  bodyTime: 30_000,
  appendTime: 10_000,
  hooksInFlight: 64,
  bytesInFlight: 128 * MIB,
  connections: 500,
  queue: MIB,
  stalledTime: 5_000,
  unseenTime: 30_000,
  heartbeat: 10_000,
  message: MIB,
  messagesPerSecond: 50,
  presencesPerSecond: 10,
  closeTime: 1_800,
};
