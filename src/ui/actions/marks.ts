import type {Cockpit} from '../cockpit.js';
import {without} from '../ui-store.js';

export function clearMarks(cockpit: Cockpit): void {
  cockpit.ui.setState(ui => ({...without(ui, 'anchor'), marks: new Set<string>()}), true);
}
