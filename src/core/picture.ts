import type {Look} from './look/look.js';

/** The board as it was once drawn, for the moment in which nothing is known yet. Its lines say of when it is. */
export interface Picture {
  readonly columns: number;
  readonly rows: number;
  /** With colours, one for each row of the screen. */
  readonly lines: readonly string[];
  /** What it is drawn in beside its colours. */
  readonly look?: Look;
  /** The row that the cursor is on, as the cockpit knows it again. */
  readonly cursor?: PictureCursor;
}

export interface PictureCursor {
  readonly id: string;
  readonly name: string;
  readonly place: number;
  readonly section: string;
  readonly alert?: string;
}
