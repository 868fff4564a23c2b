import {resolveAccess} from '../../config/access.js';
import type {Config} from '../../config/config.js';
import type {Env} from '../../config/places.js';
import {matcherText} from '../../core/alert/matcher.js';
import {SourceError} from '../../core/ports.js';
import {type AmtoolAlert, queryAlerts} from '../../sources/alertmanager/query.js';
import {address} from '../../sources/http/address.js';
import type {AlertQuery, AlertsAnswer, ListedAlert, SourceFailure} from '../context.js';

/** As long as amtool waits, ms: a long list takes a server longer than any single poll of a cockpit may. */
const PATIENCE = 30_000;
/** Once one member has answered, another one may take as long again, but so long at least, ms. */
const LEAST_GRACE = 1_000;

type Cluster = Config['alertmanagers'][number];
type Reply = {readonly alerts: readonly AmtoolAlert[]} | {readonly failure: SourceFailure};
interface Parts {
  readonly env: Env;
  readonly signal: AbortSignal;
}

/**
 * Alerts of every cluster by one GET to each member (alerts do not gossip), folded by fingerprint within a cluster.
 * This path loads no HTTP client, no UI and no journal: it is what scripts call in a loop.
 */
export async function alertsOf(config: Config, query: AlertQuery, parts: Parts): Promise<AlertsAnswer> {
  const answers = await Promise.all(config.alertmanagers.map(cluster => askCluster(cluster, query, parts)));
  return {
    alerts: answers.flatMap(({alerts}) => alerts),
    failures: answers.flatMap(({failures}) => failures),
    silent: answers.flatMap(({silent = []}) => silent),
    counts: answers.map(({alerts}, index) => ({
      source: config.alertmanagers[index]?.name ?? '',
      count: alerts.length,
    })),
  };
}

async function askCluster(cluster: Cluster, query: AlertQuery, {env, signal}: Parts): Promise<AlertsAnswer> {
  const access = await resolveAccess(cluster, `Alertmanager ${cluster.name}`, env);
  const filters = query.matchers.map(matcherText);
  const {active, silenced, inhibited, unprocessed, receiver} = query;
  const asked = {
    ...access,
    ...{filters, active, silenced, inhibited, unprocessed},
    ...(receiver === undefined ? {} : {receiver}),
    timeout: cluster.ownTimeout ?? PATIENCE,
  };
  const replies = await together(
    cluster.urls.map(
      url => (late: AbortSignal) =>
        replyOf(cluster.name, () => queryAlerts({...asked, url, signal: AbortSignal.any([signal, late])})),
    ),
    index => tooLate(cluster.urls[index] ?? ''),
  );
  const answered = replies.flatMap(reply => ('alerts' in reply ? [reply.alerts] : []));
  const failures = replies.flatMap(reply => ('failure' in reply ? [reply.failure] : []));
  return answered.length > 0
    ? {alerts: folded(answered), failures: [], silent: failures}
    : {alerts: [], failures: failures.slice(0, 1)};
}

/** Asks all members at once; when one has answered, one that hangs does not hold it up for long. */
async function together(
  asks: readonly ((late: AbortSignal) => Promise<Reply>)[],
  tooLate: (index: number) => SourceError,
): Promise<readonly Reply[]> {
  const began = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const stops = asks.map(() => new AbortController());
  const replies = asks.map(async (ask, index) => {
    const reply = await ask(stops[index]?.signal ?? AbortSignal.abort());
    if ('alerts' in reply && timer === undefined) {
      const grace = Math.max(LEAST_GRACE, performance.now() - began);
      timer = setTimeout(() => {
        for (const [late, stop] of stops.entries()) stop.abort(tooLate(late));
      }, grace);
    }
    return reply;
  });
  return Promise.all(replies).finally(() => clearTimeout(timer));
}

function tooLate(url: string): SourceError {
  const {name} = address(url);
  return new SourceError('timeout', `${name} is much slower than the other members and was not waited for.`, {
    hint: 'It may be overloaded or stopped: `wk doctor` asks every member.',
  });
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
