import {definitionOf} from '../overlays/index.js';
import type {Overlay} from '../overlays/overlay.js';
import type {Binding} from './binding.js';

/** The keys of an open overlay with the one that closes it, as the key line shows them. */
export function overlayKeys(overlay: Overlay): readonly Binding<unknown>[] {
  const shown = definitionOf(overlay).keys.map(({keys, label, what, bar}) => ({
    keys,
    label,
    what,
    ...(bar === undefined ? {} : {bar}),
    act: nothing,
  }));
  return [...shown, {keys: ['esc'], label: 'back', what: 'closes it; what was typed is kept', bar: 9, act: nothing}];
}

function nothing(): undefined {
  return undefined;
}
