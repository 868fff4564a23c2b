import {type AlertKey, alertKey, alertName} from '../core/alert/alert.js';
import {findRun} from '../core/runbook/walk.js';
import {type Fact, isFact} from '../core/shift/fact.js';
import type {Naming} from '../core/shift/sentence.js';
import type {WatchState} from '../core/watch-state.js';
import {remembering} from './memo.js';

/** Names for what facts speak of, also for alerts that are gone as long as the log still has their first fact. */
export function naming(watch: WatchState): Naming {
  const fired = firedNames(watch.log);
  return {
    zone: watch.settings.ui.timeZone,
    alert(key) {
      const alert = watch.live.alerts.get(key) ?? watch.shift.firing.get(key);
      return alert === undefined ? fired.get(key) : alertName(alert);
    },
    ack: id => watch.shift.acks.get(id)?.title,
    walk: id => watch.shift.walks.get(id)?.title,
    run: id => findRun(watch.shift.walks, id)?.run.text.split('\n', 1)[0],
  };
}

const firedNames = remembering((log: readonly Fact[]): ReadonlyMap<AlertKey, string> => {
  const names = new Map<AlertKey, string>();
  for (const fact of log) if (isFact(fact, 'alert.fired')) names.set(alertKey(fact), alertName(fact));
  return names;
});
