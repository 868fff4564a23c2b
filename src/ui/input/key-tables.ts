import type {Cockpit} from '../cockpit.js';
import {front} from '../ui-store.js';
import {viewKeys} from '../views/all-keys.js';
import type {Keys} from '../views/keys.js';
import {GLOBAL_KEYS} from './global-keys.js';
import {REPLAY_KEYS} from './replay-keys.js';

/** The keys that work where no question is open, those that are heard first before the others. */
export function keyTables({ui, replay}: Cockpit): readonly Keys[] {
  const tables = [viewKeys(front(ui.getState()).view), GLOBAL_KEYS];
  return replay === undefined ? tables : [REPLAY_KEYS, ...tables];
}
