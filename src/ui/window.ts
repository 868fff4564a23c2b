/** A list a cursor moves in. `at` is cheap, also for 10,000 rows. */
export interface ListModel {
  readonly count: number;
  /** Identity, name for people, and the section of the row at `index`. */
  at(index: number): ListRow | undefined;
  /** Where an identity is now; -1 when it is gone. */
  indexOf(id: string): number;
}

export interface ListRow {
  readonly id: string;
  readonly name: string;
  readonly section: string;
  /** The alert that leads it, where it shows alerts. */
  readonly alert?: string;
}

/** First visible line, so that `focus` is in sight and no line is wasted; `top` is kept where it can be. */
export function clampTop(top: number, focus: number, room: {readonly height: number; readonly count: number}): number {
  const last = Math.max(0, room.count - room.height);
  const lowest = Math.min(top, last);
  if (focus < 0) return Math.max(0, lowest);
  return Math.max(0, Math.min(Math.max(lowest, focus - room.height + 1), focus));
}
