import type {Alert} from '../alert/alert.js';
import type {WatchState} from '../watch-state.js';
import {ackedElsewhere} from './correlation.js';

type Shown = Pick<WatchState, 'live' | 'shift' | 'toldGroups'>;

/** `acked by Lee at pagerduty`: somebody has it in a pager since it fires (Unix ms), while its source goes on notifying. */
export function pagerOwnerText(alert: Alert, since: number, state: Shown): string | undefined {
  if (state.shift.threads.size === 0) return undefined;
  const found = ackedElsewhere({group: '', source: alert.source, alerts: [alert]}, state, since);
  return found && `acked by ${found.by === '' ? 'somebody' : found.by} at ${found.at}`;
}
