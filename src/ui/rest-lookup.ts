import {boardCursor, boardOf} from './board-model.js';
import type {Cockpit} from './cockpit.js';
import {bodyHeight} from './layout.js';
import {front} from './ui-store.js';
import {hasDetail} from './views/board/detail.js';

/** The cursor has to stay on a row for this long, so that moving through the board asks nobody anything. */
const REST_MS = 900;

/** Has curve and changes looked up for the row that the cursor rests on, where the board shows them. */
export function lookWhereCursorRests(cockpit: Cockpit): () => void {
  let at: string | undefined;
  let since = 0;
  let looked = false;

  return cockpit.scenes.subscribe(() => {
    const scene = cockpit.scenes.getState();
    const isShown = front(scene.ui).view === 'board' && hasDetail(scene, bodyHeight(scene));
    const alert = isShown ? boardCursor(scene, boardOf(scene))?.row?.lead.key : undefined;
    if (alert !== at) {
      at = alert;
      since = scene.now;
      looked = false;
    }
    if (at === undefined || looked || scene.now - since < REST_MS) return;
    looked = true;
    cockpit.engine.look(at);
  });
}
