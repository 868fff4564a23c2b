import type {Clock} from '../../../core/ports.js';
import type {Entry} from '../backbone.js';
import {type Firing, MOST_FIRING, openFiring} from '../firing.js';
import {entryOf, type Prepared, piecesOf} from '../prepare.js';
import {keyedOf, openRepeats, type Repeats} from '../repeats.js';
import {type Bounds, openWindow, WINDOW, type Window} from '../window.js';

/** What the entries of the journal add up to. */
export interface Stream {
  readonly epoch: string;
  readonly window: Window;
  readonly firing: Firing;
  readonly repeats: Repeats;
  /** By journal, the highest number of it. */
  readonly have: Map<string, number>;
}

export interface StreamOptions {
  readonly epoch: string;
  readonly clock: Clock;
  readonly window?: Bounds;
  /** Of so many alerts it is known that they fire. */
  readonly firing?: number;
  /** Ms for which a key is remembered. */
  readonly remember?: number;
}

export function emptyStream({epoch, clock, window = WINDOW, firing = MOST_FIRING, remember}: StreamOptions): Stream {
  return {
    epoch,
    window: openWindow(window),
    firing: openFiring(firing),
    repeats: openRepeats({clock, ...(remember === undefined ? {} : {remember})}),
    have: new Map(),
  };
}

/** Takes the entry that follows the last one; `at` is Unix ms. */
export function take(stream: Stream, prepared: Prepared, at: number): {readonly entry: Entry; readonly bytes: number} {
  const place = {epoch: stream.epoch, at};
  const seq = stream.window.head + 1;
  const entry = entryOf(prepared, seq, place);
  const text = piecesOf(prepared, place).join(String(seq));
  stream.window.add(text);
  stream.firing.take(entry, text);
  const keyed = keyedOf(prepared.entry);
  if (keyed !== undefined) stream.repeats.remember(keyed, at);
  if (entry.kind === 'fact') note(stream.have, entry.fact);
  return {entry, bytes: Buffer.byteLength(text)};
}

function note(have: Map<string, number>, {origin, seq}: {readonly origin: string; readonly seq: number}): void {
  if (seq > (have.get(origin) ?? 0)) have.set(origin, seq);
}
