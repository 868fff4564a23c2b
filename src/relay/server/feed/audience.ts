import type {Connection, FeedClient} from './client.js';
import {presences} from './presences.js';

/** Everybody who is connected, and what each of them does. */
export interface Audience {
  readonly size: number;
  each(tell: (client: FeedClient) => void): void;
  add(make: (company: Company) => FeedClient): void;
  /** Resolves when nobody is there. */
  empty(): Promise<void>;
}

/** What a client has to do with the others. */
export type Company = Pick<Connection, 'everybody' | 'onPresence' | 'onClose'>;

export function audience(): Audience {
  const clients = new Set<FeedClient>();
  const present = presences<FeedClient>();
  let leavers: (() => void)[] = [];
  const tellOthers = (about: FeedClient, bytes: Buffer) => {
    for (const client of clients) if (client !== about) client.sayPresence(bytes);
  };
  const company: Company = {
    everybody: () => present.all(),
    onPresence: (client, presence) => tellOthers(client, present.say(client, presence)),
    onClose(client) {
      clients.delete(client);
      for (const bytes of present.leave(client)) tellOthers(client, bytes);
      if (clients.size > 0) return;
      const waiting = leavers;
      leavers = [];
      for (const left of waiting) left();
    },
  };
  return {
    get size() {
      return clients.size;
    },
    each(tell) {
      for (const client of clients) tell(client);
    },
    add: make => void clients.add(make(company)),
    empty: () => (clients.size === 0 ? Promise.resolve() : new Promise(resolve => leavers.push(resolve))),
  };
}
