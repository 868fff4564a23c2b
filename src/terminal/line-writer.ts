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
  let waiting = '';
  let busy: Promise<void> | undefined;
  let active = false;

  const flush = async () => {
    while (active && waiting !== '') {
      const bytes = waiting;
      waiting = '';
      await new Promise<void>(resolve => void out.write(bytes, () => resolve()));
    }
  };
  const soon = () => {
    busy ??= flush().finally(() => {
      busy = undefined;
    });
  };
  const send = (bytes: string) => {
    waiting += bytes;
    if (waiting.length > MOST_WAITING) waiting = lastLines(waiting);
    if (active) soon();
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
    flushed: async () => busy,
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
  const kept = text.slice(-MOST_WAITING / 2);
  const from = kept.indexOf('\n') + 1;
  const lost = text.slice(0, text.length - kept.length + from).split('\n').length - 1;
  return `(${lost} lines left out: the line was slow)\n${kept.slice(from)}`;
}
