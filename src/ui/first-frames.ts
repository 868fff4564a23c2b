import type {Cockpit} from './cockpit.js';
import {withOverlay} from './frame/body.js';
import {bottomLines} from './frame/bottom.js';
import {smallLines} from './frame/small.js';
import {topLines} from './frame/top.js';
import {isTooSmall} from './layout.js';
import {front} from './ui-store.js';
import {boardPane} from './views/board/rows.js';

/**
 * Draws the board without Ink, whose loading takes longer than everything before it: what the journal last knew is on
 * the screen and keys work meanwhile. A frame is drawn once all that one key or one event changes is known. Another view
 * waits for Ink. The answer stops it.
 */
export function drawFirstFrames(cockpit: Cockpit): () => void {
  const out = cockpit.screen.inkStdout as Pick<NodeJS.WriteStream, 'write'>;
  let last: string | undefined;
  let due = false;
  let stopped = false;
  const draw = () => {
    due = false;
    const frame = stopped ? undefined : frameOf(cockpit);
    if (frame === undefined || frame === last) return;
    last = frame;
    out.write(frame);
    cockpit.drew(cockpit.scenes.getState().ui.generation);
  };
  const drawSoon = () => {
    if (due) return;
    due = true;
    queueMicrotask(draw);
  };
  drawSoon();
  const stop = cockpit.scenes.subscribe(drawSoon);
  return () => {
    stopped = true;
    stop();
  };
}

/** The picture that `App` draws of the board; undefined while another view is in front. */
function frameOf(cockpit: Cockpit): string | undefined {
  const scene = cockpit.scenes.getState();
  if (isTooSmall(scene)) return smallLines(scene).join('\n');
  if (front(scene.ui).view !== 'board') return undefined;
  const top = topLines(scene);
  const bottom = bottomLines(scene, cockpit);
  const height = Math.max(1, scene.rows - top.length - bottom.length);
  return [...top, ...withOverlay(scene, boardPane(scene, height), height), ...bottom].join('\n');
}
