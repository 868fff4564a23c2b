import {Counter, Gauge, Histogram, Registry} from 'prom-client';
import type {LeaseCounts} from '../lease/lease-desk.js';
import type {WaitingRoom} from '../waiting/waiting-room.js';

/** What the relay counts, for its own `/metrics`. */
export interface RelayMetrics {
  readonly registry: Registry;
  readonly hookRequests: Counter<'hook' | 'status'>;
  readonly hookTime: Gauge<'hook'>;
  readonly entries: Counter<'from' | 'outcome'>;
  readonly gatewayRequests: Counter<'status'>;
  readonly appendSeconds: Histogram;
  readonly hookToSendSeconds: Histogram;
  readonly cuts: Counter<'reason'>;
  readonly turnedAway: Counter<'status'>;
  readonly dropped: Counter;
  readonly messages: Counter;
  readonly bytes: Counter;
  readonly resyncs: Counter<'reason'>;
}

/** What is read anew each time somebody asks. */
export interface Readings {
  clients(): number;
  head(): number;
  isDegraded(): boolean;
  /** Entries that were sent to a client, or were to be sent, and that it does not say it has seen; of the slowest one. */
  lag(): number;
  requests(): number;
  /** Where hooks wait while the stream cannot be reached; undefined where they do not. */
  waiting(): Pick<WaitingRoom, 'count' | 'since'> | undefined;
  now(): number;
  /** Cockpits that are waited for, and those that are acted for; undefined where the relay goes on for nobody. */
  leases(): LeaseCounts | undefined;
  /** Of each Alertmanager that the relay polls: whether it answers, and how old its last whole answer is, ms. */
  polled(): readonly {readonly name: string; readonly isUp: boolean; readonly age: number | undefined}[];
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What a hook may refuse, with all that senders do not send again among it. */
const REFUSALS = ['400', '401', '403', '413', '415', '500', '503'];

/** A registry of its own: two relays in one process do not meet. */
export function relayMetrics(version: string, hooks: readonly string[] = []): RelayMetrics {
  const registry = new Registry();
  const counter = <T extends string>(name: string, help: string, labelNames: readonly T[] = []) =>
    new Counter<T>({name: `watchkeeper_relay_${name}`, help, labelNames: [...labelNames], registers: [registry]});
  const gauge = <T extends string>(name: string, help: string, labelNames: readonly T[] = []) =>
    new Gauge<T>({name: `watchkeeper_relay_${name}`, help, labelNames: [...labelNames], registers: [registry]});
  const seconds = (name: string, help: string) =>
    new Histogram({name: `watchkeeper_relay_${name}`, help, buckets: SECONDS, registers: [registry]});
  gauge('info', 'The version that runs, always 1.', ['version']).set({version}, 1);
  const hookRequests = counter('hook_requests_total', 'Requests at the hooks, by what they were answered.', [
    'hook',
    'status',
  ]);
  // A counter that begins with its first 1 has never increased for whoever looks.
  for (const hook of hooks) for (const status of REFUSALS) hookRequests.inc({hook, status}, 0);
  return {
    registry,
    hookRequests,
    hookTime: gauge('hook_last_accepted_timestamp_seconds', 'When a request at this hook was last accepted.', ['hook']),
    entries: counter('entries_total', 'What hooks and cockpits told: accepted, repeated, waiting, or refused.', [
      'from',
      'outcome',
    ]),
    gatewayRequests: counter('gateway_requests_total', 'Requests to Alertmanagers behind the relay, by status.', [
      'status',
    ]),
    appendSeconds: seconds('append_seconds', 'How long it took until entries would survive a crash.'),
    hookToSendSeconds: seconds('hook_to_send_seconds', 'From the start of a request to its entries on their way.'),
    cuts: counter('client_cuts_total', 'Feed clients that were cut or sent away, by reason.', ['reason']),
    turnedAway: counter('client_refusals_total', 'Feed clients that were turned away, by status.', ['status']),
    dropped: counter('connections_dropped_total', 'Connections closed unheard, since too many were open.'),
    messages: counter('messages_sent_total', 'Messages sent to feed clients.'),
    bytes: counter('bytes_sent_total', 'Bytes of messages sent to feed clients.'),
    resyncs: counter('resyncs_total', 'Feed clients that began anew with a snapshot, by reason.', ['reason']),
  };
}

/** Adds the gauges that look when they are asked. */
export function addReadings(
  {registry}: RelayMetrics,
  limits: {readonly connections: number},
  readings: Readings,
): void {
  const looking = (name: string, help: string, look: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(look());
      },
    });
  looking('watchkeeper_relay_clients', 'Feed clients that are connected.', readings.clients);
  looking('watchkeeper_relay_clients_limit', 'As many may be connected.', () => limits.connections);
  looking('watchkeeper_relay_head', 'Number of the newest entry.', readings.head);
  looking('watchkeeper_relay_lag_entries', 'Entries the slowest feed client has not seen yet.', readings.lag);
  looking('watchkeeper_relay_hooks_in_flight', 'Hook requests that are being worked on.', readings.requests);
  looking(
    'watchkeeper_relay_waiting_entries',
    'Entries of hooks that wait here until the stream can be reached.',
    () => readings.waiting()?.count ?? 0,
  );
  looking('watchkeeper_relay_waiting_seconds', 'How long the first of them has waited.', () => {
    const since = readings.waiting()?.since;
    return since === undefined ? 0 : Math.max(0, readings.now() - since) / 1_000;
  });
  ofPolled(registry, readings);
  ofLeases(registry, readings);
  looking('watchkeeper_relay_degraded', '1 while something keeps it from doing all of its work.', () =>
    readings.isDegraded() ? 1 : 0,
  );
  looking('process_resident_memory_bytes', 'Resident memory.', () => process.memoryUsage.rss());
  looking('process_start_time_seconds', 'When the process began, Unix time.', () =>
    Math.round(performance.timeOrigin / 1_000),
  );
}

function ofLeases(registry: Registry, {leases}: Readings): void {
  new Gauge({
    name: 'watchkeeper_relay_leases',
    help: 'Cockpits with a lease: live ones, and those that are gone and that the relay acts for.',
    labelNames: ['state'] as const,
    registers: [registry],
    collect() {
      const counts = leases();
      if (counts === undefined) return;
      this.set({state: 'live'}, counts.watched);
      this.set({state: 'acting'}, counts.acting);
    },
  });
  new Gauge({
    name: 'watchkeeper_relay_unheard_facts',
    help: 'Facts of what was done for cockpits that are gone which are not in the stream yet.',
    registers: [registry],
    collect() {
      this.set(leases()?.unheard ?? 0);
    },
  });
}

function ofPolled(registry: Registry, {polled}: Readings): void {
  const labelNames = ['source'] as const;
  new Gauge({
    name: 'watchkeeper_relay_source_up',
    help: '1 while an Alertmanager that the relay polls answers.',
    labelNames,
    registers: [registry],
    collect() {
      for (const {name, isUp} of polled()) this.set({source: name}, isUp ? 1 : 0);
    },
  });
  new Gauge({
    name: 'watchkeeper_relay_source_age_seconds',
    help: 'How old the last whole answer of such an Alertmanager is.',
    labelNames,
    registers: [registry],
    collect() {
      for (const {name, age} of polled()) if (age !== undefined) this.set({source: name}, age / 1_000);
    },
  });
}
