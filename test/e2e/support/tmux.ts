import {execFileSync, spawnSync} from 'node:child_process';
import {closeSync, openSync, statSync} from 'node:fs';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {tempDir} from '../../support/real.js';

/** A pane of a tmux server of its own, with a shell in it. */
export interface Pane {
  /** The visible rows. */
  screen(): string;
  /** Characters as they are typed. */
  type(text: string): void;
  /** Keys by tmux's names: `Enter`, `Escape`. */
  key(...names: readonly string[]): void;
  /** Resolves with the screen once it holds `wanted`; rejects with what is there instead. */
  waitFor(wanted: string | RegExp | ((screen: string) => boolean), ms?: number): Promise<string>;
  /** Resolves when nothing came for `ms`, or after ten times that. */
  untilQuiet(ms: number): Promise<void>;
  /** How many bytes its programs have written so far. */
  bytes(): number;
  /** What tmux itself knows of the pane, such as `alternate_on`. */
  tells(format: string): string;
  close(): void;
}

export interface PaneOptions {
  readonly cols: number;
  readonly rows: number;
  /** Of the shell. */
  readonly cwd: string;
}

export function openPane({cols, rows, cwd}: PaneOptions): Pane {
  const folder = tempDir();
  const wire = path.join(folder, 'wire');
  closeSync(openSync(wire, 'w'));
  const tmux = (...argv: readonly string[]) =>
    execFileSync('tmux', ['-f', '/dev/null', '-u', '-S', path.join(folder, 'socket'), ...argv], {
      encoding: 'utf8',
      env: {PATH: process.env.PATH, HOME: cwd, LANG: 'C.UTF-8', PS1: '$ '},
    });
  tmux('new-session', '-d', '-x', `${cols}`, '-y', `${rows}`, '-c', cwd, 'bash --norc --noprofile');
  const close = () => void spawnSync('tmux', ['-S', path.join(folder, 'socket'), 'kill-server'], {stdio: 'ignore'});
  process.once('exit', close);
  tmux('set-option', 'status', 'off');
  tmux('resize-window', '-x', `${cols}`, '-y', `${rows}`);
  tmux('pipe-pane', '-o', `cat >> '${wire}'`);
  const screen = () => tmux('capture-pane', '-p');
  const bytes = () => statSync(wire).size;
  return {
    screen,
    type: text => void tmux('send-keys', '-l', text),
    key: (...names) => void tmux('send-keys', ...names),
    waitFor: (wanted, ms = 30_000) => waitFor(screen, wanted, ms),
    untilQuiet: ms => untilQuiet(bytes, ms),
    bytes,
    tells: format => tmux('display-message', '-p', `#{${format}}`).trim(),
    close() {
      process.off('exit', close);
      close();
    },
  };
}

async function waitFor(
  screen: () => string,
  wanted: string | RegExp | ((screen: string) => boolean),
  ms: number,
): Promise<string> {
  const deadline = Date.now() + ms;
  for (;;) {
    const shown = screen();
    if (holds(shown, wanted)) return shown;
    if (Date.now() > deadline) throw new Error(`not on the screen within ${ms} ms: ${wanted}\n${shown}`);
    await sleep(60);
  }
}

function holds(screen: string, wanted: string | RegExp | ((screen: string) => boolean)): boolean {
  if (typeof wanted === 'string') return screen.includes(wanted);
  return wanted instanceof RegExp ? wanted.test(screen) : wanted(screen);
}

async function untilQuiet(bytes: () => number, ms: number): Promise<void> {
  let last = {size: bytes(), at: Date.now()};
  const deadline = Date.now() + ms * 10;
  while (Date.now() - last.at < ms && Date.now() < deadline) {
    await sleep(Math.min(ms, 50));
    const size = bytes();
    if (size !== last.size) last = {size, at: Date.now()};
  }
}
