/** A recorded watch that is being played. Times are Unix ms. */
export interface ReplayState {
  /** Whose watch it was. */
  readonly operator: string;
  readonly from: number;
  readonly until: number;
  /** The moment that is shown. */
  readonly at: number;
  /** How many times as fast as the world it plays. */
  readonly speed: number;
  readonly paused: boolean;
}

export const DEFAULT_REPLAY_SPEED = 60;
/** The fastest: a watch of eight hours in eight seconds. */
export const MOST_REPLAY_SPEED = 3600;

const SPEEDS: readonly number[] = [1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, MOST_REPLAY_SPEED];

/** The next speed above; the same where there is none. */
export function fasterThan(speed: number): number {
  return SPEEDS.find(one => one > speed) ?? speed;
}

export function slowerThan(speed: number): number {
  return SPEEDS.findLast(one => one < speed) ?? speed;
}
