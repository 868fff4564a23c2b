import {hasCurve} from '../core/alert/has-curve.js';
import {boardCursor, boardOf} from './board-model.js';
import type {Cockpit} from './cockpit.js';
import {bodyHeight} from './layout.js';
import type {Scene} from './scene.js';
import {front} from './ui-store.js';
import {hasDetail} from './views/board/detail.js';

/** The cursor has to stay on a row for this long, so that moving through the board asks nobody anything. */
const REST_MS = 900;
/** What is still in front after so long is looked up again. */
const AGAIN_MS = 60_000;
/** An alert that has just begun to fire has no curve yet. */
const SOON_AGAIN_MS = 10_000;

/** Has curve and changes looked up for the row that the cursor rests on, where the board shows them, and for an open alert. */
export function lookWhereCursorRests(cockpit: Cockpit): () => void {
  let at: string | undefined;
  let since = 0;
  let lookedAt: number | undefined;

  return cockpit.scenes.subscribe(() => {
    const scene = cockpit.scenes.getState();
    const alert = inFront(scene);
    if (alert !== at) {
      at = alert;
      since = scene.now;
      lookedAt = undefined;
    }
    if (at === undefined) return;
    const again = hasCurve(scene.watch.lookups.get(at)?.series) ? AGAIN_MS : SOON_AGAIN_MS;
    const isDue = lookedAt === undefined ? scene.now - since >= REST_MS : scene.now - lookedAt >= again;
    if (!isDue) return;
    lookedAt = scene.now;
    cockpit.engine.look(at);
  });
}

function inFront(scene: Scene): string | undefined {
  const {view, subject} = front(scene.ui);
  if (view === 'alert') return subject;
  const isShown = view === 'board' && hasDetail(scene, bodyHeight(scene));
  return isShown ? boardCursor(scene, boardOf(scene))?.row?.lead.key : undefined;
}
