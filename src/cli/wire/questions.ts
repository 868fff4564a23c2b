import type {Env} from '../../config/places.js';
import type {Clock} from '../../core/ports.js';
import type {CommandContext} from '../context.js';
import {namedBy} from '../named-sources.js';

type Questions = Pick<
  CommandContext,
  | 'queryAlerts'
  | 'querySilences'
  | 'fedAlerts'
  | 'viaHolder'
  | 'probeSources'
  | 'probePrometheus'
  | 'presentRules'
  | 'probeFeed'
  | 'probeRedis'
  | 'hookFaults'
  | 'templateFaults'
  | 'askSchedule'
  | 'readLog'
  | 'followLog'
  | 'readState'
  | 'findHolder'
  | 'targets'
>;

/** What commands that only read may ask: sources, the open cockpit, the journal. Each is loaded when it is needed. */
export function questions({
  env,
  clock,
  signal,
}: {
  readonly env: Env;
  readonly clock: () => Promise<Clock>;
  readonly signal: AbortSignal;
}): Questions {
  return {
    queryAlerts: async (config, query) => (await import('./alerts-query.js')).alertsOf(config, query, {env, signal}),
    querySilences: async config => (await import('./ask-once.js')).silencesOf(config, env, signal),
    fedAlerts: async (config, query) =>
      config.feed === undefined && namedBy(config) !== undefined
        ? undefined
        : (await import('./fed-alerts.js')).fedAlerts(config, query, {env, clock: await clock(), signal}),
    viaHolder: async config =>
      namedBy(config) === undefined
        ? (await import('./via-holder.js')).viaHolder(config, {clock: await clock(), signal})
        : undefined,
    probeSources: async config => (await import('./ask-once.js')).reportsOf(config, env, signal),
    probePrometheus: async config => (await import('./ask-prometheus.js')).askPrometheus(config, env, signal),
    presentRules: async config => (await import('./ask-prometheus.js')).presentRules(config, env, signal),
    probeFeed: async config => (await import('./ask-feed.js')).askFeed(config, {env, clock: await clock(), signal}),
    probeRedis: async config => (await import('./relay/ask-redis.js')).askRedis(config, {env, clock: await clock()}),
    templateFaults: async config => (await import('./page-writer.js')).templateFaults(config),
    hookFaults: async config => (await import('./relay/served-hooks.js')).hookFaults(config.relay?.hooks ?? []),
    askSchedule: async (schedule, period) =>
      (await import('./ask-schedule.js')).askSchedule(schedule, period, {env, clock: await clock(), signal}),
    readLog: async config => (await import('./reading.js')).readLog(config),
    async *followLog(config) {
      yield* (await import('./follow-log.js')).followLog(config, {clock: await clock(), signal});
    },
    readState: async config => (await import('./reading.js')).readState(config),
    targets: async config => (await import('./targets.js')).targetsOf(config, {env, clock: await clock()}),
    findHolder: async config => (await import('./reading.js')).findHolder(config),
  };
}
