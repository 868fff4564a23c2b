import type {ColorDepth} from './color.js';

/** What a piece of text means. Colour follows from this and is never the only sign of it. */
export type Tone =
  | 'plain'
  | 'strong'
  | 'muted'
  | 'critical'
  | 'criticalStrong'
  | 'warning'
  | 'good'
  | 'alarm'
  | 'notice'
  | 'match'
  | 'key';

/** How a tone is drawn; colours as numbers of `color.ts`. */
export interface Ink {
  /** SGR codes of weight, underline and the like, where there are colours. */
  readonly attributes?: string;
  readonly color?: number;
  /** The colour behind it. */
  readonly on?: number;
  /** Whole SGR codes for terminals of 16 colours, where the nearest ones would not do. */
  readonly basic?: string;
}

/** The colours of text that has none, and behind it. */
export interface Ground {
  readonly foreground: number;
  readonly background: number;
}

export interface Theme {
  readonly name: string;
  /** For whom it is, in a few words. */
  readonly what: string;
  /** Absent where the terminal's own colours stay. */
  readonly ground?: Ground;
  readonly inks: Readonly<Record<Tone, Ink>>;
  /** Up to so many colours are used; all that the terminal has unless told. */
  readonly depth?: ColorDepth;
}

/** What a terminal is told of a look beside the frames. */
export interface Look {
  readonly ground?: Ground;
  /** Nothing but ASCII is drawn, also where the terminal could. */
  readonly ascii: boolean;
}
