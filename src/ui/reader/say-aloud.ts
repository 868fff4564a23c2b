import {boardOf} from '../board-model.js';
import type {Cockpit} from '../cockpit.js';
import {drewBoard} from '../shown-board.js';
import {front} from '../ui-store.js';
import {type Heard, heardOf} from './heard.js';
import {type News, newsOf, wholeOf} from './news.js';
import {openPrompt} from './prompt.js';

/** Where lines are said: nothing that was said is ever changed. */
export type Lines = NonNullable<Cockpit['screen']['lines']>;

/** What changes by itself is told together, this often at most. */
const AMBIENT_MS = 2000;

const WELCOME = 'Watchkeeper tells what changes, a line each. ctrl-l tells all again, ? the keys, q leaves.';

/**
 * The cockpit for a voice or a line of braille: instead of a picture that is painted again, lines of what is new. Keys,
 * questions and their guards are those of the screen. The answer stops it.
 */
export function sayAloud(cockpit: Cockpit, lines: Lines): () => void {
  const prompt = openPrompt(lines);
  let heard: Heard | undefined;
  let asked = false;
  let toldAt = Number.NEGATIVE_INFINITY;
  let due = false;
  let stopped = false;

  const tell = () => {
    due = false;
    if (stopped) return;
    const scene = cockpit.scenes.getState();
    const next = heardOf(scene, cockpit);
    const news = newsOf(heard, next, asked);
    if (!asked && mayWait(news, cockpit.clock.monotonic() - toldAt)) return;
    if (news.ambient.length > 0) toldAt = cockpit.clock.monotonic();
    prompt.say([...(heard === undefined ? [WELCOME] : []), ...news.now, ...news.ambient], next.question?.typed);
    heard = next;
    asked = false;
    cockpit.drew(scene.ui.generation);
    if (front(scene.ui).view === 'board') drewBoard(cockpit, boardOf(scene));
  };
  const tellSoon = () => {
    if (due) return;
    due = true;
    queueMicrotask(tell);
  };
  const again = () => {
    if (heard !== undefined) prompt.say(wholeOf(heard), heard.question?.typed);
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

function mayWait({now, ambient}: News, since: number): boolean {
  return now.length === 0 && ambient.length > 0 && since < AMBIENT_MS;
}
