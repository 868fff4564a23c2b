import {alertTitle} from '../core/alert/alert-title.js';
import {findRun} from '../core/runbook/walk.js';
import type {Fact} from '../core/shift/fact.js';
import {learnedNames} from '../core/shift/learned-names.js';
import {heldFacts} from '../core/shift/log-window.js';
import type {Naming} from '../core/shift/sentence.js';
import type {WatchState} from '../core/watch-state.js';
import {remembering} from './memo.js';

/** Names for what facts speak of, also for alerts that are gone as long as the log still has their first fact. */
export function naming(watch: WatchState): Naming {
  const learned = namesIn(heldFacts(watch));
  return {
    ...learned,
    zone: watch.settings.ui.timeZone,
    alert(key) {
      const alert = watch.live.alerts.get(key) ?? watch.shift.firing.get(key);
      return alert === undefined ? learned.alert?.(key) : alertTitle(alert);
    },
    ack: id => learned.ack?.(id) ?? watch.shift.acks.get(id)?.title,
    walk: id => watch.shift.walks.get(id)?.title,
    run: id => findRun(watch.shift.walks, id)?.run.text.split('\n', 1)[0],
  };
}

const namesIn = remembering((log: readonly Fact[]): Naming => {
  const names = learnedNames();
  names.learn(log);
  return names.naming;
});
