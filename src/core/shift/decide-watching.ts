import type {WatchState} from '../watch-state.js';
import type {LeaveWatch, OpenWatch} from './command.js';
import type {Decision} from './decision.js';

/** A cockpit watches from now on. Where the one before left no word, it is recorded until when that one is known to have watched. */
export function decideOpenWatch({on, seen}: OpenWatch, {shift: {watchedSince}}: WatchState): Decision {
  if (watchedSince === undefined || seen === undefined) return [{type: 'watch.opened', on}];
  return [{type: 'watch.opened', on, lastSeen: Math.min(on, Math.max(seen, watchedSince))}];
}

export function decideLeaveWatch({on}: LeaveWatch, {shift: {watchedSince}}: WatchState): Decision {
  return watchedSince === undefined ? [] : [{type: 'watch.left', on}];
}
