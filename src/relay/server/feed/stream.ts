import {parseFeedId} from '../../../core/feed/feed-id.js';
import {type Backbone, BackboneError, type Entry} from '../../backbone/backbone.js';
import type {RelayOptions} from '../options.js';
import {type Frame, frameOf, messageBytes} from './frame.js';
import {recent} from './recent.js';

/** The entries as frames, for clients anywhere in the stream. */
export interface Stream {
  readonly epoch: string;
  /** The newest entry that was heard. */
  readonly heard: number;
  /** Takes in what the backbone tells; the frames of it. */
  hear(entries: readonly Entry[]): Batch;
  /** The epoch changed. */
  renew(): void;
  /** Some frames after this number, the next one first. */
  after(seq: number): Promise<readonly Frame[]>;
  snapshot(): Snapshot;
  /** Lets go of what is only kept for those who come at the same time. */
  tidy(): void;
}

/** What was heard at once. */
export interface Batch {
  readonly frames: readonly Frame[];
  readonly bytes: number;
}

/** What the entries up to `seq` add up to. */
export interface Snapshot {
  readonly seq: number;
  readonly parts: readonly Buffer[];
}

export interface StreamParts {
  readonly backbone: Backbone;
  readonly snapshot: RelayOptions['snapshot'];
}

/** So many entries are read from the backbone at once, and so many bytes of recent ones taken. */
const READ = 256;
const SLICE = 64 * 1024;

export function stream({backbone, snapshot}: StreamParts): Stream {
  const kept = recent();
  let {epoch, head: heard} = backbone.position();
  let shared: Snapshot | undefined;
  return {
    get epoch() {
      return epoch;
    },
    get heard() {
      return heard;
    },
    hear(entries) {
      const frames = entries.filter(({seq}) => seq > heard).map(entry => frameOf(entry, epoch));
      for (const frame of frames) kept.push(frame);
      heard = frames.at(-1)?.seq ?? heard;
      return {frames, bytes: frames.reduce((sum, {bytes}) => sum + bytes.length, 0)};
    },
    renew() {
      kept.clear();
      shared = undefined;
      ({epoch, head: heard} = backbone.position());
    },
    async after(seq) {
      const near = kept.after(seq, SLICE);
      if (near !== undefined) return near;
      const read = await backbone.read(seq, READ);
      if (read[0]?.seq === seq + 1) return read.map(entry => frameOf(entry, epoch));
      if (read.length > 0) throw new BackboneError('too-old', `what came after ${seq} is no longer kept`);
      throw new BackboneError('unavailable', `nothing could be read after ${seq}`);
    },
    snapshot() {
      // Many come at once after a cut: one snapshot serves all of them, as long as what came after it is at hand.
      if (shared === undefined || !(shared.seq === heard || kept.covers(shared.seq)))
        shared = snapshotOf(snapshot(), epoch);
      return shared;
    },
    tidy() {
      shared = undefined;
    },
  };
}

function snapshotOf(messages: ReturnType<RelayOptions['snapshot']>, epoch: string): Snapshot {
  let seq: number | undefined;
  const parts: Buffer[] = [];
  for (const message of messages) {
    const id = parseFeedId(message.id);
    if (id?.epoch !== epoch || id.seq !== (seq ?? id.seq))
      throw new Error(`the snapshot of ${message.id} is not one of epoch ${epoch}`);
    seq = id.seq;
    parts.push(messageBytes(message));
  }
  if (seq === undefined) throw new Error('the snapshot has no part');
  return {seq, parts};
}
