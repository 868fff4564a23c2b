import type {Clock} from '../../core/ports.js';
import type {Client} from '../http/client.js';
import {readStatus} from './reads.js';

export interface ReadyOptions {
  /** Whom a silence would be asked of first, or nobody while none answers. */
  readonly first: () => Client | undefined;
  readonly clock: Clock;
  /** Deadline of one request, ms. */
  readonly timeout: number;
}

/** After the first answer the screen comes first. */
const AFTER_START = 1_500;
/** Sooner than an idle connection is closed, and than what is known of the server's clock counts as old. */
const EVERY = 40_000;

/**
 * Keeps what placing a silence needs from being cold, until `signal` aborts: what speaks HTTP is loaded, the connection is
 * open, and the server's clock is known. What goes wrong is told by the polls, and by the silence itself.
 */
export function keepReady({first, clock, timeout}: ReadyOptions, signal: AbortSignal): void {
  const touch = async () => {
    const client = first();
    const seen = client?.skew.observedAt();
    const isCold = seen === undefined || Math.abs(clock.now() - seen) >= EVERY / 2;
    if (client !== undefined && isCold) await readStatus(client, timeout, signal).catch(() => undefined);
    if (!signal.aborted) later(EVERY);
  };
  const later = (wait: number) => {
    const cancel = clock.after(wait, () => {
      signal.removeEventListener('abort', cancel);
      void touch();
    });
    signal.addEventListener('abort', cancel, {once: true});
  };
  later(AFTER_START);
}
