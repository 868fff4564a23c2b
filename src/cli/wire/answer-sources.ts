import type {Config} from '../../config/config.js';
import type {Env} from '../../config/places.js';
import type {Clock} from '../../core/ports.js';
import type {Engine} from '../../engine/engine.js';
import type {Runs} from '../../engine/step-runner.js';
import type {Query} from '../../journal/door/protocol.js';
import type {AlertQuery, AlertsAnswer, FedAnswer, SilencesAnswer} from '../context.js';
import {fingerprintOf} from './config-fingerprint.js';
import {blindFailure, feedFailure, listedFed, noteOf} from './listed-fed.js';

/** What the holder answers about its Alertmanagers with; its secrets stay with it. */
export interface AnsweringSources {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly config: Config;
  readonly env: Env;
  /** Runs statements here; absent where none are run. */
  readonly runs?: Runs;
}

/** How long the sources are waited for that were asked anew, in ms. */
const FRESH = 5_000;

/** Which clusters are watched here, and whether they are those of the asker's configuration. */
export function watchedSources(query: Query, {engine, config}: AnsweringSources): unknown {
  const sources = [...engine.store.getState().live.sources.keys()];
  return {sources, same: query.config === fingerprintOf(config)};
}

/** Asks the Alertmanagers here, in the asker's stead. */
export async function alertsHere(query: Query, {config, env}: AnsweringSources): Promise<AlertsAnswer> {
  const {alertsOf} = await import('./alerts-query.js');
  const only = Array.isArray(query.only) ? query.only : [];
  const alertmanagers = config.alertmanagers.filter(({name}) => only.length === 0 || only.includes(name));
  const {signal} = new AbortController();
  return alertsOf({...config, alertmanagers}, query.query as AlertQuery, {env, signal});
}

/** What fires here by the feed alone; undefined where none is configured. */
export function fedHere(query: Query, {engine, config}: AnsweringSources): FedAnswer | undefined {
  const {live, team} = engine.store.getState();
  if (team === undefined) return undefined;
  const polled = new Set(config.alertmanagers.map(({name}) => name));
  const alerts = [...live.alerts.values()].filter(({source}) => !polled.has(source));
  const blind = [...live.sources.values()].filter(({source, state}) => !polled.has(source) && state !== 'up');
  const {feed} = team;
  const failures = feed.state === 'up' ? blind.map(blindFailure) : [feedFailure(feed)];
  return {alerts: listedFed(alerts, query.query as AlertQuery), failures, ...noteOf(feed.degraded)};
}

/** The silences as this process sees them, after its sources were asked anew; those that are silent are named. */
export async function silencesHere({engine, clock}: AnsweringSources): Promise<SilencesAnswer> {
  await renewed(engine, clock);
  const {live} = engine.store.getState();
  const down = [...live.sources.values()].filter(({state}) => state !== 'up');
  return {
    silences: [...live.silences.values()],
    failures: down.map(({source, trouble}) => ({
      source,
      kind: trouble?.kind ?? 'unreachable',
      message: trouble?.message ?? 'it has not answered yet.',
      hint: trouble?.hint ?? 'Look into it with `wk doctor`.',
    })),
    seen: [...live.sources.values()].flatMap(({source, lastGood}) =>
      lastGood === undefined ? [] : [{source, age: Math.max(0, clock.now() - lastGood)}],
    ),
  };
}

/** Resolves when every source has been read once more, or has failed, or after a while. */
function renewed(engine: Engine, clock: Clock): Promise<void> {
  const missing = new Set(engine.store.getState().live.sources.keys());
  return new Promise(resolve => {
    const done = () => {
      unsubscribe();
      cancel();
      resolve();
    };
    const unsubscribe = engine.subscribe(({update}) => {
      if (update === undefined) return;
      if (update.silencesRead === true || update.health.state !== 'up') missing.delete(update.source);
      if (missing.size === 0) done();
    });
    const cancel = clock.after(FRESH, done);
    engine.wake();
    if (missing.size === 0) done();
  });
}
