import {createClient} from 'redis';
import type {Clock} from '../../../core/ports.js';
import {asError} from './reason.js';

export type Client = ReturnType<typeof clientOf>;

/** Two connections to Redis, one to ask and one to wait for entries, that live and end together. */
export interface Link {
  readonly asking: Client;
  readonly waiting: Client;
  /**
   * The answer, if it comes within so many ms. When it does not, both connections end: on one that does not answer,
   * nothing that is asked later would be done in time.
   */
  within<T>(answer: Promise<T>, ms?: number): Promise<T>;
  /** Hears what is said on the channel, by a connection more. Rejects, and leaves the link, where that is not allowed. */
  hear(channel: string, onText: (text: string) => void): Promise<void>;
  /** Ends all connections; all that is under way rejects with this. The first reason stays. */
  end(reason: Error): void;
}

export interface LinkOptions {
  readonly url: string;
  readonly clock: Clock;
  /** Ms that an answer may take. */
  readonly timeout: number;
}

/** Rejects when Redis cannot be reached within the time. */
export async function connect({url, clock, timeout}: LinkOptions): Promise<Link> {
  const asking = clientOf(url, timeout);
  const waiting = clientOf(url, timeout);
  const open = [asking, waiting];
  let ended: Error | undefined;
  const end = (reason: Error) => {
    if (ended !== undefined) return;
    ended = reason;
    for (const client of open) if (client.isOpen) client.destroy();
  };
  const within = <T>(answer: Promise<T>, ms = timeout): Promise<T> =>
    new Promise((resolve, reject) => {
      const stop = clock.after(ms, () => {
        end(new Error(`no answer within ${ms} ms`));
        reject(ended);
      });
      answer.then(resolve, error => reject(ended ?? error)).finally(stop);
    });
  for (const client of [asking, waiting]) client.on('error', end);
  try {
    await within(Promise.all([asking.connect(), waiting.connect()]));
    // A password that is missing is best told by a short question.
    await within(asking.ping());
  } catch (error) {
    end(asError(error));
    throw error;
  }
  return {
    asking,
    waiting,
    within,
    end,
    async hear(channel, onText) {
      const hearing = clientOf(url, timeout);
      hearing.on('error', end);
      open.push(hearing);
      await within(hearing.connect());
      await within(hearing.subscribe(channel, onText));
    },
  };
}

/**
 * One connection that ends for good when it breaks: left alone, the client would keep what it is asked and do it when it
 * is back, long after its caller has given up. Its own timeouts end with the sending.
 */
function clientOf(url: string, timeout: number) {
  return createClient({
    url,
    RESP: 2,
    disableOfflineQueue: true,
    disableClientInfo: true,
    maintNotifications: 'disabled',
    commandOptions: {timeout: 0},
    socket: {connectTimeout: timeout, reconnectStrategy: false},
  });
}
