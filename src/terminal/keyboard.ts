import type {Clock} from '../core/ports.js';
import type {Key} from '../core/screen.js';
import {createKeyParser} from './key-parser.js';
import type {TerminalInput} from './terminal-streams.js';

/** The terminal's keys while we own it. */
export interface Keyboard {
  /** Raw mode and keys; again after somebody else may have changed the mode. */
  start(): void;
  /** Resolves when nothing of ours reads from the terminal any more: a child would lose its keys to it. */
  stop(): Promise<void>;
}

export function createKeyboard(input: TerminalInput, onKey: (key: Key) => void, clock: Pick<Clock, 'after'>): Keyboard {
  const parser = createKeyParser(onKey, clock);
  const onData = (chunk: Uint8Array | string) => parser.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  let started = false;
  return {
    start() {
      // Node takes its own memory of the mode for the truth, and a shell may have changed it meanwhile.
      input.setRawMode?.(false);
      input.setRawMode?.(true);
      if (started) return;
      started = true;
      input.on('data', onData);
      input.resume();
      input.ref?.();
    },
    async stop() {
      if (!started) return;
      started = false;
      input.off('data', onData);
      input.pause();
      parser.reset();
      // The read that is under way ends only after a turn of the event loop.
      await new Promise(resolve => setImmediate(resolve));
      input.setRawMode?.(false);
    },
  };
}
