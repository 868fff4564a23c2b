import type {Alert} from '../../core/alert/alert.js';
import type {Routing} from '../../core/alert/routing.js';
import type {Silence} from '../../core/alert/silence.js';
import type {SourceTrouble} from '../../core/live/update.js';
import type {Clock} from '../../core/ports.js';
import type {Client} from '../http/client.js';
import type {Listing, MemberGroup} from './listing.js';
import {instant, silenceOf} from './normalise.js';
import type {RawSilence, RawStatus} from './raw.js';
import {readAlerts, readSilences, readStatus} from './reads.js';
import {type Altered, lineOf} from './texts.js';
import {troubleOf} from './trouble.js';

/** What one member of a cluster last said, and how well it answers. Times named `...At` are monotonic ms. */
export interface MemberView {
  readonly name: string;
  /** True when its last poll gave the whole list of alerts. */
  readonly up: boolean;
  readonly alerts: ReadonlyMap<string, Alert>;
  readonly groups?: readonly MemberGroup[];
  readonly silences: ReadonlyMap<string, Silence>;
  /** True when its last poll read all silences, too. */
  readonly silencesRead: boolean;
  readonly trouble?: SourceTrouble;
  readonly failures: number;
  readonly answeredAt?: number;
  /** When the poll began that gave the list; where a cache on the way gave it, so much earlier. */
  readonly begunAt?: number;
  /** How old the list was when it came, ms. */
  readonly age?: number;
  /** Until then it counts as just restarted, and its lists may be short. */
  readonly settledAt: number;
  /** How long its last good poll took, ms. */
  readonly latency?: number;
  readonly version?: string;
  /** Members of its cluster, itself included. */
  readonly clusterSize?: number;
  /** Unix ms by its own clock. */
  readonly startedAt?: number;
  readonly routing?: Routing;
  /** Its clock minus ours, ms. */
  readonly skew?: number;
}

/** What a poll reads beside the alerts, due or not. */
export interface Wish {
  readonly status: boolean;
  readonly silences: boolean;
}

