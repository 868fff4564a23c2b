import * as v from 'valibot';
import {readEntry} from '../entry-text.js';
import type {Bounds} from '../window.js';
import type {Stream} from './stream.js';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const schema = v.object({
  /** Of this shape. */
  v: v.literal(1),
  head: count,
  have: v.array(v.tuple([v.string(), count])),
  /** Key, value, when: those that are remembered. */
  repeats: v.array(v.tuple([v.string(), v.string(), v.number()])),
  /** With its number, the text of the last entry of each alert that fires. */
  firing: v.array(v.tuple([count, v.string()])),
  /** The newest texts, the last one that of `head`. */
  window: v.array(v.string()),
});

export type Snapshot = v.InferOutput<typeof schema>;

/** Says whether this version can go on from such a snapshot. */
export function isSnapshot(value: unknown): value is Snapshot {
  return v.is(schema, value);
}

/** All that a restart needs of what is before the new segment; of the window so much as fits. */
export function snapshotOf(stream: Stream, kept: Bounds): Snapshot {
  return {
    v: 1,
    head: stream.window.head,
    have: [...stream.have],
    repeats: stream.repeats.all().map(one => [...one]),
    firing: stream.firing.texts().map(({seq, text}) => [seq, text]),
    window: [...stream.window.newest(kept)],
  };
}

/** Brings an empty stream to where the snapshot was taken. */
export function restore(stream: Stream, snapshot: Snapshot): void {
  stream.window.reset(snapshot.head - snapshot.window.length);
  for (const text of snapshot.window) stream.window.add(text);
  for (const [seq, text] of snapshot.firing) stream.firing.take(readEntry(text, seq), text);
  for (const [key, value, at] of snapshot.repeats) stream.repeats.remember({key, value}, at);
  for (const [origin, seq] of snapshot.have) stream.have.set(origin, seq);
}
