import {itemsAhead} from '../core/board/items.js';
import type {WatchDesk} from '../core/handoff/desk.js';
import type {Picture} from '../core/picture.js';
import type {Clock, Messages} from '../core/ports.js';
import type {RunbookDesk} from '../core/runbook/desk.js';
import type {Screen, SpokenLines} from '../core/screen.js';
import type {Engine} from '../engine/engine.js';
import type {ReplayControl} from '../engine/replay-engine.js';
import {keepDraft} from './actions/handoff/keep-draft.js';
import {keepSpots} from './actions/runbook/spots.js';
import {suspend} from './actions/terminal.js';
import type {Cockpit} from './cockpit.js';
import {type Early, pressEarlyKeys, standWhereSeen} from './early-keys.js';
import {drawFirstFrames} from './first-frames.js';
import {press} from './input/keyboard.js';
import {pacedStore} from './paced-store.js';
import {keepPictures} from './picture.js';
import {tellPresence} from './presence.js';
import {lookWhereCursorRests} from './rest-lookup.js';
import {createScenes} from './scenes.js';
import {uiStore} from './ui-store.js';
import {followWatch} from './watcher.js';

export interface CockpitParts {
  readonly engine: Engine;
  readonly screen: Screen;
  readonly clock: Clock;
  readonly desk?: RunbookDesk;
  readonly watchDesk?: WatchDesk;
  readonly messages?: () => Promise<Messages>;
  readonly replay?: ReplayControl;
  /** The time of whoever looks, which sets how often the screen changes; `clock` unless the watch runs faster (a demo). */
  readonly pace?: Clock;
  /** Called once when the operator leaves, before the picture is taken down. */
  readonly onQuit?: () => void;
  /** What the program wants said that no state holds, a sentence each. */
  readonly notices?: readonly string[];
  /** What the operator saw and pressed while all this was being opened. */
  readonly early?: Early;
  /** Takes pictures of the board for the next start. */
  readonly keep?: (picture: Picture) => void;
}

/** Shows the cockpit until the operator leaves it. The engine and the screen stay open: whoever made them closes them. */
export function runCockpit(parts: CockpitParts): Promise<{readonly reason: 'quit'}> {
  return new Promise((resolve, reject) => {
    const {cockpit, scenes, paced} = assemble(parts, leave);
    const {early, keep} = parts;
    if (early !== undefined) standWhereSeen(cockpit, early);
    const stops = [
      keep === undefined ? () => undefined : keepPictures(cockpit, parts.pace ?? parts.clock, keep),
      parts.screen.onKey(key => scenes.together(() => press(cockpit, key))),
      parts.screen.onStop?.(() => suspend(cockpit)) ?? (() => undefined),
      followWatch(cockpit),
      lookWhereCursorRests(cockpit),
      tellPresence(cockpit),
      keepSpots(cockpit),
      keepDraft(cockpit),
      () => scenes.stop(),
      () => paced.stop(),
    ];
    let left = false;
    const {lines} = parts.screen;
    let takeDown = lines === undefined ? drawFirstFrames(cockpit) : () => undefined;
    if (early !== undefined) pressEarlyKeys(cockpit, early);
    (lines === undefined ? loadMount(cockpit) : loadReader(lines)).then(mount => {
      if (left) return;
      takeDown();
      takeDown = mount(cockpit);
    }, reject);

    function leave(): void {
      left = true;
      for (const stop of stops.splice(0)) stop();
      parts.onQuit?.();
      takeDown();
      resolve({reason: 'quit'});
    }
  });
}

/** Only who listens needs it. */
async function loadReader(lines: SpokenLines): Promise<(cockpit: Cockpit) => () => void> {
  const {sayAloud} = await import('./reader/say-aloud.js');
  return cockpit => sayAloud(cockpit, lines);
}

/** Ink is loaded once the first frame is out: it keeps the process busy for longer than an eye waits. */
async function loadMount({screen}: Cockpit): Promise<(cockpit: Cockpit) => () => void> {
  // That frame is drawn when all that is under way now has been done.
  await undefined;
  await screen.flushed?.();
  const {mountCockpit} = await import('./mount.js');
  return mountCockpit;
}

function assemble(parts: CockpitParts, quit: () => void) {
  const {engine, screen, clock, desk, watchDesk, messages, replay, pace = clock, notices = []} = parts;
  const {ui: defaults} = engine.store.getState().settings;
  const ahead = itemsAhead();
  const paced = pacedStore(engine.store, pace, state => ahead(state, clock.now()));
  const ui = uiStore({filter: defaults.filter, grouping: defaults.group});
  const scenes = createScenes({watch: paced, ui, screen, clock, pace, notices});
  let painted = 0;
  let paintedAt = clock.monotonic();
  const cockpit: Cockpit = {
    engine,
    screen,
    clock,
    ...(desk === undefined ? {} : {desk}),
    ...(watchDesk === undefined ? {} : {watchDesk}),
    ...(messages === undefined ? {} : {messages}),
    ...(replay === undefined ? {} : {replay}),
    ui,
    scenes,
    painted: () => painted,
    paintedAt: () => paintedAt,
    drew(generation) {
      const seen = () => {
        if (generation <= painted) return;
        painted = generation;
        paintedAt = clock.monotonic();
      };
      if (screen.flushed === undefined) clock.after(0, seen);
      else screen.flushed().then(seen, seen);
    },
    quit,
  };
  return {cockpit, scenes, paced};
}
