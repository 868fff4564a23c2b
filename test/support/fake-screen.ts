import {EventEmitter} from 'node:events';
import {stripVTControlCharacters} from 'node:util';
import type {Capabilities, Key, Screen} from '../../src/core/screen.js';

export interface FakeScreen extends Screen {
  /** Frames in order, as text without colours. */
  readonly frames: string[];
  readonly titles: string[];
  /** Command lines that were given the terminal. */
  readonly handed: readonly (readonly string[])[];
  /** What was said before each of them. */
  readonly announced: string[];
  readonly copied: string[];
  readonly rung: {count: number};
  readonly repaints: {count: number};
  readonly suspended: {count: number};
  /** The same frames with their colours. */
  readonly painted: string[];
  /** While set, longer texts do not fit on the clipboard. */
  clipboard: number | undefined;
  /** The last frame. */
  frame(): string;
  /** A key as the parser would give it: `a`, `enter`, `ctrl-d`; longer text that is no key name is a paste. */
  press(name: string): void;
  resize(columns: number, rows: number): void;
}

const PLAIN: Capabilities = {color: 'none', unicode: true, links: false, addressable: true};

/** A terminal in memory: frames come in whole, keys go out one at a time. */
export function fakeScreen(columns = 80, rows = 24, capabilities: Capabilities = PLAIN): FakeScreen {
  const frames: string[] = [];
  const painted: string[] = [];
  const titles: string[] = [];
  const copied: string[] = [];
  const counts = {rung: {count: 0}, repaints: {count: 0}, suspended: {count: 0}};
  const keys = new Set<(key: Key) => void>();
  const resizes = new Set<() => void>();
  const stdout = Object.assign(new EventEmitter(), {
    columns,
    rows,
    isTTY: true,
    write(data: string) {
      if (data !== '' && data !== '\n' && !/^(\u001b\[\?[0-9;]*[hl])+$/.test(data)) {
        frames.push(stripVTControlCharacters(data));
        painted.push(data);
      }
      return true;
    },
  });
  const stdin = Object.assign(new EventEmitter(), {
    isTTY: true,
    setRawMode: () => undefined,
    setEncoding: () => undefined,
    read: () => null,
    ref: () => undefined,
    unref: () => undefined,
    resume: () => undefined,
    pause: () => undefined,
  });
  const handed: string[][] = [];
  const screen = {
    ...counts,
    capabilities,
    frames,
    painted,
    clipboard: undefined,
    titles,
    copied,
    frame: () => (frames.at(-1) ?? '').replace(/ +$/gm, ''),
    size: () => ({columns: stdout.columns, rows: stdout.rows}),
    onResize: (listener: () => void) => added(resizes, listener),
    onKey: (listener: (key: Key) => void) => added(keys, listener),
    inkStdout: stdout,
    inkStdin: stdin,
    repaint: () => {
      counts.repaints.count += 1;
    },
    title: (text: string) => titles.push(text),
    bell: () => {
      counts.rung.count += 1;
    },
    copy: (text: string) => {
      if (screen.clipboard !== undefined && text.length > screen.clipboard) return false;
      copied.push(text);
      return true;
    },
    link: (text: string, url: string) =>
      capabilities.links ? `\u001b]8;;${url}\u001b\\${text}\u001b]8;;\u001b\\` : text,
    suspend: async () => {
      counts.suspended.count += 1;
    },
    handed,
    announced: [],
    handOff: async (file: string, args: readonly string[], words: string) => {
      screen.announced.push(words);
      handed.push([file, ...args]);
      return {code: 0, signal: null};
    },
    press: (name: string) => {
      for (const listener of [...keys]) listener(keyNamed(name));
    },
    resize: (nextColumns: number, nextRows: number) => {
      Object.assign(stdout, {columns: nextColumns, rows: nextRows});
      stdout.emit('resize');
      for (const listener of [...resizes]) listener();
    },
  } as FakeScreen;
  return screen;
}

/** The key that a name stands for; what is no name is text pasted. */
export function keyNamed(name: string): Key {
  const parts = /^(ctrl-)?(alt-)?(.+)$/s.exec(name);
  const bare = parts?.[3] ?? name;
  const ctrl = parts?.[1] !== undefined;
  const alt = parts?.[2] !== undefined;
  if ([...bare].length === 1) return {name: bare, ctrl, alt, text: ctrl || alt ? '' : bare};
  if (bare === 'space') return {name: 'space', ctrl, alt, text: ctrl || alt ? '' : ' '};
  if (NAMED.has(bare)) return {name: bare, ctrl, alt, text: ''};
  return {name: 'paste', ctrl: false, alt: false, text: name};
}

const NAMED = new Set([
  'enter',
  'esc',
  'tab',
  'backtab',
  'backspace',
  'delete',
  'up',
  'down',
  'left',
  'right',
  'home',
  'end',
  'pageup',
  'pagedown',
  'f1',
]);

function added<T>(set: Set<T>, one: T): () => void {
  set.add(one);
  return () => set.delete(one);
}
