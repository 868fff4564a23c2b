import {colorAtDepth} from '../core/look/color.js';
import type {Ground, Look} from '../core/look/look.js';
import type {Capabilities} from '../core/screen.js';
import {RESET_MODES} from './control-strings.js';
import {frameDiff} from './frame-diff.js';
import {EMPTY_ROW, frameRow, type Row, type RowOptions} from './frame-row.js';
import {plainLineBytes} from './plain-line.js';
import {sgrBetween} from './sgr.js';
import {PLAIN} from './style.js';
import {sizeOf, type TerminalOutput} from './terminal-streams.js';

export interface ScreenWriterOptions {
  readonly out: TerminalOutput;
  readonly capabilities: Pick<Capabilities, 'color' | 'unicode' | 'links'>;
  /** The target of a link named in a frame. */
  readonly urlOf: (link: string) => string | undefined;
}

/** Shows frames on a terminal: only what changed, at most one frame on its way, the newest one next. */
export interface ScreenWriter {
  /** Lines with SGR and named links; what is outside the screen is cut off. */
  show(frame: string): void;
  /** Resolves when the newest frame so far is out, or will never be. */
  flushed(): Promise<void>;
  /** Clears the terminal and draws all of it: on a key, after a resize, after somebody else wrote on it. */
  repaint(): void;
  /** Draws everything in another look; nothing where it is the one in force. */
  look(look: Look): void;
  /** Bytes beside the picture (title, bell, clipboard); of each kind only the newest waits while the link stalls. */
  send(kind: string, bytes: string): void;
  /** Begins to draw, after `bytes` that prepare the terminal. */
  enter(bytes: string): void;
  /** Stops drawing, writes `bytes`, and resolves when all of it is out or the terminal is gone. */
  leave(bytes: string): Promise<void>;
}

/** Below this many bytes a frame arrives in one piece anyway. */
const SYNC_FROM = 128;
const SYNC_BEGIN = '\u001b[?2026h';
const SYNC_END = '\u001b[?2026l';
/** No foreign modes, no region, no style, nothing on it, no autowrap, no cursor. */
const clearWith = (style: string) => `${RESET_MODES}\u001b[r${style}\u001b[2J\u001b[?7l\u001b[?25l`;
const CLEAR = clearWith('\u001b[m');

interface Painting {
  readonly options: ScreenWriterOptions;
  /** What it can draw in the look in force. */
  capabilities: ScreenWriterOptions['capabilities'];
  ground: Ground | undefined;
  /** Newest frame, shown or not. */
  frame: string | undefined;
  /** How many frames there were, and how many of them are out or overtaken. */
  frames: number;
  out: number;
  readonly waiting: {readonly frames: number; readonly resolve: () => void}[];
  /** What the terminal shows once all bytes are there. */
  shown: readonly Row[];
  readonly beside: Map<string, string>;
  clear: boolean;
  active: boolean;
  busy: boolean;
  due: NodeJS.Immediate | undefined;
}

export function createScreenWriter(options: ScreenWriterOptions): ScreenWriter {
  const painting: Painting = {
    options,
    capabilities: options.capabilities,
    ground: undefined,
    frame: undefined,
    frames: 0,
    out: 0,
    waiting: [],
    shown: [],
    beside: new Map(),
    clear: true,
    active: false,
    busy: false,
    due: undefined,
  };
  return {
    show(frame) {
      painting.frame = frame;
      painting.frames += 1;
      soon(painting);
    },
    flushed: () => flushed(painting),
    repaint() {
      painting.clear = true;
      soon(painting);
    },
    look: look => setLook(painting, look),
    send(kind, bytes) {
      painting.beside.set(kind, bytes);
      soon(painting);
    },
    enter(bytes) {
      painting.beside.set('enter', bytes);
      painting.active = true;
      painting.clear = true;
      soon(painting);
    },
    leave(bytes) {
      painting.active = false;
      painting.beside.clear();
      setOut(painting, painting.frames);
      return new Promise(resolve => {
        options.out.write(bytes, () => resolve());
      });
    },
  };
}

function setLook(painting: Painting, {ground, ascii}: Look): void {
  const {capabilities} = painting.options;
  const unicode = capabilities.unicode && !ascii;
  const own = ground === undefined || capabilities.color === 'none' ? undefined : atDepth(ground, capabilities.color);
  const isSame = own?.foreground === painting.ground?.foreground && own?.background === painting.ground?.background;
  if (isSame && unicode === painting.capabilities.unicode) return;
  painting.ground = own;
  painting.capabilities = {...capabilities, unicode};
  painting.clear = true;
  soon(painting);
}

