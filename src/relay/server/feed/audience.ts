import type {Clock} from '../../../core/ports.js';
import type {Whispers} from '../../backbone/backbone.js';
import type {Connection, FeedClient} from './client.js';
import {elsewhere} from './elsewhere.js';
import {goneOf, presences} from './presences.js';

/** Everybody who is connected, and what each of them does, also at other relays. */
export interface Audience {
  readonly size: number;
  each(tell: (client: FeedClient) => void): void;
  add(make: (company: Company) => FeedClient): void;
  /** Once in a while: what others tell is not for ever. */
  beat(): void;
  /** Resolves when nobody is there. */
  empty(): Promise<void>;
  stop(): void;
}

/** What a client has to do with the others. */
export type Company = Pick<Connection, 'everybody' | 'onPresence' | 'onClose'>;

export interface AudienceParts {
  readonly clock: Clock;
  readonly heartbeat: number;
  /** Absent where there are no other relays. */
  readonly whispers?: Whispers | undefined;
  /** Of this relay, among the others. */
  readonly name: string;
}

export function audience(parts: AudienceParts): Audience {
  const clients = new Set<FeedClient>();
  /** Told by clients here, and by other relays under their names. */
  const present = presences<FeedClient | string>();
  const here = () => present.of(teller => typeof teller !== 'string');
  let leavers: (() => void)[] = [];
  const tell = (bytes: Buffer | undefined, about?: FeedClient) => {
    if (bytes === undefined) return;
    for (const client of clients) if (client !== about) client.sayPresence(bytes);
  };
  const {whispers} = parts;
  const others =
    whispers === undefined
      ? undefined
      : elsewhere({
          ...parts,
          whispers,
          here,
          onPresence: (relay, presence) => tell(present.say(relay, presence)),
          onAll(relay, all) {
            const origins = new Set(all.map(({origin}) => origin));
            const left = present.of(teller => teller === relay).filter(({origin}) => !origins.has(origin));
            // Who has come here since, and is still listed there by a line that nobody found dead, is here.
            const ours = new Set(here().map(({origin}) => origin));
            const there = all.filter(({origin}) => !ours.has(origin));
            for (const presence of [...left.map(goneOf), ...there]) tell(present.say(relay, presence));
          },
          onGone(relay) {
            for (const bytes of present.leave(relay)) tell(bytes);
          },
        });
  const company: Company = {
    everybody: () => present.all(),
    onPresence(client, presence) {
      tell(present.say(client, presence), client);
      others?.tell(presence);
    },
    onClose(client) {
      clients.delete(client);
      for (const gone of present.of(teller => teller === client).map(goneOf)) others?.tell(gone);
      for (const bytes of present.leave(client)) tell(bytes);
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
    each(run) {
      for (const client of clients) run(client);
    },
    add: make => void clients.add(make(company)),
    beat: () => others?.beat(),
    empty: () => (clients.size === 0 ? Promise.resolve() : new Promise(resolve => leavers.push(resolve))),
    stop: () => others?.stop(),
  };
}
