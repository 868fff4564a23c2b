import type {Alert, AlertKey, Labels} from '../alert/alert.js';
import type {Disposition} from '../alert/disposition.js';
import type {Severity} from '../alert/severity.js';

export type ShelfName = 'needs-you' | 'on-it' | 'quiet';

export const SHELF_NAMES: readonly ShelfName[] = ['needs-you', 'on-it', 'quiet'];

/** What the operator asked the board to show. */
export interface BoardView {
  /** In the filter language. A text that is no filter hides nothing. */
  readonly filter: string;
  /** `route`, `none`, or label names (and `@source`) apart by commas. */
  readonly group: string;
  /** Keys of the group rows that are open. */
  readonly expanded: ReadonlySet<string>;
  readonly quietOpen: boolean;
}

/** One alert with all that its place on the board depends on. Times are Unix ms. */
export interface BoardItem {
  readonly key: AlertKey;
  readonly alert: Alert;
  readonly name: string;
  readonly severity: Severity;
  /** False where its severity is a guess. */
  readonly known: boolean;
  readonly disposition: Disposition;
  readonly shelf: ShelfName;
  /** When it began, or where that is said to be later, when it was first seen. */
  readonly since: number;
  /** When an ack is due, whether or not there is one; never where somebody has it in a pager. */
  readonly dueAt: number;
  /** Within its row, grows with what can wait: by severity, an ack on its way behind none. */
  readonly rank: number;
  readonly watchdog: boolean;
  /** Nobody has acked it here, and somebody has in a pager: its source goes on notifying. */
  readonly elsewhere?: {readonly by: string; readonly at: string};
  /** From the journal: its source has not answered yet. */
  readonly remembered: boolean;
}

/** One line: a group of alerts on one shelf, or a single alert. */
export interface BoardRow {
  /**
   * Identity, stable while the group or the alert is. The part of a group on its most urgent shelf has the group's
   * key; the parts on other shelves have the shelf's name added.
   */
  readonly key: string;
  readonly kind: 'group' | 'alert';
  /** 1 for an alert inside an opened group. */
  readonly depth: 0 | 1;
  readonly shelf: ShelfName;
  /** Its alerts on this shelf, the most urgent first; never empty. */
  readonly items: readonly BoardItem[];
  /** The most urgent of them: what the row reads as. */
  readonly lead: BoardItem;
  readonly severity: Severity;
  readonly known: boolean;
  /** Start of the oldest. */
  readonly since: number;
  readonly dueAt: number;
  /** Labels that name the group; of an alert, none. */
  readonly labels: Labels;
  readonly open: boolean;
}

export interface Shelf {
  readonly name: ShelfName;
  /** Group and alert rows, folded; children are only in `Board.rows`. */
  readonly rows: readonly BoardRow[];
  readonly alerts: number;
  readonly severities: Readonly<Record<Severity, number>>;
}

/** How many alerts rest, and why. */
export interface QuietCounts {
  readonly silenced: number;
  readonly inhibited: number;
  readonly muted: number;
  readonly watchdogs: number;
  /** End of the silence that ends first, Unix ms. */
  readonly firstEnd?: number;
}

/** The board without any text that time changes. Equal inputs give the very same object. */
export interface Board {
  readonly shelves: Readonly<Record<ShelfName, Shelf>>;
  /** What can be scrolled through, in order: opened groups with their alerts, the quiet shelf only when it is open. */
  readonly rows: readonly BoardRow[];
  /** Index into `rows` by row key. */
  readonly indexOf: ReadonlyMap<string, number>;
  /** Every alert that passes the filter, also on a closed shelf, with its folded row. */
  readonly rowOf: ReadonlyMap<AlertKey, BoardRow>;
  readonly quiet: QuietCounts;
  /** Alerts that the filter hides. */
  readonly hidden: number;
  readonly total: number;
  /** Why the filter text is no filter. */
  readonly filterFault?: {readonly message: string; readonly position: number};
}

/** How the words of rows are to be. */
export interface RowContext {
  /** Unix ms. */
  readonly now: number;
  /** Show seconds where a deadline is near. */
  readonly precise: boolean;
  readonly unicode: boolean;
}
