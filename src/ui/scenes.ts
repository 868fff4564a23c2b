import {boardIndex} from '../core/board/index-board.js';
import type {Clock} from '../core/ports.js';
import type {Capabilities, Screen} from '../core/screen.js';
import type {WatchState} from '../core/watch-state.js';
import {remembering} from './memo.js';
import type {Readable} from './paced-store.js';
import type {Scene} from './scene.js';
import {lookOf, painter, themeOf} from './theme.js';
import {toldTogether} from './told-together.js';
import type {UiStore} from './ui-store.js';

export interface SceneParts {
  readonly watch: Readable<WatchState>;
  readonly ui: UiStore;
  readonly screen: Screen;
  /** The time of the watch. */
  readonly clock: Pick<Clock, 'now'>;
  /** The time of the screen: how often it may change. */
  readonly pace: Pick<Clock, 'after'>;
  readonly notices: readonly string[];
}

export interface Scenes extends Readable<Scene> {
  /**
   * Runs what may change several things, which are heard of as one: a drawing takes longer than all of that. Those who
   * were asked something meanwhile go first.
   */
  together(run: () => void): void;
  stop(): void;
}

const inAscii = remembering((capabilities: Capabilities): Capabilities => ({...capabilities, unicode: false}));

/** A clock on the screen moves at most this often; what does not show seconds stays as it is. */
const TICK_MS = 1000;

/** State, ui, size and time as one thing to draw from, heard of whenever any of them changes. */
export function createScenes(parts: SceneParts): Scenes {
  const {watch, ui, screen, clock, pace} = parts;
  const boards = {inView: boardIndex(), whole: boardIndex()};
  const told = toldTogether();
  let scene = read();
  let cancel = pace.after(TICK_MS, tick);

  function read(): Scene {
    const {columns, rows} = screen.size();
    const [state, inFront] = [watch.getState(), ui.getState()];
    const look = state.settings.ui;
    const theme = themeOf(inFront.theme, look);
    screen.look?.(lookOf(look, theme));
    return {
      watch: state,
      ui: inFront,
      now: clock.now(),
      columns,
      rows,
      spoken: screen.lines !== undefined,
      capabilities: look.ascii === true ? inAscii(screen.capabilities) : screen.capabilities,
      paint: painter(theme, screen.capabilities.color),
      link: (text, url) => screen.link(text, url),
      notices: parts.notices,
      boards,
    };
  }

  function renew(): void {
    scene = read();
    told.tell();
  }

  function tick(): void {
    cancel = pace.after(TICK_MS, tick);
    renew();
  }

  const stops = [watch.subscribe(renew), ui.subscribe(renew), screen.onResize(renew)];
  return {
    getState: () => scene,
    subscribe: told.add,
    together: told.together,
    stop() {
      cancel();
      for (const stop of stops) stop();
    },
  };
}
