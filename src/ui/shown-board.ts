import type {Board} from '../core/board/board.js';
import type {Cockpit} from './cockpit.js';

const shown = new WeakMap<Cockpit, Board>();

/** The board that the operator sees: what keys mean. Undefined before the first is out. */
export function shownBoard(cockpit: Cockpit): Board | undefined {
  return shown.get(cockpit);
}

/** Says that a board has been drawn; it counts as seen once the terminal has it. */
export function drewBoard(cockpit: Cockpit, board: Board): void {
  const seen = () => void shown.set(cockpit, board);
  if (cockpit.screen.flushed === undefined) cockpit.clock.after(0, seen);
  else cockpit.screen.flushed().then(seen, seen);
}
