import {type AlertKey, alertKey} from '../alert/alert.js';
import type {Presence} from '../feed/team.js';
import type {WatchState} from '../watch-state.js';

/** Who else looks at one of these alerts now, and what they do: `lee is reading it`, `lee runs step 3`. */
export function teamNotes(alerts: ReadonlySet<AlertKey>, {team}: Pick<WatchState, 'team'>): readonly string[] {
  if (team === undefined || team.present.size === 0) return [];
  return [...team.present.values()]
    .filter(({alert}) => alert !== undefined && alerts.has(alertKey(alert)))
    .sort((a, b) => (a.by < b.by ? -1 : 1))
    .map(doingText);
}

function doingText({by, doing, step, runbook}: Presence): string {
  const where = step === undefined ? 'the runbook' : `step ${step}`;
  if (doing === 'running') return `${by} runs ${where}`;
  return runbook === undefined ? `${by} is reading it` : `${by} is at ${where} of ${runbook}`;
}
