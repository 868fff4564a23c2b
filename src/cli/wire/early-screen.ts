import {homedir} from 'node:os';
import {isatty} from 'node:tty';
import type {Picture, PictureCursor} from '../../core/picture.js';
import type {Key} from '../../core/screen.js';
import {systemClock} from '../../lib/node/system-clock.js';
import {capabilitiesOf} from '../../terminal/capabilities.js';
import {openScreen, type TerminalScreen} from '../../terminal/open-screen.js';
import {sizeOf} from '../../terminal/terminal-streams.js';
import {guardScreen} from './guard.js';
import {type FlagValues, type PictureFile, pictureFile} from './picture-file.js';

/** What there is before the configuration has been read. */
export interface EarlyStart {
  readonly file: PictureFile;
  /** The terminal with the last picture on it; absent where there is none to show. */
  readonly screen?: EarlyScreen;
}

export interface EarlyScreen {
  /** Closing it also says what was held back. */
  readonly screen: TerminalScreen;
  /** Whether the terminal is still ours: what is said meanwhile would be lost. */
  isOpen(): boolean;
  /** Runs when the terminal has been given back, or at once. */
  afterwards(task: () => void): void;
  /** From now on somebody else guards the terminal and hears the keys; those that came before are handed over. */
  handOver(): {readonly keys: readonly Key[]; readonly more: number; readonly cursor?: PictureCursor};
  /** What the window may be told, once that is known. */
  allow(allowed: {readonly title: boolean; readonly bell: boolean}): void;
}

const KEYS = 32;

/** Shows what the board last showed, before anything else is loaded; keys wait. */
export async function startEarly(flags: FlagValues): Promise<EarlyStart | undefined> {
  const {env, stdout} = process;
  if (!(isatty(0) && isatty(1) && capabilitiesOf(env).addressable)) return undefined;
  // Who wants lines gets no picture.
  if (flags.reader !== undefined || env.WK_READER) return undefined;
  const file = pictureFile(flags, {env, cwd: process.cwd(), home: homedir()});
  const picture = file?.read(sizeOf(stdout));
  if (file === undefined) return undefined;
  if (picture === undefined) return {file};
  const screen = show(picture);
  // Loading the rest keeps the process busy: the picture goes out first.
  await new Promise<void>(resolve => setImmediate(() => setImmediate(resolve)));
  return {file, screen};
}

function show(picture: Picture): EarlyScreen {
  const {env, stdin, stdout} = process;
  let allowed = {title: false, bell: false};
  const terminal = openScreen({stdin, stdout, env, clock: systemClock, allows: () => allowed});
  const held = holding();
  const screen: TerminalScreen = {
    ...terminal,
    close: async () => {
      await terminal.close();
      held.letGo();
    },
  };
  const lift = guardScreen(screen, () => undefined);
  const waiting = keysOf(terminal);
  const blank = forgetOnResize(terminal, picture);
  if (picture.look !== undefined) terminal.look?.(picture.look);
  (terminal.inkStdout as Pick<NodeJS.WriteStream, 'write'>).write(picture.lines.join('\n'));
  return {
    screen,
    isOpen: held.isHeld,
    afterwards: held.afterwards,
    allow: next => {
      allowed = next;
    },
    handOver() {
      lift();
      blank.stop();
      const cursor = blank.isBlank() ? undefined : picture.cursor;
      return {...waiting.stop(), ...(cursor === undefined ? {} : {cursor})};
    },
  };
}

/** Keys wait for the cockpit, a bounded number of them; only leaving does not. */
function keysOf(screen: TerminalScreen) {
  const keys: Key[] = [];
  let more = 0;
  const stop = screen.onKey(key => {
    if (key.ctrl && key.name === 'c') process.kill(process.pid, 'SIGINT');
    else if (keys.length < KEYS) keys.push(key);
    else more += 1;
  });
  return {
    stop() {
      stop();
      return {keys, more};
    },
  };
}

/** A picture of another size would be cut, and the row that keys mean might be out of sight: then only its head stays. */
function forgetOnResize(screen: TerminalScreen, picture: Picture) {
  let isBlank = false;
  const stop = screen.onResize(() => {
    isBlank = true;
    (screen.inkStdout as Pick<NodeJS.WriteStream, 'write'>).write(`${picture.lines.slice(0, 1).join('\n')}\n `);
  });
  return {stop, isBlank: () => isBlank};
}

function holding() {
  const tasks: (() => void)[] = [];
  let isHeld = true;
  return {
    isHeld: () => isHeld,
    afterwards(task: () => void) {
      if (isHeld) tasks.push(task);
      else task();
    },
    letGo() {
      isHeld = false;
      for (const task of tasks.splice(0)) task();
    },
  };
}
