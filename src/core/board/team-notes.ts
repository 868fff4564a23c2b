import {type AlertKey, alertKey} from '../alert/alert.js';
import type {Presence} from '../feed/team.js';
import type {WatchState} from '../watch-state.js';
import type {BoardRow} from './board.js';

/** Who else looks at one of these alerts now, and what they do: `lee is reading it`, `lee runs step 3`. */
export function teamNotes(alerts: ReadonlySet<AlertKey>, {team}: Pick<WatchState, 'team'>): readonly string[] {
  return presentAt(key => alerts.has(key), team).map(doingText);
}

/** Who else is on one of the alerts of a row, and with what. Looked for in a row only while somebody is on some alert. */
export function rowPresence({items}: Pick<BoardRow, 'items'>, {team}: Pick<WatchState, 'team'>): readonly Presence[] {
  return presentAt(key => items.some(item => item.key === key), team);
}

/** The same in few cells: `@lee`, `@lee +1`. Empty where nobody is, or only who the row names as its owner. */
export function presenceTag(present: readonly Presence[], owner: string | undefined): string {
  const others = [...new Set(present.map(({by}) => by))].filter(by => by !== owner);
  const [first] = others;
  if (first === undefined) return '';
  return others.length === 1 ? `@${first}` : `@${first} +${others.length - 1}`;
}

function presentAt(isHere: (key: AlertKey) => boolean, team: WatchState['team']): readonly Presence[] {
  if (team === undefined || team.present.size === 0) return [];
  return [...team.present.values()]
    .filter(({alert}) => alert !== undefined && isHere(alertKey(alert)))
    .sort((a, b) => (a.by < b.by ? -1 : 1));
}

/** `lee is reading it`, `lee runs step 3`. */
export function doingText({by, doing, step, runbook}: Presence): string {
  const where = step === undefined ? 'the runbook' : `step ${step}`;
  if (doing === 'running') return `${by} runs ${where}`;
  return runbook === undefined ? `${by} is reading it` : `${by} is at ${where} of ${runbook}`;
}
