import type {Alert} from './alert.js';
import type {Disposition} from './disposition.js';
import type {Severity} from './severity.js';

/** An alert with what we know of it beside the source. */
export interface FilterSubject {
  readonly alert: Alert;
  /** When it began, Unix ms, where that is not what the alert says. */
  readonly since?: number;
  readonly severity: Severity;
  readonly disposition: Disposition;
}

/** Who asks, and when (Unix ms). */
export interface FilterContext {
  readonly now: number;
  readonly operator: string;
  /** Who made a silence, by `source/id`. */
  readonly silences: ReadonlyMap<string, {readonly createdBy: string}>;
}

export type FilterTest = (subject: FilterSubject, context: FilterContext) => boolean;

/** Why a text is no filter, and where (index into the text). */
export class FilterFault extends Error {
  override name = 'FilterFault' as const;
  readonly position: number;

  constructor(message: string, position: number) {
    super(message);
    this.position = position;
  }
}
