import type {Cockpit} from '../cockpit.js';
import {field} from '../input/field.js';
import {front, type ViewId, without} from '../ui-store.js';
import {ask} from './overlay.js';

/** Opens the filter of the view in front with what is in force. */
export function askFilter(cockpit: Cockpit): void {
  const ui = cockpit.ui.getState();
  const before = ui.filters[front(ui).view] ?? '';
  ask(cockpit, {kind: 'filter', field: field(before), before});
}

/** Puts a filter in force; the list starts at its top again. */
export function setFilter(cockpit: Cockpit, view: ViewId, text: string): void {
  cockpit.ui.setState(
    ui => ({...without(ui, 'saved'), filters: {...ui.filters, [view]: text}, tops: {...ui.tops, [view]: 0}}),
    true,
  );
}
