import {createStore, type StoreApi} from 'zustand/vanilla';
import type {AlertKey} from '../core/alert/alert.js';
import type {AcceptedItem, AskedItem} from '../core/handoff/accepted-item.js';
import type {BundledWatch, RecordedFacts} from '../core/handoff/desk.js';
import type {HandoffDraft} from '../core/handoff/draft.js';
import type {Meanwhile} from '../core/handoff/unwatched-hours.js';
import type {Measure} from '../core/metrics/measure.js';
import type {Candidate} from '../core/runbook/asked-run.js';
import type {OpenedRunbook} from '../core/runbook/desk.js';
import type {FilledValue} from '../core/runbook/fill.js';
import type {ItemWas} from '../core/runbook/walk-items.js';
import type {WatchState} from '../core/watch-state.js';
import type {Overlay} from './overlays/overlay.js';

export type ViewId =
  | 'board'
  | 'alert'
  | 'escalate'
  | 'silences'
  | 'log'
  | 'sources'
  | 'runbook'
  | 'incidents'
  | 'incident'
  | 'handoff'
  | 'accept'
  | 'shift'
  | 'metrics'
  | 'deliveries'
  | 'contacts'
  | 'help';

/** A view on the stack and what it is about: an alert key, a walk, or for the help the view below. */
export interface Place {
  readonly view: ViewId;
  readonly subject?: string;
}

/** The row the operator is on: by identity. `place` and `section` tell where it was when it was last moved to. */
export interface Cursor {
  readonly id: string;
  readonly name: string;
  readonly place: number;
  readonly section: string;
  /** The alert that led the row, to find it again under another row. */
  readonly alert?: string;
}

export type MessageTone = 'plain' | 'good' | 'warning' | 'critical';

/** One sentence above the key line. */
export interface Message {
  readonly text: string;
  readonly tone: MessageTone;
  readonly at: number;
  /** Why a key did nothing: told until another one does something. */
  readonly refused?: true;
  /** Nobody answered who writes for this cockpit: true until somebody does. */
  readonly unheard?: true;
  /** It is so only while this run, or what it left running, goes on. */
  readonly during?: string;
  /** Acks whose outcome it goes on to tell, and the name they go by. */
  readonly follow?: {readonly name: string; readonly acks: readonly string[]};
}

/** A row that has just left its shelf: a mark stays where it was until `until`. */
export interface Trace {
  readonly id: string;
  readonly name: string;
  readonly place: number;
  /** The shelf it was on, and where it is now: another shelf, or gone. */
  readonly from: string;
  readonly to: string;
  /** It is still there, and the filter hides it. */
  readonly hidden?: true;
  /** Unix ms. */
  readonly until: number;
}

/** A runbook file as it was last read. */
export type Book =
  | {readonly state: 'reading'}
  | {readonly state: 'open'; readonly opened: OpenedRunbook}
  | {readonly state: 'failed'; readonly message: string; readonly hint: string};

/** What was recorded, for the screens that look further back than the log on the screen. */
export type ReadRecord =
  | {readonly state: 'reading'}
  | ({readonly state: 'read'} & RecordedFacts)
  | {readonly state: 'failed'; readonly message: string; readonly hint: string};

export interface AskedMeanwhile {
  readonly asked: string;
  readonly answers: readonly Meanwhile[];
}

/** When something was drawn from the whole log (Unix ms), from which state, and how long that took, ms. */
export interface Drawn {
  readonly at: number;
  readonly watch: WatchState;
  readonly took: number;
}

/** The handoff as it would be written. */
export interface DrawnDraft extends HandoffDraft, Drawn {}

/** What is taken over of a watch: each item with what was said of it so far. */
export interface Taking extends Drawn {
  readonly from: string;
  readonly shift?: string;
  /** Where the watch began and ended, Unix ms. */
  readonly span: {readonly from: number; readonly to: number};
  readonly items: readonly AskedItem[];
}

/** The figures of the last days, and the curve of each by its name: older parts of the span first. */
export interface Figures extends Drawn {
  readonly days: number;
  readonly measures: readonly Measure[];
  /** How many facts of a newer version count nowhere in them. */
  readonly untold: number;
  readonly trends: Readonly<Record<string, readonly number[]>>;
}

export type Answer = Pick<AcceptedItem, 'answer' | 'to' | 'question'>;

