import {watchdogLabels} from '../../core/alert/watchdog.js';
import {silentWatchdogs} from '../../core/shift/missing-watchdogs.js';
import {coarse} from '../../core/time/duration.js';
import type {Cockpit} from '../cockpit.js';
import {dispatch} from './dispatch.js';
import {ask} from './overlay.js';
import {say} from './say.js';

/**
 * Says that the Watchdogs that are missing went for good; asks first, since their alarm is silent from then on. Of a source
 * without any there is nothing to say: it always wants one.
 */
export function askForgetWatchdogs(cockpit: Cockpit): void {
  const {watch, now} = cockpit.scenes.getState();
  const gone = silentWatchdogs(watch).filter(one => one.alert !== undefined);
  if (gone.length === 0) {
    say(cockpit, 'No Watchdog is missing beside others of its source that fire: nothing to forget.', 'warning');
    return;
  }
  const alerts = gone.flatMap(({alert}) => alert ?? []);
  ask(cockpit, {
    kind: 'confirm',
    title: gone.length === 1 ? 'this Watchdog went for good' : 'these Watchdogs went for good',
    lines: [
      ...gone.map(({source, labels, since}) => ({
        text: `${watchdogLabels(labels ?? {})} from ${source}, missing for ${coarse(now - since)}`,
      })),
      {text: 'Nobody is alarmed any more, whether or not alerts of its Prometheus arrive, until it fires again.'},
    ],
    yes: 'forget',
    act: () => dispatch(cockpit, {type: 'forget-watchdogs', alerts}, () => say(cockpit, 'forgotten', 'good')),
  });
}
