import {setTimeout as sleep} from 'node:timers/promises';
import {createEmulator} from '../../test/terminal/support/emulator.js';
import {COLUMNS, ROWS, type Wire} from './cockpit.js';

/** What a terminal shows of the bytes as they come. */
export interface Watched {
  /** When the bytes came that make it show this, `performance.now()`. Rejects with what is there after `ms`. */
  until(shows: (screen: string) => boolean, ms?: number): Promise<number>;
  /** What it shows of the bytes that were looked at. */
  text(): string;
}

export function watched(wire: Wire): Watched {
  const emulator = createEmulator(COLUMNS, ROWS);
  let next = 0;
  const text = () => emulator.lines().join('\n');
  return {
    text,
    async until(shows, ms = 20_000) {
      const deadline = performance.now() + ms;
      while (performance.now() < deadline) {
        const chunk = wire.chunks[next];
        if (chunk === undefined) {
          await sleep(2);
          continue;
        }
        next += 1;
        await emulator.write(chunk.bytes);
        if (shows(text())) return chunk.at;
      }
      throw new Error(`it is not on the screen:\n${text()}`);
    },
  };
}
