import {resolveAccess} from '../../config/access.js';
import type {Config} from '../../config/config.js';
import type {Env} from '../../config/places.js';
import type {Meanwhile} from '../../core/handoff/handoff.js';
import type {FilledSpan} from '../../core/handoff/unwatched.js';
import {SourceError} from '../../core/ports.js';
import {systemClock} from '../../lib/node/system-clock.js';
import {address} from '../../sources/http/address.js';
import {firedMeanwhile} from '../../sources/prometheus-meanwhile.js';

/** Of so many spans at most it is asked, the last ones. */
const MOST = 12;

/** What the configured Prometheus saw fire in each of these spans; nothing where none is configured. */
export async function meanwhileIn(
  spans: readonly FilledSpan[],
  {config, env, signal}: {readonly config: Config; readonly env: Env; readonly signal: AbortSignal},
): Promise<readonly Meanwhile[]> {
  const {prometheus} = config;
  if (prometheus === undefined || spans.length === 0) return [];
  const access = await resolveAccess(prometheus, 'Prometheus', env);
  const server = `Prometheus ${address(prometheus.url).name}`;
  return Promise.all(
    spans.slice(-MOST).map(async ({from, to}) => {
      try {
        const alerts = await firedMeanwhile({url: prometheus.url, ...access}, {from, to}, {clock: systemClock, signal});
        return {from, to, server, alerts};
      } catch (error) {
        if (!(error instanceof SourceError)) throw error;
        return {from, to, server, trouble: error.message};
      }
    }),
  );
}
