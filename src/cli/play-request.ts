/** How the demo's night is to be played. */
export interface DemoRequest {
  /** How many times as fast as the world; ignored for plain lines, which come at full speed. */
  readonly speed?: number;
  /** A background of so many alerts. */
  readonly alerts?: number;
  readonly seed?: number;
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
