import {feedIdText} from '../../../core/feed/feed-id.js';
import {FEED_PROTOCOL} from '../../../core/feed/message.js';
import type {Entry} from '../../backbone/backbone.js';
import {degraded} from '../degraded.js';
import {every} from '../every.js';
import type {RelayOptions} from '../options.js';
import {audience} from './audience.js';
import {type ClientParts, type Connection, feedClient} from './client.js';
import {messageBytes} from './frame.js';
import {stream} from './stream.js';

/** Everybody who reads the feed, and what they are told. */
export interface Feed {
  readonly clients: number;
  add(connection: Pick<Connection, 'socket' | 'transport' | 'after'>): void;
  /** Runs the task once everything up to this number is on its way to the clients. */
  afterSending(seq: number, task: () => void): void;
  /** Entries the slowest client has not seen. */
  lag(): number;
  /** Says good-bye to all; resolves when all are gone. */
  leave(): Promise<void>;
  /** Lets go of everything. */
  close(): void;
}

export interface FeedParts extends Omit<ClientParts, 'stream' | 'also'> {
  readonly options: Pick<RelayOptions, 'snapshot' | 'sources' | 'version' | 'ids' | 'also' | 'polled'>;
}

const GOING_AWAY = 1001;
/** How often it is looked whether clients move, ms. */
const LOOK = 1_000;

export function openFeed(parts: FeedParts): Feed {
  const {backbone, clock, limits, options} = parts;
  const flow = stream({backbone, snapshot: () => options.snapshot()});
  const {whispers} = backbone;
  const everybody = audience({
    clock,
    heartbeat: limits.heartbeat,
    whispers,
    name: whispers === undefined ? '' : options.ids('relay-'),
  });
  const sending = tasksBySeq();

  const sayHead = () => {
    const bytes = headBytes(parts);
    everybody.each(client => client.sayHead(bytes));
  };
  const sayPolled = () => {
    for (const bytes of polledBytes(parts)) everybody.each(client => client.sayHead(bytes));
  };
  const onEntries = (entries: readonly Entry[]) => {
    const batch = flow.hear(entries);
    everybody.each(client => client.tell(batch));
    sending.run(flow.heard);
  };
  const onNewEpoch = () => {
    flow.renew();
    sending.clear();
    everybody.each(client => client.renew());
  };
  const unsubscribe = backbone.subscribe(entries => (entries === undefined ? onNewEpoch() : onEntries(entries)));
  const stopBeats = every(clock, limits.heartbeat, () => {
    everybody.each(client => client.beat());
    sayHead();
    sayPolled();
    everybody.beat();
    flow.tidy();
  });
  const hasChanged = changeOf(() => degraded(backbone));
  const isOtherwise = changeOf(() => polledState(parts));
  const stopLooks = every(clock, LOOK, () => {
    everybody.each(client => client.look());
    if (hasChanged()) sayHead();
    if (isOtherwise()) sayPolled();
  });

  return {
    get clients() {
      return everybody.size;
    },
    add: connection =>
      everybody.add(company => {
        const name = options.ids('c-');
        return feedClient(
          {...parts, stream: flow, also: fact => options.also?.(fact) ?? []},
          {...connection, ...company, name, hello: helloBytes(parts), more: polledBytes(parts)},
        );
      }),
    afterSending: (seq, task) => (seq <= flow.heard ? task() : sending.add(seq, task)),
    lag() {
      let most = 0;
      everybody.each(client => {
        most = Math.max(most, client.lag(flow.heard));
      });
      return most;
    },
    leave() {
      everybody.each(client => client.end(GOING_AWAY));
      return everybody.empty();
    },
    close() {
      stopBeats();
      stopLooks();
      unsubscribe();
      everybody.each(client => client.terminate());
      everybody.stop();
    },
  };
}

function helloBytes({backbone, clock, limits, options}: FeedParts): Buffer {
  const {epoch, head, oldest} = backbone.position();
  return messageBytes({
    type: 'hello',
    protocol: FEED_PROTOCOL,
    relay: options.version,
    epoch,
    head,
    oldest,
    at: new Date(clock.now()).toISOString(),
    heartbeat: limits.heartbeat,
    sources: [...options.sources],
    degraded: degraded(backbone) ?? null,
  });
}

function headBytes({backbone, clock}: FeedParts): Buffer {
  const {epoch, head} = backbone.position();
  const id = feedIdText({epoch, seq: head});
  return messageBytes({
    type: 'head',
    id,
    at: new Date(clock.now()).toISOString(),
    degraded: degraded(backbone) ?? null,
  });
}

/** How the Alertmanagers are that the relay polls; no message where it polls none. */
function polledBytes({clock, options}: FeedParts): readonly Buffer[] {
  const sources = [...(options.polled?.() ?? [])];
  return sources.length === 0 ? [] : [messageBytes({type: 'polled', at: new Date(clock.now()).toISOString(), sources})];
}

/** Which of them answer, to tell when that changes. */
function polledState({options}: FeedParts): string {
  return (options.polled?.() ?? []).map(({name, state}) => `${name} ${state}`).join('\n');
}

/** Says whether the value is another one than when it was last asked. */
function changeOf(value: () => unknown): () => boolean {
  let last = value();
  return () => {
    const before = last;
    last = value();
    return last !== before;
  };
}

/** What waits until an entry was sent. */
function tasksBySeq(): {add(seq: number, task: () => void): void; run(upTo: number): void; clear(): void} {
  let waiting: {readonly seq: number; readonly task: () => void}[] = [];
  return {
    add: (seq, task) => void waiting.push({seq, task}),
    run(upTo) {
      if (waiting.length === 0) return;
      const due = waiting.filter(({seq}) => seq <= upTo);
      waiting = waiting.filter(({seq}) => seq > upTo);
      for (const {task} of due) task();
    },
    clear() {
      waiting = [];
    },
  };
}
