import type {Cockpit} from '../cockpit.js';
import type {Target} from '../overlays/overlay.js';
import {dispatch} from './dispatch.js';
import {clearMarks} from './marks.js';
import {say} from './say.js';

/** Calls a target noise; what is noise already is called actionable again. */
export function judge(cockpit: Cockpit, target: Target): void {
  const {judged} = cockpit.scenes.getState().watch.shift;
  const isNoise = target.alerts.every(key => judged.get(key) === 'noise');
  const verdict = isNoise ? 'actionable' : 'noise';
  dispatch(cockpit, {type: 'judge', alerts: target.alerts, verdict}, () => {
    clearMarks(cockpit);
    say(
      cockpit,
      isNoise ? `${target.name} is worth acting on after all` : `${target.name} is noise; f takes that back`,
      'good',
    );
  });
}
