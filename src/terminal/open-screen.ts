import type {Clock} from '../core/ports.js';
import type {Capabilities, Key, Screen} from '../core/screen.js';
import {plainText} from '../lib/plain-text.js';
import {asciiOf} from './ascii-glyphs.js';
import {capabilitiesOf, type Environment, isTmux, takesUnknownSequences} from './capabilities.js';
import {copyString, KEEP_TITLE, RESET_SCREEN, RESTORE_TITLE, titleString} from './control-strings.js';
import {runOnTerminal} from './hand-off.js';
import {inkInput, inkOutput} from './ink-streams.js';
import {createKeyboard} from './keyboard.js';
import {createLineWriter, type LineWriter} from './line-writer.js';
import {createLinks} from './links.js';
import {type Ownership, takeTerminal} from './ownership.js';
import {createScreenWriter, type ScreenWriter, type ScreenWriterOptions} from './screen-writer.js';
import {stopProcess} from './stop-process.js';
import {sizeOf, type TerminalInput, type TerminalOutput} from './terminal-streams.js';

export interface OpenScreenOptions {
  readonly stdin: TerminalInput;
  readonly stdout: TerminalOutput;
  readonly env: Environment;
  readonly clock: Pick<Clock, 'after'>;
  /** Asked each time, since the configuration may come later than the screen; both are on when left out. */
  readonly allows?: () => {readonly title: boolean; readonly bell: boolean};
  /** Lines are written, one after another, instead of pictures. */
  readonly reader?: boolean;
}

/** A screen that owns the real terminal until it is closed. */
export interface TerminalScreen extends Screen {
  /** Gives the terminal back as it was and resolves when that is written; safe to call again. */
  close(): Promise<void>;
  /** The shell or a program of the operator has the terminal, and its signals are not for us. */
  isLent(): boolean;
}

const ENTER = `${RESET_SCREEN}\u001b[?1049h\u001b[?2004h`;
const LEAVE = '\u001b[?2026l\u001b[?2004l\u001b[r\u001b[m\u001b[?7h\u001b[?25h\u001b[?1049l';

/** Lines are as wide and as many as somebody can listen to; where they are broken is the terminal's business. */
const SPOKEN = {columns: 160, rows: 18} as const;
const PASTES = {enter: '\u001b[?2004h', leave: '\u001b[?2004l'} as const;
const NOTHING = {enter: '', leave: ''} as const;

/**
 * Takes the terminal (raw mode, alternate screen) and answers with the screen the views draw on. Only for terminals
 * whose capabilities say `addressable`, or where lines are read.
 */
export function openScreen(options: OpenScreenOptions): TerminalScreen {
  const {stdin, stdout, clock} = options;
  const capabilities = capabilitiesFor(options);
  const links = createLinks();
  const keys = createListeners<Key>();
  const resizes = createListeners<void>();
  const {writer, lines, modes} = writerFor(options, {capabilities, urlOf: links.urlOf});
  const size = () => (lines === undefined ? sizeOf(stdout) : SPOKEN);
  const beside = writeBeside(writer, {options, capabilities});
  const inkStdout = inkOutput(stdout, writer.show);
  // Without a listener an error of a terminal that went away would end the process before it can flush.
  const ignore = () => undefined;
  const onResize = () => {
    if (lines !== undefined) return;
    writer.repaint();
    inkStdout.emit('resize');
    resizes.tell();
  };
  stdout.on('error', ignore);
  stdin.on('error', ignore);
  stdout.on('resize', onResize);
  const keyboard = createKeyboard(stdin, keys.tell, clock);
  const leave = () => beside.leave() + modes.leave;
  const stops = createListeners<void>();
  const stopping = () => {
    if (!stops.tell()) void lending(ownership, {out: stdout, clock}).suspend();
  };
  const ownership = takeTerminal({out: stdout, writer, keyboard, enter: modes.enter, leave, stopping});
  return {
    capabilities,
    ...(lines === undefined ? {} : {lines}),
    size,
    onResize: resizes.add,
    onKey: keys.add,
    onStop: stops.add,
    inkStdout,
    inkStdin: inkInput(),
    flushed: writer.flushed,
    look: writer.look,
    repaint: writer.repaint,
    title: beside.title,
    bell: beside.bell,
    copy: beside.copy,
    link: (text, url) => (capabilities.links ? links.mark(plainText(text), url) : plainText(text)),
    ...lending(ownership, {out: stdout, clock}),
    isLent: ownership.isLent,
    async close() {
      stdout.off('resize', onResize);
      await ownership.close();
      stdout.off('error', ignore);
      stdin.off('error', ignore);
    },
  };
}

/** Colours and links are for eyes. */
function capabilitiesFor({env, reader}: OpenScreenOptions): Capabilities {
  const capabilities = capabilitiesOf(env);
  return reader === true ? {...capabilities, color: 'none', links: false} : capabilities;
}

function writerFor(
  {stdout, env, reader}: OpenScreenOptions,
  parts: {readonly capabilities: Capabilities; readonly urlOf: ScreenWriterOptions['urlOf']},
): {
  readonly writer: ScreenWriter;
  readonly lines?: LineWriter;
  readonly modes: {readonly enter: string; readonly leave: string};
} {
  if (reader !== true)
    return {writer: createScreenWriter({out: stdout, ...parts}), modes: {enter: ENTER, leave: LEAVE}};
  const lines = createLineWriter({out: stdout, ...parts});
  const understands = parts.capabilities.addressable && takesUnknownSequences(env.TERM ?? '', env);
  return {writer: lines, lines, modes: understands ? PASTES : NOTHING};
}

function lending(
  ownership: Ownership,
  {out, clock}: {readonly out: TerminalOutput; readonly clock: Pick<Clock, 'after'>},
): Pick<Screen, 'suspend' | 'handOff'> {
  return {
    async suspend() {
      await ownership.lend(() => stopProcess(clock));
    },
    async handOff(file, args, words) {
      const result = await ownership.lend(() => {
        out.write(`${plainText(words, {multiline: true})}\n`);
        return runOnTerminal(file, args);
      });
      return result ?? {code: null, signal: null, error: new Error('the terminal is not free: another program has it')};
    },
  };
}

/** Title, bell and clipboard. */
function writeBeside(
  writer: ScreenWriter,
  {options, capabilities}: {readonly options: OpenScreenOptions; readonly capabilities: Capabilities},
) {
  const {env, allows = () => ({title: true, bell: true})} = options;
  const understands = takesUnknownSequences(env.TERM ?? '', env);
  let titled = false;
  return {
    title(text: string) {
      if (!(understands && allows().title)) return;
      const shown = capabilities.unicode ? text : asciiOf(plainText(text));
      writer.send('title', (titled ? '' : KEEP_TITLE) + titleString(shown));
      titled = true;
    },
    bell() {
      if (allows().bell) writer.send('bell', '\u0007');
    },
    copy(text: string) {
      const bytes = understands ? copyString(text, isTmux(env)) : undefined;
      if (bytes !== undefined) writer.send('copy', bytes);
      return bytes !== undefined;
    },
    /** The window gets its own title back. */
    leave() {
      const bytes = titled ? RESTORE_TITLE : '';
      titled = false;
      return bytes;
    },
  };
}

function createListeners<T>() {
  const listeners = new Set<(value: T) => void>();
  return {
    add(listener: (value: T) => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** Whether anybody listens. */
    tell(value: T) {
      for (const listener of [...listeners]) listener(value);
      return listeners.size > 0;
    },
  };
}