function atDepth({foreground, background}: Ground, depth: Capabilities['color']): Ground {
  return {foreground: colorAtDepth(foreground, depth), background: colorAtDepth(background, depth)};
}

/** Waits for the end of the turn, so that several commits become one frame. */
function soon(painting: Painting): void {
  painting.due ??= setImmediate(() => {
    painting.due = undefined;
    flush(painting);
  });
}

function flush(painting: Painting): void {
  if (!painting.active || painting.busy) return;
  const {frames} = painting;
  const bytes = nextBytes(painting);
  if (bytes === '') {
    setOut(painting, frames);
    return;
  }
  painting.busy = true;
  painting.options.out.write(bytes, error => {
    painting.busy = false;
    setOut(painting, frames);
    if (!error) flush(painting);
  });
}

function flushed(painting: Painting): Promise<void> {
  const {frames} = painting;
  if (!painting.active || painting.out >= frames) return Promise.resolve();
  return new Promise(resolve => {
    painting.waiting.push({frames, resolve});
  });
}

function setOut(painting: Painting, frames: number): void {
  painting.out = Math.max(painting.out, frames);
  const isOut = (waiter: {readonly frames: number}) => waiter.frames <= painting.out;
  for (const waiter of painting.waiting.filter(isOut)) waiter.resolve();
  painting.waiting.splice(0, painting.waiting.length, ...painting.waiting.filter(waiter => !isOut(waiter)));
}

function nextBytes(painting: Painting): string {
  const before = painting.beside.get('enter') ?? '';
  painting.beside.delete('enter');
  const picture = pictureBytes(painting);
  const beside = [...painting.beside.values()].join('');
  painting.beside.clear();
  return before + (picture.length < SYNC_FROM ? picture : SYNC_BEGIN + picture + SYNC_END) + beside;
}

function pictureBytes(painting: Painting): string {
  const {options, frame, clear, ground} = painting;
  if (frame === undefined) return '';
  const {columns, rows} = sizeOf(options.out);
  if (painting.shown.length !== rows) painting.shown = Array.from({length: rows}, () => EMPTY_ROW);
  if (clear) return clearBytes(ground) + freshBytes(painting, {columns, rows});
  const next = frameRows(painting, {columns, rows});
  const diff = frameDiff(painting.shown, next, {columns, urlOf: options.urlOf, ground});
  painting.shown = next;
  return diff;
}

function clearBytes(ground: Ground | undefined): string {
  return ground === undefined ? CLEAR : clearWith(sgrBetween(undefined, PLAIN, ground));
}

/** All of a picture on a blank screen: most lines go out as they are, and are read into cells when they change. */
function freshBytes(painting: Painting, {columns, rows}: {columns: number; rows: number}): string {
  const {capabilities, ground} = painting;
  const {urlOf} = painting.options;
  const lines = (painting.frame ?? '').split('\n', rows);
  // Such lines go back to the terminal's own colours, which a theme with a ground does not show.
  const fresh = lines.map((line, y) =>
    ground === undefined ? plainLineBytes(line, y, {columns, capabilities}) : undefined,
  );
  painting.clear = false;
  painting.shown = Array.from({length: rows}, (_, y) => {
    const line = lines[y] ?? '';
    if (line === '') return EMPTY_ROW;
    return fresh[y] === undefined
      ? frameRow(line, {columns, capabilities})
      : rowWhenAsked(line, {columns, capabilities});
  });
  const rest = painting.shown.map((row, y) => (fresh[y] === undefined ? row : EMPTY_ROW));
  const blank = Array.from({length: rows}, () => EMPTY_ROW);
  return fresh.join('') + frameDiff(blank, rest, {columns, urlOf, ground});
}

function rowWhenAsked(source: string, options: RowOptions): Row {
  let row: Row | undefined;
  return {
    source,
    get cells() {
      row ??= frameRow(source, options);
      return row.cells;
    },
  };
}

/** Lines that did not change, or only moved, are not read again. */
function frameRows(painting: Painting, {columns, rows}: {columns: number; rows: number}): Row[] {
  const {capabilities} = painting;
  const known = new Map(painting.shown.map(row => [row.source, row] as const));
  const lines = (painting.frame ?? '').split('\n', rows);
  return Array.from({length: rows}, (_, y) => {
    const line = lines[y] ?? '';
    return line === '' ? EMPTY_ROW : (known.get(line) ?? frameRow(line, {columns, capabilities}));
  });
}
