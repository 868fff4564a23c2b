import {asciiOf} from './ascii-glyphs.js';
import type {ScreenWriter, ScreenWriterOptions} from './screen-writer.js';

/** Writes lines one after another, for terminals that are read aloud: nothing is placed, painted or taken back. */
export interface LineWriter extends ScreenWriter {
  /** Text with line ends, and with backspaces over what was typed; other control characters become `?`. */
  write(text: string): void;
  onAgain(listener: () => void): () => void;
}

/** A link that stalls gets no more than this afterwards; what is older is counted and left out. */
const MOST_WAITING = 16 * 1024;
const UNSAFE = /(?![\n\b])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

export function createLineWriter({out, capabilities}: Pick<ScreenWriterOptions, 'out' | 'capabilities'>): LineWriter {
  const listeners = new Set<() => void>();
  let {unicode} = capabilities;
  const idle = new Set<() => void>();
  let waiting = '';
  let busy = false;
  let active = false;

  const flush = () => {
    if (busy || !active || waiting === '') return;
    const bytes = waiting;
    waiting = '';
    busy = true;
    out.write(bytes, () => {
      busy = false;
      flush();
      if (busy) return;
      for (const resolve of idle) resolve();
      idle.clear();
    });
  };
  const send = (bytes: string) => {
    waiting += bytes;
    if (waiting.length > MOST_WAITING) waiting = lastLines(waiting);
    flush();
  };
  return {
    write(text) {
      const safe = text.replace(UNSAFE, '?');
      send(unicode ? safe : asciiLines(safe));
    },
    onAgain(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    show: () => undefined,
    flushed: () => (busy ? new Promise(resolve => void idle.add(resolve)) : Promise.resolve()),
    repaint() {
      for (const listener of [...listeners]) listener();
    },
    look({ascii}) {
      unicode = capabilities.unicode && !ascii;
    },
    send: (_kind, bytes) => send(bytes),
    enter(bytes) {
      active = true;
      send(bytes);
    },
    async leave(bytes) {
      active = false;
      await new Promise<void>(resolve => void out.write(waiting + bytes, () => resolve()));
      waiting = '';
    },
  };
}

function asciiLines(text: string): string {
  return text.replace(/[^\n\b]+/g, asciiOf);
}

function lastLines(text: string): string {
  const from = text.indexOf('\n', text.length - MOST_WAITING / 2) + 1;
  const gone = text.slice(0, from);
  const before = Number(/^\((\d+) lines left out/.exec(gone)?.[1] ?? 0);
  const lost = before + gone.split('\n').length - (before > 0 ? 2 : 1);
  return `(${lost} lines left out: the line was slow)\n${text.slice(from)}`;
}
