import type {Drill} from '../core/drill/drill.js';

/** How the demo's night is to be played. */
export interface DemoRequest {
  /** How many times as fast as the world; ignored for plain lines, which come at full speed. */
  readonly speed?: number;
  /** A background of so many alerts. */
  readonly alerts?: number;
  readonly seed?: number;
  /** A written drill, instead of the built-in night. */
  readonly drill?: Drill;
  /** The folder in which the journal stays; absolute. It is removed unless it is told. */
  readonly keep?: string;
  /** As lines instead of in the cockpit. */
  readonly plain: boolean;
  write(text: string): void;
  /** Whether somebody still reads what is written; somebody does where it is not said. */
  isRead?(): boolean;
}

/** How a recorded watch is to be played. */
export interface ReplayRequest {
  readonly speed?: number;
  /** Where it begins, Unix ms; at its beginning unless it is told. */
  readonly at?: number;
}
