import type {Config} from '../../config/config.js';
import type {Env} from '../../config/places.js';
import {isWatchdog} from '../../core/alert/watchdog.js';
import type {SourceHealth, SourceUpdate} from '../../core/live/update.js';
import type {AlertSource} from '../../core/ports.js';
import {systemClock} from '../../lib/node/system-clock.js';
import type {MemberReport, SilencesAnswer, SourceFailure, SourceReport} from '../context.js';
import {sourcesOf} from './sources.js';

/** What each cluster answers to one poll, or why it does not. Rejects only for what the operator can correct. */
export async function askOnce(config: Config, env: Env, signal: AbortSignal): Promise<readonly SourceUpdate[]> {
  const sources = await sourcesOf(config, {env, clock: systemClock});
  return Promise.all(sources.map(source => firstAnswer(source, signal)));
}

/** Silences of every cluster. */
export async function silencesOf(config: Config, env: Env, signal: AbortSignal): Promise<SilencesAnswer> {
  const updates = await askOnce(config, env, signal);
  return {
    silences: updates.flatMap(update => update.silences?.changed ?? []),
    failures: updates.flatMap(({health}) => failureOf(health)),
  };
}

/** The state of every member of every cluster. */
export async function reportsOf(config: Config, env: Env, signal: AbortSignal): Promise<readonly SourceReport[]> {
  const updates = await askOnce(config, env, signal);
  return updates.map(update => {
    const configured = config.alertmanagers.find(({name}) => name === update.source)?.watchdog;
    const watchdog = watchdogOf(update, configured);
    return {
      source: update.source,
      members: update.health.members.map(member => memberReport(member, update.health)),
      ...(watchdog === undefined ? {} : {watchdog}),
      firing: (update.alerts?.changed ?? []).map(({labels}) => labels),
    };
  });
}

function firstAnswer(source: AlertSource, signal: AbortSignal): Promise<SourceUpdate> {
  const stop = new AbortController();
  signal.addEventListener('abort', () => stop.abort(), {once: true});
  return new Promise((resolve, reject) => {
    const taken = (update: SourceUpdate) => {
      stop.abort();
      resolve(update);
    };
    source.watch(taken, stop.signal).then(() => reject(new Error('stopped')), reject);
  });
}

function failureOf({source, state, trouble}: SourceHealth): SourceFailure[] {
  return state === 'up' || trouble === undefined ? [] : [{source, ...trouble}];
}

function memberReport(member: SourceHealth['members'][number], health: SourceHealth): MemberReport {
  return {
    member: member.name,
    ...(member.trouble === undefined ? {} : {failure: member.trouble}),
    ...(member.version === undefined ? {} : {version: member.version}),
    ...(member.clusterSize === undefined ? {} : {clusterSize: member.clusterSize}),
    ...(health.latency === undefined ? {} : {latency: health.latency}),
    ...(health.skew === undefined ? {} : {skew: health.skew}),
  };
}

function watchdogOf(update: SourceUpdate, configured: string | undefined): SourceReport['watchdog'] {
  if (update.health.state !== 'up') return undefined;
  const known = configured === undefined ? {} : {[update.source]: configured};
  const fires = update.alerts?.changed.some(alert => isWatchdog(alert, known));
  if (fires === true) return 'firing';
  return configured === undefined ? undefined : 'missing';
}
