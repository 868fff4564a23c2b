import {announcedWords} from '../../../core/escalation/announced-send.js';
import {type DueLevel, dueLevels} from '../../../core/escalation/due-levels.js';
import type {Cockpit} from '../../cockpit.js';
import {MENU_LIMIT} from '../../overlays/menu-limit.js';
import {dispatch} from '../dispatch.js';
import {ask} from '../overlay.js';
import {say} from '../say.js';

/** Whether something is about to be paged by itself. */
export function hasAnnounced(cockpit: Cockpit): boolean {
  const {watch, now} = cockpit.scenes.getState();
  return dueLevels(watch, now).announced.length > 0;
}

/** Asks whether what is about to be paged by itself is to be stopped; of several, which. */
export function askStopAnnounced(cockpit: Cockpit): void {
  const {watch, now} = cockpit.scenes.getState();
  const [first, ...others] = dueLevels(watch, now).announced;
  if (first === undefined) {
    say(cockpit, 'Nothing is about to be paged by itself.');
    return;
  }
  if (others.length > 0) {
    ask(cockpit, {
      kind: 'menu',
      title: 'stop what pages by itself?',
      at: 0,
      items: [first, ...others].slice(0, MENU_LIMIT).map(one => ({
        label: one.level,
        detail: `${announcedWords(one, watch, now)}, about ${one.severity} ${one.title}`,
        act: () => stop(cockpit, one),
      })),
    });
    return;
  }
  ask(cockpit, {
    kind: 'confirm',
    title: `stop the page to ${first.level}`,
    lines: [
      {text: `It is about ${first.severity} ${first.title}, and would be sent by itself.`},
      {text: 'Once it is stopped nobody is called before somebody does it by hand: e on the alert.'},
    ],
    yes: 'stop',
    act: () => stop(cockpit, first),
  });
}

function stop(cockpit: Cockpit, {group, level, title}: DueLevel): void {
  dispatch(cockpit, {type: 'stop-escalation', group}, () =>
    say(cockpit, `stopped: ${level} is not paged about ${title}; e pages by hand`, 'good'),
  );
}
