import type {CockpitMessage, FeedAlert, FeedSource} from '../../src/core/feed/message.js';
import type {ToldGroup} from '../../src/core/feed/told-groups.js';
import type {Feed, FeedListener, HandEnd} from '../../src/core/ports.js';
import type {Fact} from '../../src/core/shift/fact.js';
import type {LeaseDesk} from '../../src/relay/lease/lease-desk.js';

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
  /** What becomes of the line of one cockpit: `deaf` hears nothing, `mute` is not heard; neither end notices. */
  line(origin: string, how: 'fair' | 'deaf' | 'mute' | 'dead'): void;
  /** Who goes on for cockpits that are gone. */
  desk: LeaseDesk | undefined;
  tells(source: string, alerts: readonly FeedAlert[]): void;
  groups(groups: readonly ToldGroup[]): void;
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
  const lines = new Map<string, string>();
  const isDeaf = (origin: string) => ['deaf', 'dead'].includes(lines.get(origin) ?? '');
  const isMute = (origin: string) => ['mute', 'dead'].includes(lines.get(origin) ?? '');
  const have = (origin: string) => Math.max(0, ...taken.filter(fact => fact.origin === origin).map(({seq}) => seq));
  const tell = () => {
    if (held || !up) return;
    for (const [origin, listener] of listeners) {
      if (isDeaf(origin)) continue;
      const from = reached.get(origin) ?? 0;
      reached.set(origin, taken.length);
      const news = taken.slice(from);
      if (news.length > 0) listener.onFacts(news, `e:${taken.length}`);
    }
  };
  const connect = (origin: string, listener: FeedListener) => {
    listener.onHealth({name: 'relay', state: 'up', since: 0, lag: 1});
    listener.onSources(sources);
    listener.onTerms(relay.desk?.terms);
    listener.onJoined(have(origin));
    tell();
  };
  const seeToLease = async (message: Extract<CockpitMessage, {type: 'lease'}>, origin: string) => {
    const reply = (await relay.desk?.ask({origin, by: origin.replace(/^j-/, '')}, message)) ?? {
      state: 'none' as const,
    };
    if (up && !isDeaf(origin)) listeners.get(origin)?.onLease({number: message.number, ...reply});
  };
  const take = (message: CockpitMessage, origin: string) => {
    sent.push(message);
    if (message.type === 'lease') void seeToLease(message, origin);
    if (message.type !== 'fact') return;
    const fact = message.fact as unknown as Fact;
    if (fact.seq <= have(fact.origin)) return;
    taken.push(fact);
    queueMicrotask(tell);
  };
  const relay: FakeRelay = {
    taken,
    desk: undefined,
    line: (origin, how) => {
      lines.set(origin, how);
      const listener = listeners.get(origin);
      if (how === 'fair' && up && listener !== undefined) connect(origin, listener);
    },
    sent,
    ended,
    listeners,
    feed: () => {
      let own = '';
      return {
        watch: ({origin, after}, listener, signal) => {
          own = origin;
          listeners.set(origin, listener);
          reached.set(origin, after === undefined ? 0 : Number(after.split(':')[1]));
          if (up) connect(origin, listener);
          return new Promise(resolve => signal.addEventListener('abort', () => resolve(), {once: true}));
        },
        end: alert => void ended.push(alert),
        send: message => {
          if (up && !isMute(own)) take(message, own);
          return up;
        },
      };
    },
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
    groups: groups => {
      for (const listener of listeners.values()) listener.onGroups(groups);
    },
    tells: (source, alerts) => {
      for (const listener of listeners.values()) listener.onTold(source, alerts);
    },
  };
  return relay;
}
