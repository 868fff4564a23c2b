import {resolveAccess} from '../../config/access.js';
import type {Config} from '../../config/config.js';
import type {Env} from '../../config/places.js';
import {matcherText} from '../../core/alert/matcher.js';
import {SourceError} from '../../core/ports.js';
import {type AmtoolAlert, queryAlerts} from '../../sources/alertmanager/query.js';
import type {AlertQuery, AlertsAnswer, ListedAlert, SourceFailure} from '../context.js';

/** As long as amtool waits, ms: a long list takes a server longer than any single poll of a cockpit may. */
const PATIENCE = 30_000;

type Cluster = Config['alertmanagers'][number];
type Reply = {readonly alerts: readonly AmtoolAlert[]} | {readonly failure: SourceFailure};

/**
 * Alerts of every cluster by one GET to each member (alerts do not gossip), folded by fingerprint within a cluster.
 * This path loads no HTTP client, no UI and no journal: it is what scripts call in a loop.
 */
export async function alertsOf(
  config: Config,
  query: AlertQuery,
  parts: {readonly env: Env; readonly signal: AbortSignal},
): Promise<AlertsAnswer> {
  const answers = await Promise.all(config.alertmanagers.map(cluster => askCluster(cluster, query, parts)));
  return {
    alerts: answers.flatMap(({alerts}) => alerts),
    failures: answers.flatMap(({failures}) => failures),
  };
}

async function askCluster(
  cluster: Cluster,
  query: AlertQuery,
  parts: {readonly env: Env; readonly signal: AbortSignal},
): Promise<AlertsAnswer> {
  const access = await resolveAccess(cluster, `Alertmanager ${cluster.name}`, parts.env);
  const filters = query.matchers.map(matcherText);
  const {active, silenced, inhibited, unprocessed, receiver} = query;
  const replies = await Promise.all(
    cluster.urls.map(url =>
      replyOf(cluster.name, () =>
        queryAlerts({
          ...access,
          url,
          filters,
          active,
          silenced,
          inhibited,
          unprocessed,
          ...(receiver === undefined ? {} : {receiver}),
          timeout: Math.max(cluster.timeout, PATIENCE),
          signal: parts.signal,
        }),
      ),
    ),
  );
  const answered = replies.flatMap(reply => ('alerts' in reply ? [reply.alerts] : []));
  const failures = replies.flatMap(reply => ('failure' in reply ? [reply.failure] : []));
  return {alerts: folded(answered), failures: answered.length > 0 ? [] : failures.slice(0, 1)};
}

async function replyOf(source: string, ask: () => Promise<AmtoolAlert[]>): Promise<Reply> {
  try {
    return {alerts: await ask()};
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    // A path that the server does not know means that the URL is wrong, not that an alert was not found.
    const kind = error.kind === 'not-found' ? 'bad-answer' : error.kind;
    return {failure: {source, kind, message: error.message, hint: error.hint}};
  }
}

/** One element for each fingerprint: active if any member says so, with the earliest start. */
function folded(lists: readonly (readonly AmtoolAlert[])[]): readonly ListedAlert[] {
  const [first = [], ...others] = lists;
  if (others.length === 0) return first;
  const byFingerprint = new Map(first.map(alert => [alert.fingerprint, alert]));
  for (const alert of others.flat()) {
    const known = byFingerprint.get(alert.fingerprint);
    byFingerprint.set(alert.fingerprint, known === undefined ? alert : merged(known, alert));
  }
  return [...byFingerprint.values()];
}

function merged(a: AmtoolAlert, b: AmtoolAlert): AmtoolAlert {
  const shown = a.status.state !== 'active' && b.status.state === 'active' ? b : a;
  const [earliest = shown.startsAt] = [a.startsAt, b.startsAt].sort();
  return {...shown, startsAt: earliest};
}
