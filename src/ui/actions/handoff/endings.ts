import {counted} from '../../../core/counted.js';
import type {EndedIssue} from '../../../core/handoff/handoff.js';
import type {EndedOccurrence} from '../../../core/shift/command.js';
import type {Cockpit} from '../../cockpit.js';
import {askEnding} from '../ask-ending.js';
import {dispatch} from '../dispatch.js';
import {say} from '../say.js';

/** What ended in the watch after somebody worked on it, and nobody said why. */
export function untoldIn(cockpit: Cockpit): readonly (EndedIssue & {readonly untold: EndedOccurrence})[] {
  const ended = cockpit.ui.getState().draft?.handoff.ended ?? [];
  return ended.flatMap(one => (one.untold === undefined ? [] : [{...one, untold: one.untold}]));
}

/** Asks of one after the other what it was: cause, fix and what follows. What is skipped stays as it is; esc leaves the rest. */
export function askEndings(cockpit: Cockpit): void {
  const all = untoldIn(cockpit);
  const askNext = (at: number, told: number): void => {
    const one = all[at];
    if (one === undefined) {
      say(
        cockpit,
        told === 0 ? 'Nothing was said.' : `${counted(told, 'alert')} told of`,
        told === 0 ? 'plain' : 'good',
      );
      return;
    }
    const place = all.length === 1 ? '' : ` (${at + 1} of ${all.length})`;
    tellEnding(cockpit, {alert: one.untold, title: one.name, about: `${one.severity} ${one.name}${place}`}, isTold =>
      askNext(at + 1, told + (isTold ? 1 : 0)),
    );
  };
  askNext(0, 0);
}

/** Asks what ended an alert, and records it on that time it was there. */
export function tellEnding(
  cockpit: Cockpit,
  {alert, title, about}: {readonly alert: EndedOccurrence; readonly title: string; readonly about: string},
  then: (isTold: boolean) => void,
): void {
  askEnding(cockpit, {title: about}, ending => {
    if (Object.keys(ending).length === 0) then(false);
    else dispatch(cockpit, {type: 'tell-ending', alert, title, ending}, () => then(true));
  });
}
