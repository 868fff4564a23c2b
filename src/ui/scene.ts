import type {BoardIndex} from '../core/board/index-board.js';
import type {Capabilities} from '../core/screen.js';
import type {WatchState} from '../core/watch-state.js';
import type {Paint} from './theme.js';
import type {UiState} from './ui-store.js';

/** Everything a frame is drawn from. The same scene gives the same picture. */
export interface Scene {
  readonly watch: WatchState;
  readonly ui: UiState;
  /** Unix ms. */
  readonly now: number;
  readonly columns: number;
  readonly rows: number;
  readonly capabilities: Capabilities;
  /** Lines are heard, not seen: nothing stands beside anything. */
  readonly spoken?: boolean;
  readonly paint: Paint;
  /** `text` as a hyperlink where the terminal shows them; as wide as `text`. */
  readonly link: (text: string, url: string) => string;
  /** What the program wants said that no state holds: where the configuration came from, what was repaired. */
  readonly notices: readonly string[];
  /** Boards made from the state, each remembered: the one in view, and the whole one behind the counts on top. */
  readonly boards: {readonly inView: BoardIndex; readonly whole: BoardIndex};
}

/** Lines for a part of the screen, and which of them a question about the selected thing stands beside. */
export interface Pane {
  readonly lines: readonly string[];
  readonly target?: number;
}
