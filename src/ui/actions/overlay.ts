import type {Cockpit} from '../cockpit.js';
import type {Overlay} from '../overlays/overlay.js';
import {without} from '../ui-store.js';

/** Opens an overlay; the list holds still as it is on the screen now. */
export function ask(cockpit: Cockpit, overlay: Overlay): void {
  const {watch} = cockpit.scenes.getState();
  cockpit.ui.setState(
    ui => ({...without(ui, 'message'), overlay, held: ui.held ?? watch, generation: ui.generation + 1}),
    true,
  );
}

/** Changes the open overlay without opening a new one. */
export function amend(cockpit: Cockpit, overlay: Overlay): void {
  cockpit.ui.setState({overlay});
}

export function closeOverlay(cockpit: Cockpit): void {
  cockpit.ui.setState(ui => without(ui, 'overlay', 'held'), true);
}

/** Keeps what was typed, so that esc loses nothing. */
export function keepTyped(cockpit: Cockpit, name: string, text: string): void {
  cockpit.ui.setState(ui => ({typed: {...ui.typed, [name]: text}}));
}
