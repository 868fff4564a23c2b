import type {Alert} from '../alert/alert.js';
import type {WatchState} from '../watch-state.js';
import {ackedElsewhere, threadsAbout} from './correlation.js';

type Shown = Pick<WatchState, 'live' | 'shift' | 'toldGroups'>;

/** `acked by Lee at pagerduty`: somebody has it in a pager since it fires (Unix ms), while its source goes on notifying. */
export function pagerOwnerText(alert: Alert, since: number, state: Shown): string | undefined {
  if (state.shift.threads.size === 0) return undefined;
  const found = ackedElsewhere({group: '', source: alert.source, alerts: [alert]}, state, since);
  return found && ackedElsewhereText(found);
}

/** `acked by Lee at pagerduty`. */
export function ackedElsewhereText({by, at}: {readonly by: string; readonly at: string}): string {
  return `acked by ${by === '' ? 'somebody' : by} at ${at}`;
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
