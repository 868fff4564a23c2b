import type {Clock, Journal} from '../../core/ports.js';
import type {Backbone, BackboneHealth} from './backbone.js';
import {openBatches} from './batches.js';
import {replayStream} from './journal/replay.js';
import {openSegments, type Segments} from './journal/segments.js';
import {openWriter, type Writer} from './journal/writer.js';
import {openListeners} from './listeners.js';
import {type Bounds, WINDOW} from './window.js';

export interface JournalBackboneOptions {
  /** The relay's own; whoever opened it closes it, after the backbone. */
  readonly journal: Journal;
  readonly clock: Clock;
  /** What is kept in memory, and can be read. */
  readonly window?: Bounds;
  /** What of it is kept over a restart at least. */
  readonly kept?: Bounds;
  /** Of so many alerts it is known that they fire. */
  readonly firing?: number;
  /** Ms for which a key is remembered. */
  readonly remember?: number;
  /** A segment of the journal with so many bytes is closed. */
  readonly segment?: number;
  /** Removes segments that the newest snapshot does not need. */
  readonly prune?: () => Promise<void>;
  readonly warn?: (message: string) => void;
}

/** A snapshot is written at once, and nothing else meanwhile. */
const KEPT: Bounds = {count: 20_000, bytes: 8 * 1024 * 1024};
const SEGMENT = 64 * 1024 * 1024;

/** The backbone of a single relay, on its own journal. Rejects when what the journal holds cannot be gone on from. */
export async function openJournalBackbone(options: JournalBackboneOptions): Promise<Backbone> {
  const {journal, clock, window = WINDOW, kept = KEPT, segment = SEGMENT, firing, remember, prune, warn} = options;
  const {stream, written} = await replayStream(journal, {
    clock,
    window,
    ...(firing === undefined ? {} : {firing}),
    ...(remember === undefined ? {} : {remember}),
  });
  const most = {count: window.count, bytes: segment};
  const segments = openSegments({
    journal,
    clock,
    stream,
    most,
    kept,
    written,
    ...(prune === undefined ? {} : {prune}),
  });
  const listeners = openListeners(warn ?? (() => undefined));
  const writer = openWriter({
    journal,
    clock,
    stream,
    onWritten(entries, bytes) {
      segments.grow(entries.length, bytes);
      listeners.tell(entries);
    },
  });
  const batches = openBatches({write: writer.write, between: segments.rotateWhenLarge});
  return {
    append: batches.append,
    read: async (after, count) => stream.window.read(after, count),
    position: () => ({epoch: stream.epoch, head: stream.window.head, oldest: stream.window.oldest}),
    firing: stream.firing.entries,
    have: async origin => stream.have.get(origin) ?? 0,
    health: () => healthOf(writer, segments),
    subscribe: listeners.add,
    async close() {
      await batches.close();
      writer.close();
      await segments.settled();
    },
  };
}

function healthOf(writer: Writer, segments: Segments): BackboneHealth {
  const refused = writer.trouble();
  if (refused !== undefined) return {writable: false, trouble: refused};
  const trouble = segments.trouble();
  return trouble === undefined ? {writable: true} : {writable: true, trouble: `the relay works, but ${trouble}`};
}
