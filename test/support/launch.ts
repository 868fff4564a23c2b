import {createRequire} from 'node:module';
import {StringDecoder} from 'node:string_decoder';
import {setTimeout as sleep} from 'node:timers/promises';
import type {IPty} from '@lydell/node-pty';
import type {Terminal} from '@xterm/headless';

const require = createRequire(import.meta.url);
const pty = require('@lydell/node-pty') as typeof import('@lydell/node-pty');
const xterm = require('@xterm/headless') as typeof import('@xterm/headless');

export interface LaunchOptions {
  readonly cols?: number;
  readonly rows?: number;
  /** Added to the environment of the test; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** What runs with `argv` as its arguments; this Node unless said. */
  readonly command?: string;
}

/** A program on a terminal of its own, and what a person in front of it would see. */
export interface Launched {
  readonly pid: number;
  readonly exit: Promise<{readonly exitCode: number; readonly signal?: number}>;
  /** The visible rows, blanks at their ends cut. */
  screen(): readonly string[];
  /** Resolves with the rows once they hold `wanted`; rejects with what is there instead. */
  waitFor(wanted: string | RegExp | ((screen: string) => boolean), ms?: number): Promise<readonly string[]>;
  /** Resolves when nothing was written for `ms`. */
  untilQuiet(ms: number): Promise<void>;
  type(keys: string): void;
  resize(cols: number, rows: number): void;
  kill(signal: NodeJS.Signals): void;
  /** Everything written so far, as it came over the wire. */
  bytes(): Buffer;
  /** Forgets the bytes so far, to weigh what comes next. */
  clearBytes(): void;
  /** Which of the terminal's two screens shows. */
  kind(): 'normal' | 'alternate';
  /** Stops reading, as a stalled link does, until `resume`. */
  pause(): void;
  resume(): void;
  readonly term: Terminal;
}

const live = new Set<IPty>();
process.once('exit', () => {
  for (const child of live) child.kill('SIGKILL');
});

/** Runs `node ...argv` on a new terminal of 80x24 unless said. */
export function launch(argv: readonly string[], options: LaunchOptions = {}): Launched {
  const {cols = 80, rows = 24} = options;
  const term = new xterm.Terminal({cols, rows, allowProposedApi: true});
  const child = pty.spawn(options.command ?? process.execPath, [...argv], {
    cols,
    rows,
    cwd: options.cwd ?? process.cwd(),
    env: environment(options.env ?? {}),
    encoding: null,
  });
  const wire = record(child, term);
  return {
    pid: child.pid,
    exit: untilExit(child, term),
    screen: () => rowsOf(term),
    waitFor: (wanted, ms = 30_000) => waitFor(term, wanted, ms),
    untilQuiet: ms => untilQuiet(wire, ms),
    type: keys => child.write(keys),
    resize(width, height) {
      term.resize(width, height);
      child.resize(width, height);
    },
    kill: signal => child.kill(signal),
    bytes: () => Buffer.concat(wire.chunks),
    clearBytes: () => void wire.chunks.splice(0),
    kind: () => term.buffer.active.type,
    pause: () => child.pause(),
    resume: () => child.resume(),
    term,
  };
}

interface Wire {
  readonly chunks: Buffer[];
  last: number;
}

function environment(extra: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const bare = {CI: undefined, NO_COLOR: undefined, FORCE_COLOR: undefined, TMUX: undefined, STY: undefined};
  const known = {TERM: 'xterm-256color', LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8'};
  const all: Record<string, string | undefined> = {...process.env, ...bare, ...known, ...extra};
  return Object.fromEntries(Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined));
}

function record(child: IPty, term: Terminal): Wire {
  const wire: Wire = {chunks: [], last: Date.now()};
  const text = new StringDecoder('utf8');
  live.add(child);
  child.onExit(() => live.delete(child));
  // With no encoding it hands over bytes, whatever its types say.
  child.onData(data => {
    const chunk = data as unknown as Buffer;
    wire.chunks.push(chunk);
    wire.last = Date.now();
    // Given bytes, it loses a character now and then that two chunks share.
    term.write(text.write(chunk));
  });
  term.onData(answer => child.write(answer));
  return wire;
}

async function untilExit(child: IPty, term: Terminal): Promise<{exitCode: number; signal?: number}> {
  const ended = await new Promise<{exitCode: number; signal?: number}>(resolve => child.onExit(resolve));
  await parsed(term);
  return ended;
}

async function waitFor(
  term: Terminal,
  wanted: string | RegExp | ((screen: string) => boolean),
  ms: number,
): Promise<readonly string[]> {
  const deadline = Date.now() + ms;
  for (;;) {
    await parsed(term);
    const rows = rowsOf(term);
    if (holds(rows.join('\n'), wanted)) return rows;
    if (Date.now() > deadline) throw new Error(`not on the screen within ${ms} ms: ${wanted}\n${rows.join('\n')}`);
    await sleep(10);
  }
}

function holds(screen: string, wanted: string | RegExp | ((screen: string) => boolean)): boolean {
  if (typeof wanted === 'string') return screen.includes(wanted);
  return wanted instanceof RegExp ? wanted.test(screen) : wanted(screen);
}

async function untilQuiet(wire: Wire, ms: number): Promise<void> {
  wire.last = Date.now();
  while (Date.now() - wire.last < ms) await sleep(Math.min(ms, 20));
}

function parsed(term: Terminal): Promise<void> {
  return new Promise(resolve => term.write('', resolve));
}

function rowsOf(term: Terminal): readonly string[] {
  const {active} = term.buffer;
  return Array.from(
    {length: term.rows},
    (_, row) => active.getLine(active.viewportY + row)?.translateToString(true) ?? '',
  );
}