export interface Member {
  view(): MemberView;
  /** One poll. Never rejects: failing is a view. */
  poll(wish: Wish, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

export interface MemberOptions {
  readonly source: string;
  readonly client: Client;
  readonly clock: Clock;
  /** Deadline of one request, ms. */
  readonly timeout: number;
  readonly altered: (one: Altered) => void;
}

/** A node younger than this may still miss alerts: Prometheus sends each of them again within about a minute. */
const SETTLING = 120_000;
const STATUS_EVERY = 30_000;
/** Reading silences may take this long before they are read less often. */
const SLOW_SILENCES = 250;
const SLOW_SILENCES_EVERY = 30_000;
const KEEP_EXPIRED = 3_600_000;
const LONGEST_PATIENCE = 60_000;

interface Mind {
  readonly options: MemberOptions;
  view: MemberView;
  /** Deadline of a list, ms: grows where lists are slow and everything else answers. */
  patience: number;
  statusAt: number;
  silencesAt: number;
  silencesEvery: number;
  /** The configuration that its routing was read from. */
  routingText?: string;
}

export function member(options: MemberOptions): Member {
  const name = options.client.address.name;
  const unknown = {name, alerts: new Map(), silences: new Map(), silencesRead: false, failures: 0, settledAt: 0};
  const mind: Mind = {
    options,
    view: {...unknown, up: false},
    patience: options.timeout,
    statusAt: Number.NEGATIVE_INFINITY,
    silencesAt: Number.NEGATIVE_INFINITY,
    silencesEvery: 0,
  };
  return {
    view() {
      const skew = options.client.skew.value();
      return skew === undefined ? mind.view : {...mind.view, skew};
    },
    async poll(wish, signal) {
      mind.view = {...mind.view, silencesRead: false};
      try {
        await whole(mind, wish, signal);
      } catch (error) {
        if (signal.aborted) return;
        mind.view = {...mind.view, up: false, trouble: troubleOf(error), failures: mind.view.failures + 1};
      }
    },
    close: () => options.client.close(),
  };
}

async function whole(mind: Mind, wish: Wish, signal: AbortSignal): Promise<void> {
  const {client, clock, source, altered, timeout} = mind.options;
  if (mind.view.trouble?.kind === 'timeout') {
    await status(mind, signal);
    mind.patience = Math.min(LONGEST_PATIENCE, mind.patience * 2);
  }
  const begun = clock.monotonic();
  const known = {alerts: mind.view.alerts, origin: {source, member: mind.view.name, altered}};
  const {age, ...listing} = await readAlerts(client, {known, deadline: mind.patience}, signal);
  mind.patience = Math.min(LONGEST_PATIENCE, Math.max(timeout, 3 * (clock.monotonic() - begun)));
  // One that was away may be another one now, or have begun anew.
  const wasAway = mind.view.failures > 0;
  const statusDue = wish.status || wasAway || clock.monotonic() - mind.statusAt >= STATUS_EVERY;
  if (statusDue || isMissingSome(mind.view.alerts, listing.alerts)) await status(mind, signal);
  mind.view = listed(mind.view, listing, {begunAt: begun - age, answeredAt: clock.monotonic() - age, age});
  if (wish.silences || clock.monotonic() - mind.silencesAt >= mind.silencesEvery) {
    await silences(mind, signal).catch(error => {
      signal.throwIfAborted();
      mind.view = {...mind.view, trouble: troubleOf(error)};
    });
  }
  mind.view = {...mind.view, latency: Math.round(clock.monotonic() - begun)};
}

function listed(
  view: MemberView,
  listing: Listing,
  times: {readonly begunAt: number; readonly answeredAt: number; readonly age: number},
): MemberView {
  const {trouble: _past, groups: _old, ...rest} = view;
  return {...rest, ...listing, ...times, up: true, failures: 0};
}

async function status(mind: Mind, signal: AbortSignal): Promise<void> {
  const {client, clock, timeout} = mind.options;
  const raw = await readStatus(client, timeout, signal);
  mind.statusAt = clock.monotonic();
  mind.view = {...mind.view, ...statusView(raw, {server: serverNow(mind), monotonic: mind.statusAt})};
  await learnRouting(mind, raw.config?.original);
}

/** Read anew only when its text has changed. */
async function learnRouting(mind: Mind, config: unknown): Promise<void> {
  if (typeof config !== 'string' || config === mind.routingText) return;
  mind.routingText = config;
  // Who only lists alerts once needs no YAML.
  const {readRouting} = await import('./routing.js');
  const routing = readRouting(config);
  const {routing: _old, ...view} = mind.view;
  mind.view = {...view, ...(routing === undefined ? {} : {routing})};
}

function statusView(raw: RawStatus, now: {readonly server: number; readonly monotonic: number}): Partial<MemberView> {
  const startedAt = typeof raw.uptime === 'string' ? instant(raw.uptime) : 0;
  const age = Math.max(0, now.server - startedAt);
  const version = lineOf(raw.versionInfo?.version);
  return {
    settledAt: startedAt > 0 && age < SETTLING ? now.monotonic + SETTLING - age : 0,
    ...(startedAt > 0 ? {startedAt} : {}),
    ...(version === '' ? {} : {version}),
    ...clusterSizeOf(raw.cluster),
  };
}

/** Without gossip it is alone. Mimir names no peers either, but is ready all the same: its nodes share by other means. */
function clusterSizeOf(cluster: RawStatus['cluster']): {readonly clusterSize?: number} {
  const count = cluster?.peers?.length ?? 0;
  if (count > 0) return {clusterSize: count};
  return cluster?.status === 'disabled' ? {clusterSize: 1} : {};
}

async function silences(mind: Mind, signal: AbortSignal): Promise<void> {
  const {client, clock, source} = mind.options;
  const begun = clock.monotonic();
  const all = await readSilences(client, {deadline: mind.patience}, signal);
  mind.silencesAt = clock.monotonic();
  mind.silencesEvery = mind.silencesAt - begun > SLOW_SILENCES ? SLOW_SILENCES_EVERY : 0;
  const oldest = serverNow(mind) - KEEP_EXPIRED;
  const recent = all.filter(raw => isOfInterest(raw, oldest)).map(raw => silenceOf(raw, source));
  mind.view = {...mind.view, silences: new Map(recent.map(silence => [silence.id, silence])), silencesRead: true};
}

function isOfInterest(raw: RawSilence, oldest: number): boolean {
  return raw.status?.state !== 'expired' || instant(raw.endsAt) > oldest;
}

function serverNow(mind: Mind): number {
  return mind.options.clock.now() + (mind.options.client.skew.value() ?? 0);
}

function isMissingSome(before: ReadonlyMap<string, Alert>, now: ReadonlyMap<string, Alert>): boolean {
  if (before.size > now.size) return true;
  for (const fingerprint of before.keys()) if (!now.has(fingerprint)) return true;
  return false;
}
