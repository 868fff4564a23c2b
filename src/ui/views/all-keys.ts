import type {ViewId} from '../ui-store.js';
import {HELP_KEYS} from './help/keys.js';
import {type Keys, VIEW_KEYS} from './keys.js';

/** The key table of a view. */
export function viewKeys(view: ViewId): Keys {
  return ALL_KEYS[view];
}

/** Every view's, in the order in which the documentation lists them. */
export const ALL_KEYS: Readonly<Record<ViewId, Keys>> = {...VIEW_KEYS, help: HELP_KEYS};
