import type {Look} from './look/look.js';

/** One key press or one paste, as our own parser reads it. */
export interface Key {
  /**
   * Lower-case name: a printable key is itself (`a`, `A`, `/`, ` ` is `space`), else `enter esc tab backtab backspace
   * delete up down left right home end pageup pagedown f1`..`f12`, `paste` for a bracketed paste.
   */
  readonly name: string;
  readonly ctrl: boolean;
  readonly alt: boolean;
  /** What it types into a field: the character, or the pasted text; empty for keys that type nothing. */
  readonly text: string;
}

/** What the terminal at the other end can show. */
export interface Capabilities {
  readonly color: 'none' | '16' | '256' | 'truecolor';
  readonly unicode: boolean;
  readonly links: boolean;
  /** `TERM=dumb` and the like: no cursor addressing, so no cockpit. */
  readonly addressable: boolean;
}

/** A terminal that is read aloud: it gets lines, and no frames. */
export interface SpokenLines {
  /** Text with line ends, and with backspaces over what was typed. */
  write(text: string): void;
  /** Somebody wants to hear all of it again. */
  onAgain(listener: () => void): () => void;
}

/** The real terminal, as the views may use it. Everything written through it has passed the ECMA-48 filter. */
export interface Screen {
  readonly capabilities: Capabilities;
  size(): {readonly columns: number; readonly rows: number};
  onResize(listener: () => void): () => void;
  onKey(listener: (key: Key) => void): () => void;
  /** Somebody outside asks the job to stop (SIGTSTP): whoever listens has to call `suspend`. */
  onStop?(listener: () => void): () => void;
  /** Streams for Ink's `render(..., {stdout, stdin, debug: true})`: whole frames in, no bytes to the terminal by itself. */
  readonly inkStdout: unknown;
  readonly inkStdin: unknown;
  /**
   * Resolves when the newest frame has left for the terminal; a question is answered only by keys that come after it.
   * Without it a frame counts as shown in the next turn of the event loop.
   */
  flushed?(): Promise<void>;
  /** Present where what changes is said as lines instead of painted. */
  readonly lines?: SpokenLines;
  /** Draws in this look from now on; that is cheap where it is the one in force. */
  look?(look: Look): void;
  /** Paints everything again. */
  repaint(): void;
  /** Sets the window's title; nothing where that is switched off. */
  title(text: string): void;
  bell(): void;
  /** Puts text on the clipboard at the operator's end (OSC 52); false where it is too large. */
  copy(text: string): boolean;
  /** `text` as a hyperlink (OSC 8), or `text` alone where links cannot be shown. Width is that of `text`. */
  link(text: string, url: string): string;
  /** Gives the terminal back to the shell (`ctrl-z`) and resolves after `fg`. */
  suspend(): Promise<void>;
  /** Lends the terminal to a program and resolves when it has ended; `words` are said there first. */
  handOff(
    file: string,
    args: readonly string[],
    words: string,
  ): Promise<{readonly code: number | null; readonly signal: string | null; readonly error?: Error}>;
}
