import type {Alert} from '../alert/alert.js';
import type {WatchState} from '../watch-state.js';
import {ackedElsewhere, threadsAbout} from './correlation.js';
import {resolvedElsewhere} from './pager-deeds.js';

type Shown = Pick<WatchState, 'live' | 'shift' | 'toldGroups' | 'settings'>;

/** What somebody did in a pager since it fires (Unix ms), while its source goes on notifying, of one alert. */
export function pagerOwnerText(alert: Alert, since: number, state: Shown): string | undefined {
  return takenInPagerText({source: alert.source, alerts: [alert]}, since, state);
}

/** `acked by Lee at pagerduty`, or `resolved by Lee at pagerduty` for what fires on and calls nobody any more. */
export function takenInPagerText(
  {source, alerts}: {readonly source: string; readonly alerts: readonly Alert[]},
  since: number,
  state: Shown,
): string | undefined {
  if (state.shift.threads.size === 0) return undefined;
  const group = {group: '', source, alerts};
  const acked = ackedElsewhere(group, state, since);
  if (acked !== undefined) return doneText('acked', acked);
  const ended = resolvedElsewhere(group, state, since);
  return ended && doneText('resolved', ended);
}

function doneText(done: 'acked' | 'resolved', {by, at}: {readonly by: string; readonly at: string}): string {
  return `${done} by ${by === '' ? 'somebody' : by} at ${at}`;
}

/** `stays acked at pager`: an ack of ours that is over cannot be taken back there, and nobody is called by it any more. */
export function stayingText(alert: Alert, state: Shown & Pick<WatchState, 'settings'>): string | undefined {
  const cannot = new Set(
    state.settings.targets.filter(({powers}) => powers.ack === true && powers.release !== true).map(({name}) => name),
  );
  if (cannot.size === 0 || state.shift.threads.size === 0) return undefined;
  const found = threadsAbout({group: '', source: alert.source, alerts: [alert]}, state).filter(
    ({target, status, byAck}) => status === 'acknowledged' && byAck === true && cannot.has(target),
  );
  return found.length === 0 ? undefined : `stays acked at ${[...new Set(found.map(({target}) => target))].join(', ')}`;
}