/** Where the operator is in a walk. */
export interface Spot {
  /** A statement, a step without one, or a section to read. */
  readonly item: string;
  /** What that was before a restart: its file may have changed meanwhile. */
  readonly was?: ItemWas | undefined;
  /** First visible line, where the operator has scrolled; absent: what is said is followed. */
  readonly top?: number;
  /** Values used so far, newest last. */
  readonly values: readonly FilledValue[];
  /** Statements as the operator changed them, by statement. */
  readonly edits: Readonly<Record<string, string>>;
  /** Statements that were changed before a restart, and whose change was not kept. */
  readonly lost?: readonly string[];
  /** Changed since it ran: enter asks about it again. */
  readonly fresh?: string;
}

/** What an escalation in front is about, and what is known of it beside the alerts. */
export interface Escalating {
  readonly subject: AlertKey;
  readonly name: string;
  readonly alerts: readonly AlertKey[];
}

/** What the screen remembers by itself: where the operator is and what is being typed. Never in the journal. */
export interface UiState {
  readonly stack: readonly Place[];
  readonly cursors: Readonly<Partial<Record<ViewId, Cursor>>>;
  /** A key has been pressed: from then on the cursor holds on to what it is on. */
  readonly touched: boolean;
  /** The cursor went on by itself; until this generation is on the screen, keys mean where it was. */
  readonly moved?: {readonly from: Cursor; readonly generation: number};
  /** First visible line of each view. */
  readonly tops: Readonly<Partial<Record<ViewId, number>>>;
  readonly marks: ReadonlySet<string>;
  /** Where a range of marks begins. */
  readonly anchor?: string;
  readonly filters: Readonly<Partial<Record<ViewId, string>>>;
  /** `route`, `none`, or label names. */
  readonly grouping: string;
  /** Name of the theme chosen here. */
  readonly theme?: string;
  /** Name of the saved view in force. */
  readonly saved?: string;
  /** Groups shown as their alerts. */
  readonly unfolded: ReadonlySet<string>;
  readonly quietOpen: boolean;
  readonly overlay?: Overlay;
  /** What the board showed when the overlay opened: the list holds still. */
  readonly held?: WatchState;
  readonly message?: Message;
  readonly traces: readonly Trace[];
  /** Runbook files by path. */
  readonly books: ReadonlyMap<string, Book>;
  /** By walk. */
  readonly spots: Readonly<Record<string, Spot>>;
  /** The statement that will be asked about once it is known where it would run. */
  readonly asking?: Candidate;
  /** While a screen is open that needs it. */
  readonly record?: ReadRecord;
  /** What others saw while no cockpit was open, and of which times they were asked. */
  readonly meanwhile?: AskedMeanwhile;
  readonly draft?: DrawnDraft;
  readonly taking?: Taking;
  readonly figures?: Figures;
  /** Names of alerts of the log of which it was asked whether there is a runbook, and those of which there is one. */
  readonly runbooksFor?: {readonly asked: ReadonlySet<string>; readonly found?: ReadonlySet<string>};
  /** What was said of what is taken over, by kind and id. */
  readonly answers: Readonly<Record<string, Answer>>;
  /** Whose watch came in a file. */
  readonly bundled?: Pick<BundledWatch, 'operator' | 'shift'>;
  /** Escalations that were opened, by their first alert. */
  readonly escalating: Readonly<Record<AlertKey, Escalating>>;
  /** Texts left with esc, by what they were for. */
  readonly typed: Readonly<Record<string, string>>;
  /** Those of them that the screen wrote itself, as it wrote them. */
  readonly prefilled: Readonly<Record<string, string>>;
  /** Command lines entered, oldest first. */
  readonly history: readonly string[];
  /** Counts openings of overlays; an overlay answers only once this generation is on the screen. */
  readonly generation: number;
}

export type UiStore = StoreApi<UiState>;

export function uiStore(defaults: {readonly filter: string; readonly grouping: string}): UiStore {
  return createStore<UiState>(() => ({
    stack: [{view: 'board'}],
    cursors: {},
    touched: false,
    tops: {},
    marks: new Set<string>(),
    filters: {board: defaults.filter},
    grouping: defaults.grouping,
    unfolded: new Set<string>(),
    quietOpen: false,
    traces: [],
    books: new Map<string, Book>(),
    spots: {},
    answers: {},
    escalating: {},
    typed: {},
    prefilled: {},
    history: [],
    generation: 0,
  }));
}

/** The view in front. */
export function front(ui: UiState): Place {
  return ui.stack.at(-1) ?? {view: 'board'};
}

/** The state without the named fields. */
export function without<K extends keyof UiState>(ui: UiState, ...names: readonly K[]): UiState {
  const copy: Partial<UiState> & Record<string, unknown> = {...ui};
  for (const name of names) delete copy[name];
  return copy as UiState;
}
