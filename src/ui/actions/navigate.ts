import type {Cockpit} from '../cockpit.js';
import {front, type Place, type ViewId, without} from '../ui-store.js';

type Filters = Readonly<Partial<Record<ViewId, string>>>;

/** Puts a view in front; one that is already on the stack is gone back to. */
export function open(cockpit: Cockpit, place: Place): void {
  cockpit.ui.setState(ui => {
    const at = ui.stack.findIndex(below => below.view === place.view && below.subject === place.subject);
    const stack = at >= 0 ? ui.stack.slice(0, at + 1) : [...ui.stack, place];
    return {
      ...without(ui, 'message'),
      stack,
      filters: filtersOf(ui.filters, stack),
      tops: at >= 0 ? ui.tops : {...ui.tops, [place.view]: 0},
    };
  }, true);
}

/** One step back; false at the bottom of the stack. */
export function back(cockpit: Cockpit): boolean {
  const {stack} = cockpit.ui.getState();
  if (stack.length <= 1) return false;
  cockpit.ui.setState(ui => {
    const below = ui.stack.slice(0, -1);
    return {...without(ui, 'message'), stack: below, filters: filtersOf(ui.filters, below)};
  }, true);
  return true;
}

/** Who leaves a list is done with what was looked for in it; the board's filter is in force until it is changed. */
function filtersOf(filters: Filters, stack: readonly Place[]): Filters {
  const kept = Object.entries(filters).filter(([view]) => stack.some(place => place.view === view));
  return {...Object.fromEntries(kept), ...(filters.board === undefined ? {} : {board: filters.board})};
}

export function frontView(cockpit: Cockpit): ViewId {
  return front(cockpit.ui.getState()).view;
}
