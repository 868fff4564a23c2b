import {resolveAccess} from '../../config/access.js';
import type {Config} from '../../config/config.js';
import type {Env} from '../../config/places.js';
import type {FilledSpan} from '../../core/handoff/unwatched.js';
import type {Meanwhile, SeenMeanwhile} from '../../core/handoff/unwatched-hours.js';
import {systemClock} from '../../lib/node/system-clock.js';
import {feedAddress} from '../../sources/feed/address.js';
import {toldMeanwhile} from '../../sources/feed/told-meanwhile.js';
import {address} from '../../sources/http/address.js';
import {firedMeanwhile} from '../../sources/prometheus-meanwhile.js';

/** Of so many spans at most it is asked, the last ones. */
const MOST = 12;

/** What the relay and the Prometheus of the configuration saw in each of these spans; nothing where there is neither. */
export async function meanwhileIn(
  spans: readonly FilledSpan[],
  {config, env, signal}: {readonly config: Config; readonly env: Env; readonly signal: AbortSignal},
): Promise<readonly Meanwhile[]> {
  const asked = spans.slice(-MOST);
  if (asked.length === 0) return [];
  const witnesses = [await relayOf(config, env, signal), await prometheusOf(config, env, signal)];
  const answers = witnesses.flatMap(witness =>
    witness === undefined ? [] : asked.map(span => answerOf(witness, span)),
  );
  return Promise.all(answers);
}

interface Witness {
  readonly server: string;
  readonly ask: (span: FilledSpan) => Promise<SeenMeanwhile>;
}

async function answerOf({server, ask}: Witness, {from, to}: FilledSpan): Promise<Meanwhile> {
  try {
    return {from, to, server, ...(await ask({from, to}))};
  } catch (error) {
    return {from, to, server, trouble: error instanceof Error ? error.message : String(error)};
  }
}

async function prometheusOf({prometheus}: Config, env: Env, signal: AbortSignal): Promise<Witness | undefined> {
  if (prometheus === undefined) return undefined;
  const access = await resolveAccess(prometheus, 'Prometheus', env);
  const {url} = prometheus;
  return {
    server: `Prometheus ${address(url).name}`,
    ask: span => firedMeanwhile({url, ...access}, span, {clock: systemClock, signal}),
  };
}

/** Somebody else's stream keeps nothing that could be read again. */
async function relayOf({feed}: Config, env: Env, signal: AbortSignal): Promise<Witness | undefined> {
  if (feed === undefined || feed.format === 'alertmanager') return undefined;
  const access = await resolveAccess(feed, 'The feed', env);
  const {url} = feed;
  return {
    server: `the relay ${feedAddress(url).name}`,
    ask: async span => ({alerts: await toldMeanwhile({url, ...access}, span, {clock: systemClock, signal})}),
  };
}
