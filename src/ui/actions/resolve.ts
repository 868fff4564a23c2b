import type {Ending} from '../../core/shift/command.js';
import type {Cockpit} from '../cockpit.js';
import type {Target} from '../overlays/overlay.js';
import {askEnding} from './ask-ending.js';
import {dispatch} from './dispatch.js';
import {clearMarks} from './marks.js';
import {ask} from './overlay.js';
import {hiddenLine} from './release.js';
import {say} from './say.js';

/** Says that alerts are over which their sources do not end; asks first, since nothing brings them back but firing anew. */
export function askResolve(cockpit: Cockpit, target: Target): void {
  const many = target.alerts.length > 1;
  ask(cockpit, {
    kind: 'confirm',
    title: `${target.name} is over`,
    lines: [
      {
        text: `Nothing tells when ${many ? 'these alerts end' : 'this alert ends'}: your word ends ${many ? 'them' : 'it'} for the whole team, until ${many ? 'they fire' : 'it fires'} anew.`,
      },
      ...hiddenLine(target),
    ],
    yes: 'it is over',
    act: () => askEnding(cockpit, {title: target.name}, ending => sendResolve(cockpit, target, ending)),
  });
}

function sendResolve(cockpit: Cockpit, target: Target, ending: Ending): void {
  dispatch(cockpit, {type: 'resolve', alerts: target.alerts, ending}, () => {
    clearMarks(cockpit);
    say(cockpit, `${target.name} is over, by your word`, 'good');
  });
}
