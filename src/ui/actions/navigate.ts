import type {Cockpit} from '../cockpit.js';
import {front, type Place, type ViewId, without} from '../ui-store.js';

/** Puts a view in front; one that is already on the stack is gone back to. */
export function open(cockpit: Cockpit, place: Place): void {
  cockpit.ui.setState(ui => {
    const at = ui.stack.findIndex(below => below.view === place.view && below.subject === place.subject);
    const stack = at >= 0 ? ui.stack.slice(0, at + 1) : [...ui.stack, place];
    return {...without(ui, 'message'), stack, tops: at >= 0 ? ui.tops : {...ui.tops, [place.view]: 0}};
  }, true);
}

/** One step back; false at the bottom of the stack. */
export function back(cockpit: Cockpit): boolean {
  const {stack} = cockpit.ui.getState();
  if (stack.length <= 1) return false;
  cockpit.ui.setState(ui => ({...without(ui, 'message'), stack: ui.stack.slice(0, -1)}), true);
  return true;
}

export function frontView(cockpit: Cockpit): ViewId {
  return front(cockpit.ui.getState()).view;
}
