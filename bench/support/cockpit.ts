import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {BIN} from './program.js';

const pty = createRequire(import.meta.url)('@lydell/node-pty') as typeof import('@lydell/node-pty');

/** Bytes and when they came, `performance.now()`. */
export interface Chunk {
  readonly at: number;
  readonly bytes: Buffer;
}

/** A program on a terminal of 120x40 that nobody looks at: what it writes, and when. */
export interface Wire {
  readonly pid: number;
  readonly startedAt: number;
  readonly chunks: readonly Chunk[];
  readonly exit: Promise<void>;
  type(keys: string): void;
  pause(): void;
  resume(): void;
  kill(): void;
  /** When `wanted` had come, looked for from the chunk numbered `from` on. Rejects after `ms`. */
  until(wanted: string | RegExp, from?: number, ms?: number): Promise<number>;
}

export const COLUMNS = 120;
export const ROWS = 40;

export function onWire(argv: readonly string[], env: Readonly<Record<string, string>> = {}): Wire {
  const startedAt = performance.now();
  const child = pty.spawn(process.execPath, [...argv], {
    cols: COLUMNS,
    rows: ROWS,
    env: {PATH: process.env.PATH ?? '', TERM: 'xterm-256color', LANG: 'C.UTF-8', ...env},
    encoding: null,
  });
  const chunks: Chunk[] = [];
  const heard = new Set<() => void>();
  // With no encoding it hands over bytes, whatever its types say.
  child.onData(data => {
    chunks.push({at: performance.now(), bytes: data as unknown as Buffer});
    for (const listener of [...heard]) listener();
  });
  const exit = new Promise<void>(resolve => child.onExit(() => resolve()));
  return {
    pid: child.pid,
    startedAt,
    chunks,
    exit,
    type: keys => child.write(keys),
    pause: () => child.pause(),
    resume: () => child.resume(),
    kill: () => child.kill('SIGKILL'),
    until: (wanted, from = 0, ms = 30_000) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          heard.delete(look);
          reject(new Error(`${wanted} did not come within ${ms} ms`));
        }, ms);
        const look = () => {
          if (!holds(bytesOf(chunks.slice(from)), wanted)) return;
          clearTimeout(timer);
          heard.delete(look);
          resolve(chunks.at(-1)?.at ?? performance.now());
        };
        heard.add(look);
        look();
      }),
  };
}

export function bytesOf(chunks: readonly Chunk[]): Buffer {
  return Buffer.concat(chunks.map(chunk => chunk.bytes));
}

function holds(bytes: Buffer, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? bytes.includes(wanted) : wanted.test(bytes.toString('utf8'));
}

export interface Desk {
  /** The folder of the journal. */
  readonly state: string;
  /** The built cockpit on the Alertmanager of this desk; `node` are arguments for Node itself. */
  open(node?: readonly string[], env?: Readonly<Record<string, string>>): Wire;
}

/** An operator's account with one Alertmanager and, where its poll is said, `more` configuration; gone after the work; its disk is the project's. */
export async function atDesk<T>(
  server: {readonly url: string; readonly poll?: string; readonly more?: string},
  work: (desk: Desk) => Promise<T>,
): Promise<T> {
  const home = mkdtempSync('.bench/home-');
  const state = path.resolve(home, 'state');
  const opened: Wire[] = [];
  const config = path.resolve(home, 'config.yaml');
  if (server.poll !== undefined) {
    const polled = `alertmanagers: [{name: bench, urls: ['${server.url}'], poll: ${server.poll}}]\n`;
    writeFileSync(config, `${polled}${server.more ?? ''}`);
  }
  mkdirSync(state, {mode: 0o700});
  try {
    return await work({
      state,
      open(node = [], env = {}) {
        const argv = server.poll === undefined ? ['--alertmanager', server.url] : ['--config', config];
        const wire = onWire([...node, BIN, ...argv], {HOME: home, WK_STATE: state, ...env});
        opened.push(wire);
        return wire;
      },
    });
  } finally {
    for (const wire of opened) wire.kill();
    await Promise.all(opened.map(wire => wire.exit));
    rmSync(home, {recursive: true, force: true});
  }
}

/** Leaves as an operator does, and waits for the end of the process. */
export async function leave(wire: Wire): Promise<void> {
  const ended = wire.exit.then(() => true);
  for (let turn = 0; turn < 20; turn++) {
    wire.type(turn % 2 === 0 ? 'q' : 'y');
    if (await Promise.race([ended, sleep(500)])) return;
  }
  throw new Error('the cockpit does not leave');
}

/** The value that so many percent of the others do not exceed. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil((sorted.length * percent) / 100) - 1)] ?? Number.NaN;
}
