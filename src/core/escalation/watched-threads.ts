import type {WatchState} from '../watch-state.js';
import {alertGroups} from './alert-groups.js';
import {isIn, pagerIncidents} from './correlation.js';

/** How many threads of one target are asked for at a time; the newest go first. */
const MOST = 100;

/** What may be open at a target and be acted on there: our own pages, and Alertmanager's incidents of what fires. */
export function watchedThreads(
  target: {readonly name: string; readonly kind: string},
  state: WatchState,
): readonly string[] {
  const own = [...state.shift.threads.values()]
    .filter(one => one.target === target.name && one.status !== 'resolved')
    .sort((a, b) => b.openedAt - a.openedAt)
    .map(({thread}) => thread);
  const threads = new Set(own);
  for (const group of alertGroups(state).values()) {
    if (threads.size >= MOST) break;
    for (const incident of pagerIncidents(group, state)) if (isIn(incident, target.kind)) threads.add(incident.thread);
  }
  return [...threads].slice(0, MOST);
}
