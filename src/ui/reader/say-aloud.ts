import type {SpokenLines} from '../../core/screen.js';
import {boardOf} from '../board-model.js';
import type {Cockpit} from '../cockpit.js';
import {drewBoard} from '../shown-board.js';
import {front} from '../ui-store.js';
import {type Heard, heardOf} from './heard.js';
import {newsOf, wholeOf} from './news.js';
import {openPrompt} from './prompt.js';

/** What changes by itself is told together, this often at most. */
const AMBIENT_MS = 2000;

const WELCOME = 'Watchkeeper tells what changes, a line each. ctrl-l tells all again, ? the keys, q leaves.';

/**
 * The cockpit for a voice or a line of braille: instead of a picture that is painted again, lines of what is new. Keys,
 * questions and their guards are those of the screen. The answer stops it.
 */
export function sayAloud(cockpit: Cockpit, lines: SpokenLines): () => void {
  const prompt = openPrompt(lines);
  const {monotonic} = cockpit.clock;
  let heard: Heard | undefined;
  let asked = false;
  let toldAt = Number.NEGATIVE_INFINITY;
  let due = false;
  let stopped = false;

  const tell = () => {
    due = false;
    if (stopped) return;
    const scene = cockpit.scenes.getState();
    const next = hearing({heard, asked, since: monotonic() - toldAt}, heardOf(scene, cockpit));
    if (next.told) toldAt = monotonic();
    prompt.say(next.lines, next.heard.question?.typed);
    heard = next.heard;
    asked = false;
    if (next.behind) return;
    cockpit.drew(scene.ui.generation);
    if (front(scene.ui).view === 'board') drewBoard(cockpit, boardOf(scene));
  };
  const tellSoon = () => {
    if (due) return;
    due = true;
    queueMicrotask(tell);
  };
  const again = () => {
    heard = heardOf(cockpit.scenes.getState(), cockpit);
    prompt.say(wholeOf(heard), heard.question?.typed);
  };
  tellSoon();
  const stops = [
    cockpit.scenes.subscribe(tellSoon),
    lines.onAgain(again),
    cockpit.screen.onKey(() => {
      asked = true;
      tellSoon();
    }),
  ];
  return () => {
    stopped = true;
    prompt.close();
    for (const stop of stops) stop();
  };
}

interface Before {
  readonly heard: Heard | undefined;
  readonly asked: boolean;
  /** Since something was told that had changed by itself, ms. */
  readonly since: number;
}

/** What to say now, what has been heard then, and whether keys mean something that still waits to be told. */
function hearing({heard, asked, since}: Before, next: Heard) {
  const {now, ambient} = newsOf(heard, next, asked);
  // Nobody is talked to while answering a question, nor all the time.
  const waits = ambient.length > 0 && (next.question !== undefined || (!asked && since < AMBIENT_MS));
  return {
    lines: [...(heard === undefined ? [WELCOME] : []), ...now, ...(waits ? [] : ambient)],
    told: ambient.length > 0 && !waits,
    heard: waits && heard !== undefined ? {...next, top: heard.top, lines: heard.lines} : next,
    behind: waits && next.question === undefined,
  };
}
