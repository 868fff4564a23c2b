import type {WatchDesk} from '../core/handoff/desk.js';
import type {Clock, Messages} from '../core/ports.js';
import type {RunbookDesk} from '../core/runbook/desk.js';
import type {Screen} from '../core/screen.js';
import type {Engine} from '../engine/engine.js';
import type {ReplayControl} from '../engine/replay-engine.js';
import type {Readable} from './paced-store.js';
import type {Scene} from './scene.js';
import type {UiStore} from './ui-store.js';

/** What actions act on: ask the engine, change what is in front, use the terminal. */
export interface Cockpit {
  readonly engine: Engine;
  readonly screen: Screen;
  readonly clock: Clock;
  /** Absent where no runbooks can be read. */
  readonly desk?: RunbookDesk;
  /** Absent where nothing but the newest facts is at hand. */
  readonly watchDesk?: WatchDesk;
  /** Loaded when the first message is written; absent where none can be. */
  readonly messages?: () => Promise<Messages>;
  /** What plays the watch that is shown; absent where that is the present. */
  readonly replay?: ReplayControl;
  readonly ui: UiStore;
  /** What is on the screen: state at the pace of the screen, ui, time and size together. */
  readonly scenes: Readable<Scene>;
  /** The newest generation of overlays that the operator can see. */
  painted(): number;
  /** Since when, monotonic ms. */
  paintedAt(): number;
  /** Says that an overlay of this generation has been drawn. */
  drew(generation: number): void;
  quit(): void;
}
