import type {AlertKey} from '../core/alert/alert.js';
import {boardIndex} from '../core/board/index-board.js';
import {sourceWords} from '../core/board/source-words.js';
import type {SourceHealth} from '../core/live/update.js';
import type {Picture} from '../core/picture.js';
import type {Clock} from '../core/ports.js';
import {dayHhmm} from '../core/time/clock-text.js';
import {waitingFor} from '../engine/initial-state.js';
import {boardList, boardOf} from './board-model.js';
import type {Cockpit} from './cockpit.js';
import {withOverlay} from './frame/body.js';
import {bottomLines} from './frame/bottom.js';
import {rule} from './frame/rule.js';
import {isRoomy, isTooSmall} from './layout.js';
import {line} from './row.js';
import type {Scene} from './scene.js';
import {lookOf, painter, themeOf} from './theme.js';
import {uiStore} from './ui-store.js';
import {boardPane} from './views/board/rows.js';

const FIRST_MS = 10_000;
const EVERY_MS = 300_000;

/** Hands over a picture for the next start, now and then, and as the answer is called. */
export function keepPictures(cockpit: Cockpit, pace: Pick<Clock, 'after'>, keep: (picture: Picture) => void) {
  const draw = () => {
    const picture = pictureOf(cockpit);
    if (picture !== undefined) keep(picture);
  };
  const again = () => {
    draw();
    cancel = pace.after(EVERY_MS, again);
  };
  let cancel = pace.after(FIRST_MS, again);
  return () => {
    cancel();
    draw();
  };
}

/**
 * The board as a start would show it, whatever the operator looks at now; undefined where the journal lags behind, or a
 * source has not answered or is late: then the screen says what a picture could not.
 */
function pictureOf(cockpit: Cockpit): Picture | undefined {
  const scene = cockpit.scenes.getState();
  if (isTooSmall(scene) || !isTrue(scene)) return undefined;
  const fresh = atStart(scene);
  const {columns, rows} = fresh;
  const top = headLines(fresh);
  const bottom = bottomLines(fresh, {
    ...cockpit,
    scenes: {getState: () => fresh, subscribe: () => () => undefined},
  });
  const height = Math.max(1, rows - top.length - bottom.length);
  const lines = [...top, ...withOverlay(fresh, boardPane(fresh, height), height), ...bottom];
  const first = boardList(boardOf(fresh)).at(0);
  if (lines.length !== rows) return undefined;
  return {
    columns,
    rows,
    lines,
    look: lookOf(scene.watch.settings.ui),
    ...(first === undefined ? {} : {cursor: {...first, place: 0}}),
  };
}

function isTrue({watch, now}: Scene): boolean {
  const {sources, alerts} = watch.live;
  const isGood = (health: SourceHealth) => sourceWords(health, now).tone === 'good';
  const isKnown = (key: AlertKey) => watch.shift.firing.has(key);
  return sources.size > 0 && !watch.warming && [...sources.values()].every(isGood) && [...alerts.keys()].every(isKnown);
}

/**
 * What the journal knows and no source has confirmed yet, drawn as such; no filter but the configured one, nothing
 * marked or opened, and the cursor on top.
 */
function atStart(scene: Scene): Scene {
  const {watch, now} = scene;
  const {filter, group} = watch.settings.ui;
  const live = waitingFor([...watch.live.sources.keys()], now);
  const theme = themeOf(undefined, watch.settings.ui);
  return {
    ...scene,
    paint: painter(theme, scene.capabilities.color),
    watch: {...watch, live, lookups: new Map(), warming: true},
    ui: uiStore({filter, grouping: group}).getState(),
    link: text => text,
    boards: {inView: boardIndex(), whole: boardIndex()},
  };
}

/** Instead of what can be trusted now: what this is, in as many lines as the start has there. */
function headLines(scene: Scene): readonly string[] {
  const {paint, columns, watch, now} = scene;
  const then = dayHhmm(now, 0, watch.settings.ui.timeZone);
  return [
    line(paint, [{text: ' wk', tone: 'strong'}, {text: '   '}, {text: `as of ${then}`, tone: 'warning'}], columns),
    line(paint, [{text: ` Opening the log; what you see is what the board showed then`, tone: 'muted'}], columns),
    ...(isRoomy(scene) ? [rule(scene)] : []),
  ];
}
