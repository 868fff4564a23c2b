import {resolveAccess} from '../../config/access.js';
import type {Config} from '../../config/config.js';
import type {Env} from '../../config/places.js';
import type {Clock} from '../../core/ports.js';
import {askDoor} from '../../journal/door/ask-door.js';
import type {AlertQuery, FedAnswer} from '../context.js';
import {namedBy} from '../named-sources.js';
import {findHolder} from './reading.js';

interface Parts {
  readonly env: Env;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** How long an open cockpit is waited for, ms: the relay can be asked as well. */
const IMPATIENCE = 1_500;

/**
 * What fires and has no Alertmanager that is asked: as the open cockpit knows it, or else as the relay says. Undefined
 * where neither has a feed.
 */
export async function fedAlerts(config: Config, query: AlertQuery, parts: Parts): Promise<FedAnswer | undefined> {
  const seen = namedBy(config) === undefined ? await byHolder(config, query, parts) : undefined;
  if (config.feed === undefined || seen?.failures.length === 0) return seen;
  const told = await byRelay(config, query, parts);
  // Whoever cannot be asked, what was known last is better than nothing.
  return told.failures.length > 0 && seen !== undefined ? seen : told;
}

/** Undefined where no cockpit is open, it has no feed, or it does not answer. */
async function byHolder(config: Config, query: AlertQuery, {clock, signal}: Parts): Promise<FedAnswer | undefined> {
  const holder = await findHolder(config);
  if (holder === undefined || holder.stopped === true) return undefined;
  const {stateDir: folder, operator: by} = config;
  const asked = {folder, by, cwd: process.cwd(), clock, signal, timeoutMs: IMPATIENCE};
  const answer = await askDoor({...asked, command: {type: 'query.fed', query}}).catch(() => undefined);
  return answer?.ok === true ? (answer.value as FedAnswer | undefined) : undefined;
}

async function byRelay(config: Config, query: AlertQuery, {env, clock, signal}: Parts): Promise<FedAnswer> {
  const {feed, alertmanagers} = config;
  if (feed === undefined) throw new TypeError('no feed is configured');
  const [{feedAddress}, {blindFailure, feedFailure, listedFed, noteOf}] = await Promise.all([
    import('../../sources/feed/address.js'),
    import('./listed-fed.js'),
  ]);
  const {name} = feedAddress(feed.url);
  if (feed.format === 'alertmanager') return {alerts: [], failures: [onlyNews(name)]};
  const {feedOnce} = await import('../../sources/feed/feed-once.js');
  const {url, format, source} = feed;
  const access = await resolveAccess(feed, 'The feed', env);
  const polled = alertmanagers.map(one => one.name);
  const now = await feedOnce({url, format, source, ...access}, {clock, polled, signal});
  if ('failure' in now) {
    const {status} = now.failure;
    const kind = status === 401 || status === 403 ? 'refused' : 'unreachable';
    return {alerts: [], failures: [{...feedFailure({name, trouble: now.failure}), kind}]};
  }
  return {alerts: listedFed(now.alerts, query), failures: now.blind.map(blindFailure), ...noteOf(now.degraded)};
}

function onlyNews(source: string): FedAnswer['failures'][number] {
  return {
    source,
    kind: 'unreachable',
    message: 'What only the feed tells of is not known: its server tells what is new, and not what fires.',
    hint: 'A cockpit that is open knows what came since: open one with `wk`.',
  };
}
