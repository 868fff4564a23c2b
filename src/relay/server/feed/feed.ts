import {FEED_PROTOCOL} from '../../../core/feed/message.js';
import type {Entry} from '../../backbone/backbone.js';
import {degraded, heldBack} from '../degraded.js';
import {every} from '../every.js';
import type {RelayOptions} from '../options.js';
import {announcer, polledBytes} from './announcements.js';
import {type Audience, type AudienceParts, audience} from './audience.js';
import {type ClientParts, type Connection, feedClient} from './client.js';
import {messageBytes} from './frame.js';
import {type LastTold, lastTold} from './last-told.js';
import {stream} from './stream.js';

/** Everybody who reads the feed, and what they are told. */
export interface Feed {
  readonly clients: number;
  /** A hook heard of these sources now, be it nothing new. */
  told(sources: Iterable<string>): void;
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
  const everybody = audience(companyOf(parts));
  const sending = tasksBySeq();
  const heard = lastTold(parts);

  const announcements = announcer({...parts, heard}, bytes => everybody.each(client => client.sayHead(bytes)));
  const onEntries = (entries: readonly Entry[]) => {
    heard.hear(entries);
    const batch = flow.hear(entries);
    everybody.each(client => client.tell(batch));
    sending.run(flow.heard);
  };
  const onNewEpoch = () => {
    flow.renew();
    heard.look();
    sending.clear();
    everybody.each(client => client.renew());
  };
  const unsubscribe = backbone.subscribe(entries => (entries === undefined ? onNewEpoch() : onEntries(entries)));
  const stopBeats = every(clock, limits.heartbeat, () => {
    everybody.each(client => client.beat());
    announcements.beat();
    everybody.beat();
    flow.tidy();
  });
  const stopLooks = every(clock, LOOK, () => {
    everybody.each(client => client.look());
    announcements.look();
  });

  return {
    get clients() {
      return everybody.size;
    },
    told: sources => heard.note(sources, clock.now()),
    add: connection =>
      everybody.add(company => {
        const name = options.ids('c-');
        return feedClient(
          {...parts, stream: flow, also: fact => options.also?.(fact) ?? []},
          {...connection, ...company, name, hello: helloBytes(parts, heard), more: polledBytes(parts)},
        );
      }),
    afterSending: (seq, task) => (seq <= flow.heard ? task() : sending.add(seq, task)),
    lag: () => mostLag(everybody, flow.heard),
    leave() {
      everybody.each(client => client.end(GOING_AWAY));
      return everybody.empty();
    },
    close() {
      stopBeats();
      stopLooks();
      heard.stop();
      unsubscribe();
      everybody.each(client => client.terminate());
      everybody.stop();
    },
  };
}

function mostLag(everybody: Audience, head: number): number {
  let most = 0;
  everybody.each(client => {
    most = Math.max(most, client.lag(head));
  });
  return most;
}

function companyOf({backbone: {whispers}, clock, limits, options}: FeedParts): AudienceParts {
  const name = whispers === undefined ? '' : options.ids('relay-');
  return {clock, heartbeat: limits.heartbeat, whispers, name};
}

function helloBytes(parts: FeedParts, heard: LastTold): Buffer {
  const {backbone, clock, limits, options, leases} = parts;
  const {epoch, head, oldest} = backbone.position();
  const lease = leases()?.terms;
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
    told: heard.all(),
    ...(lease === undefined ? {} : {lease}),
    degraded: degraded(parts) ?? null,
    ...heldBack(parts),
  });
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
