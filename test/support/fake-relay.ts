import type {CockpitMessage, FeedAlert, FeedSource} from '../../src/core/feed/message.js';
import type {Feed, FeedListener, HandEnd} from '../../src/core/ports.js';
import type {Fact} from '../../src/core/shift/fact.js';

export interface FakeRelay {
  /** The feed of one cockpit. */
  feed(): Feed;
  /** Facts in the order in which the relay took them. */
  readonly taken: Fact[];
  readonly sent: CockpitMessage[];
  /** What its feeds were told that operators have ended. */
  readonly ended: HandEnd[];
  /** Holds back what it tells until it is called again with `false`. */
  hold(isHeld: boolean): void;
  /** Cuts every connection; what is sent meanwhile is lost. */
  cut(): void;
  /** Connects everybody again. */
  join(): void;
  tells(source: string, alerts: readonly FeedAlert[]): void;
  readonly listeners: ReadonlyMap<string, FeedListener>;
}

/** A relay in memory: one order for everybody, told to whoever is connected. */
export function fakeRelay(sources: readonly FeedSource[] = []): FakeRelay {
  const taken: Fact[] = [];
  const sent: CockpitMessage[] = [];
  const ended: HandEnd[] = [];
  const listeners = new Map<string, FeedListener>();
  const reached = new Map<string, number>();
  let held = false;
  let up = true;
  const have = (origin: string) => Math.max(0, ...taken.filter(fact => fact.origin === origin).map(({seq}) => seq));
  const tell = () => {
    if (held || !up) return;
    for (const [origin, listener] of listeners) {
      const from = reached.get(origin) ?? 0;
      reached.set(origin, taken.length);
      const news = taken.slice(from);
      if (news.length > 0) listener.onFacts(news, `e:${taken.length}`);
    }
  };
  const connect = (origin: string, listener: FeedListener) => {
    listener.onHealth({name: 'relay', state: 'up', since: 0, lag: 1});
    listener.onSources(sources);
    listener.onJoined(have(origin));
    tell();
  };
  const take = (message: CockpitMessage) => {
    sent.push(message);
    if (message.type !== 'fact') return;
    const fact = message.fact as unknown as Fact;
    if (fact.seq <= have(fact.origin)) return;
    taken.push(fact);
    queueMicrotask(tell);
  };
  return {
    taken,
    sent,
    ended,
    listeners,
    feed: () => ({
      watch: ({origin, after}, listener, signal) => {
        listeners.set(origin, listener);
        reached.set(origin, after === undefined ? 0 : Number(after.split(':')[1]));
        if (up) connect(origin, listener);
        return new Promise(resolve => signal.addEventListener('abort', () => resolve(), {once: true}));
      },
      end: alert => void ended.push(alert),
      send: message => {
        if (up) take(message);
        return up;
      },
    }),
    hold: isHeld => {
      held = isHeld;
      tell();
    },
    cut: () => {
      up = false;
      for (const listener of listeners.values()) {
        listener.onLost();
        listener.onHealth({name: 'relay', state: 'down', since: 0});
      }
    },
    join: () => {
      up = true;
      for (const [origin, listener] of listeners) connect(origin, listener);
    },
    tells: (source, alerts) => {
      for (const listener of listeners.values()) listener.onTold(source, alerts);
    },
  };
}
