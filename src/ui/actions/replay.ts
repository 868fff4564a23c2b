import {JUMP_FORMS, parseJump} from '../../core/replay/parse-jump.js';
import type {ReplayControl, ReplayMark} from '../../engine/replay-engine.js';
import type {Cockpit} from '../cockpit.js';
import {field} from '../input/field.js';
import {ask} from './overlay.js';
import {say} from './say.js';

const DRAFT = 'jump';
const NAMES: Readonly<Record<ReplayMark, string>> = {incident: 'incident', weight: 'fact of weight'};

/** Does something with what is played; nothing in a cockpit that shows the present. */
export function withReplay(act: (replay: ReplayControl) => void): (cockpit: Cockpit) => void {
  return ({replay}) => {
    if (replay !== undefined) act(replay);
  };
}

export function goToMark(kind: ReplayMark, toward: 'next' | 'previous'): (cockpit: Cockpit) => void {
  return cockpit => {
    if (cockpit.replay?.goToMark(kind, toward) !== false) return;
    say(cockpit, `No ${NAMES[kind]} ${toward === 'next' ? 'after' : 'before'} this in the watch.`);
  };
}

/** Asks for the moment to be shown. */
export function askJump(cockpit: Cockpit): void {
  const text = cockpit.ui.getState().typed[DRAFT] ?? '';
  ask(cockpit, {
    kind: 'ask',
    title: 'show another moment of the watch',
    name: 'at',
    field: field(text),
    draft: DRAFT,
    why: JUMP_FORMS,
    act: typed => jump(cockpit, typed),
  });
}

function jump(cockpit: Cockpit, typed: string): void {
  const {replay, settings} = cockpit.engine.store.getState();
  if (typed === '' || replay === undefined) return;
  const moment = parseJump(typed, replay, settings.ui.timeZone);
  if (moment === undefined) say(cockpit, `"${typed}" is no time. Write ${JUMP_FORMS}.`, 'warning');
  else if (moment < replay.from || moment > replay.until) {
    cockpit.replay?.goTo(moment);
    say(cockpit, moment < replay.from ? 'The watch begins here.' : 'The watch ends here.');
  } else cockpit.replay?.goTo(moment);
}
