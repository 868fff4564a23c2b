import {EventEmitter} from 'node:events';
import type {TerminalOutput} from '../../../src/terminal/terminal-streams.js';

export interface FakeLink extends TerminalOutput {
  columns: number;
  rows: number;
  /** While true, bytes wait and writes do not complete. */
  stalled: boolean;
  /** Bytes that were handed over and not yet taken. */
  queued(): number;
  /** Lets everything through that waits, and what follows from it. */
  settle(): Promise<void>;
  readonly writes: string[];
  emit(event: string, ...args: unknown[]): boolean;
}

/** A terminal's output whose other end takes bytes when told to. */
export function fakeLink(columns: number, rows: number, take: (bytes: string) => Promise<void>): FakeLink {
  const waiting: {readonly data: string; readonly done: (() => void) | undefined}[] = [];
  const turn = () => new Promise<void>(resolve => setImmediate(resolve));
  const link = Object.assign(new EventEmitter(), {
    columns,
    rows,
    fd: -1,
    stalled: false,
    writes: [] as string[],
    queued: () => waiting.reduce((sum, {data}) => sum + data.length, 0),
    write(data: string, done?: () => void) {
      link.writes.push(data);
      waiting.push({data, done});
      return true;
    },
    async settle() {
      for (let quiet = 0; quiet < 2; ) {
        await turn();
        const next = link.stalled ? undefined : waiting.shift();
        if (next === undefined) quiet += 1;
        else {
          quiet = 0;
          await take(next.data);
          next.done?.();
        }
      }
    },
  });
  return link as unknown as FakeLink;
}
