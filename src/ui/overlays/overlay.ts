import type {AlertKey} from '../../core/alert/alert.js';
import type {Candidate, RunAsked} from '../../core/runbook/asked-run.js';
import type {Hole} from '../../core/runbook/desk.js';
import type {WatchState} from '../../core/watch-state.js';
import type {Field} from '../input/field.js';
import type {Tone} from '../theme.js';

/** How far a question has been read that is longer than the screen. */
export interface Reading {
  readonly top: number;
  /** Size of the screen that `top` was counted on: another one begins at the top. */
  readonly size: string;
  /** Its end is on the screen from this generation on. */
  readonly readBy?: number;
}

/** What a question or note is about, by identity and by the name the operator saw. */
export interface Target {
  readonly name: string;
  readonly alerts: readonly AlertKey[];
  /** How many rows of the board that is. */
  readonly rows: number;
  /** Marked rows among them that the filter hides now. */
  readonly hidden: readonly string[];
}

export interface FilterPrompt {
  readonly kind: 'filter';
  readonly field: Field;
  /** The filter in force before, for esc. */
  readonly before: string;
}

export interface CommandPrompt {
  readonly kind: 'command';
  readonly field: Field;
  /** Place in the history, counted from its end; 0 is the line being typed. */
  readonly back: number;
}

export interface NotePrompt {
  readonly kind: 'note';
  readonly field: Field;
  readonly target?: Target;
}

/** Asks for a line of text. */
export interface AskPrompt {
  readonly kind: 'ask';
  readonly title: string;
  /** What stands before the field. */
  readonly name: string;
  readonly field: Field;
  /** Under this name what was typed is kept. */
  readonly draft: string;
  /** What it is asked for. */
  readonly why?: string;
  readonly act: (text: string) => void;
}

export interface AckQuestion {
  readonly kind: 'ack';
  readonly field: Field;
  readonly target: Target;
  /** Index into the durations offered. */
  readonly duration: number;
}

export type SilenceFieldName = 'matchers' | 'time' | 'comment';

export interface SilenceQuestion {
  readonly kind: 'silence';
  readonly target: Target;
  /** Where it is made: each source of the target's alerts gets one. */
  readonly sources: readonly string[];
  readonly fields: Readonly<Record<SilenceFieldName, Field>>;
  readonly focus: SilenceFieldName;
  readonly trouble?: string;
}

export interface ExtendQuestion {
  readonly kind: 'extend';
  readonly field: Field;
  readonly source: string;
  readonly silence: string;
  readonly name: string;
  readonly trouble?: string;
}

/** A line of a question. */
export interface Said {
  readonly text: string;
  readonly tone?: Tone;
}

/** A question answered `y`. */
export interface Confirm {
  readonly kind: 'confirm';
  readonly title: string;
  /** Those of a question about what goes on are made anew for each frame. */
  readonly lines: readonly Said[] | ((watch: WatchState) => readonly Said[]);
  readonly yes: string;
  readonly act: () => void;
  /** `y` answers only once all lines have been on the screen. */
  readonly readFirst?: true;
  readonly reading?: Reading;
  /** What is chosen before it is answered, and comes back to it, as far as it was read. */
  readonly aside?: {readonly label: string; readonly act: (reading: Reading | undefined) => void};
  /** Changes what it is about, and asks anew. */
  readonly edit?: () => void;
}

export interface MenuItem {
  readonly label: string;
  readonly detail: string;
  /** Set where `detail` is an address. */
  readonly url?: string;
  readonly act: () => void;
}

/** A short list to choose from, by its number or by moving to it. */
export interface Menu {
  readonly kind: 'menu';
  readonly title: string;
  readonly items: readonly MenuItem[];
  readonly at: number;
}

export interface TickItem {
  readonly label: string;
  readonly detail: string;
  readonly ticked: boolean;
}

/** A short list of which several may be taken. */
export interface Ticks {
  readonly kind: 'ticks';
  readonly title: string;
  readonly items: readonly TickItem[];
  readonly at: number;
  /** Goes on with the labels of those that are ticked. */
  readonly act: (ticked: readonly string[]) => void;
  /** Goes back with nothing changed. */
  readonly back: () => void;
}

/** Sections and steps of the walk in front, to go to one of them. */
export interface Outline {
  readonly kind: 'outline';
  /** The item that is chosen. */
  readonly item: string;
  /** Digits typed so far. */
  readonly typed: string;
}

/** Asks for the values of a statement's holes, one after the other. */
export interface FillQuestion {
  readonly kind: 'fill';
  readonly candidate: Candidate;
  readonly holes: readonly Hole[];
  /** Typed values, as many as there are holes. */
  readonly fields: readonly Field[];
  readonly at: number;
  readonly trouble?: string;
}

/** Answered with a key. */
export interface RunQuestion extends RunAsked {
  readonly kind: 'run';
  readonly reading?: Reading;
}

/** Answered by typing a name. */
export interface TypeQuestion extends RunAsked {
  readonly kind: 'type';
  readonly field: Field;
  readonly reading?: Reading;
}

/** A statement being changed before it runs. */
export interface EditPrompt {
  readonly kind: 'edit';
  readonly candidate: Candidate;
  readonly field: Field;
}

export interface SkipPrompt {
  readonly kind: 'skip';
  readonly walk: string;
  readonly step: string;
  readonly title: string;
  readonly field: Field;
  /** It was asked why, and the answer was empty. */
  readonly asked?: true;
}

/** The one thing that may stand in front of a view. */
export type Overlay =
  | FilterPrompt
  | CommandPrompt
  | NotePrompt
  | AskPrompt
  | AckQuestion
  | SilenceQuestion
  | ExtendQuestion
  | Confirm
  | FillQuestion
  | RunQuestion
  | TypeQuestion
  | EditPrompt
  | SkipPrompt
  | Menu
  | Ticks
  | Outline;
