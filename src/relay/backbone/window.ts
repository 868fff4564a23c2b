import {BackboneError, type Entry} from './backbone.js';
import {readEntry} from './entry-text.js';

export interface Bounds {
  readonly count: number;
  /** Of the entries as JSON in UTF-8. */
  readonly bytes: number;
}

/** The newest entries of the stream, kept in memory as the text they are. */
export interface Window {
  /** Number of the last entry, also while none is held. */
  readonly head: number;
  /** Number of the first entry that is held; 0 while none is. */
  readonly oldest: number;
  /** Takes the entry that follows `head`. */
  add(text: string): void;
  /** Entries after this number, oldest first, at most so many. Throws when some of them are not held any more. */
  read(after: number, most: number): readonly Entry[];
  /** The newest texts that fit, oldest first. */
  newest(bounds: Bounds): readonly string[];
  /** Forgets everything; the next entry follows this number. */
  reset(head: number): void;
}

/** The relay keeps so much of the stream at hand. */
export const WINDOW: Bounds = {count: 100_000, bytes: 64 * 1024 * 1024};

export function openWindow(bounds: Bounds): Window {
  let texts: string[] = [];
  let start = 0;
  let bytes = 0;
  let head = 0;

  const isOver = () => isTooMuch({count: texts.length - start, bytes}, bounds);
  const shrink = () => {
    for (; isOver(); start++) {
      bytes -= Buffer.byteLength(texts[start] ?? '');
      texts[start] = '';
    }
    if (start < 1024 || start * 2 < texts.length) return;
    texts = texts.slice(start);
    start = 0;
  };
  const oldest = () => (texts.length === start ? 0 : head - (texts.length - start) + 1);

  return {
    get head() {
      return head;
    },
    get oldest() {
      return oldest();
    },
    add(text) {
      texts.push(text);
      bytes += Buffer.byteLength(text);
      head += 1;
      shrink();
    },
    read(after, most) {
      if (after >= head) return [];
      if (oldest() === 0 || after + 1 < oldest()) throw tooOld(after, oldest());
      const from = start + after + 1 - oldest();
      return texts.slice(from, from + most).map((text, index) => readEntry(text, after + 1 + index));
    },
    newest: fits => {
      const from = firstThatFits(texts, fits);
      return texts.slice(Math.max(from, start));
    },
    reset(to) {
      texts = [];
      start = 0;
      bytes = 0;
      head = to;
    },
  };
}

function tooOld(after: number, oldest: number): BackboneError {
  return new BackboneError('too-old', `entry ${after + 1} is not kept any more; the oldest one is ${oldest}`);
}

function firstThatFits(texts: readonly string[], bounds: Bounds): number {
  let bytes = 0;
  for (let index = texts.length - 1; index >= 0; index--) {
    bytes += Buffer.byteLength(texts[index] ?? '');
    if (isTooMuch({count: texts.length - index, bytes}, bounds)) return index + 1;
  }
  return 0;
}

/** One entry is never too much. */
function isTooMuch(held: Bounds, bounds: Bounds): boolean {
  return held.count > 1 && (held.count > bounds.count || held.bytes > bounds.bytes);
}
