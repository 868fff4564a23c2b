import {fingerprintOf} from '../alert/alert.js';
import type {WatchState} from '../watch-state.js';
import type {Command} from './command.js';
import {type Decision, type NewFact, refuse} from './decision.js';
import {goneWatchdogs} from './missing-watchdogs.js';

/** An operator's word that Watchdogs which are missing went for good, with the Prometheus that sent them. */
export function decideForgetWatchdogs(
  command: Extract<Command, {type: 'forget-watchdogs'}>,
  state: WatchState,
): Decision {
  const facts = [...state.live.sources.keys()].flatMap((source): NewFact[] =>
    [...goneWatchdogs(state, source)]
      .filter(([key]) => command.alerts.includes(key))
      .map(([key, {labels}]) => ({type: 'watchdog.forgotten', source, fingerprint: fingerprintOf(key), labels})),
  );
  return facts.length > 0
    ? facts
    : refuse('not-found', 'No such Watchdog is missing.', 'It is back, or was forgotten already.');
}
