import type {Clock} from '../../../core/ports.js';
import type {RelayMetrics} from '../metrics.js';

interface Parts {
  readonly clock: Clock;
  readonly metrics: RelayMetrics;
  readonly limits: {readonly headersTime: number};
  warn(line: string): void;
}

/** After so long, ms, without another one it is over. */
const OVER = 60_000;

/** Counts connections that are closed unheard since too many are open, and says so once as long as that goes on. */
export function dropLog({clock, metrics, limits, warn}: Parts): (most: number) => void {
  let last = Number.NEGATIVE_INFINITY;
  return most => {
    metrics.dropped.inc();
    const now = clock.monotonic();
    if (now - last >= OVER)
      warn(
        `${most} connections are open, and more are closed unheard, those of senders and cockpits too. Silent ones end after ${limits.headersTime / 1_000} s; see who opens them: ss -tn, or the proxy before the relay.`,
      );
    last = now;
  };
}
