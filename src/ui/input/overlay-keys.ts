import {definitionOf} from '../overlays/index.js';
import type {Overlay} from '../overlays/overlay.js';
import type {Scene} from '../scene.js';
import type {Binding} from './binding.js';

/** The keys of an open overlay with the one that closes it, as the key line shows them. */
export function overlayKeys(overlay: Overlay, scene: Scene): readonly Binding<unknown>[] {
  const definition = definitionOf(overlay);
  const labels = definition.labels?.(overlay, scene) ?? {};
  const shown = definition.keys.map(({keys, label: usual, what, bar}) => {
    const label = labels[keys[0] ?? ''] ?? usual;
    return {keys, label, what, ...(bar === undefined || label === '' ? {} : {bar}), act: nothing};
  });
  return [...shown, {keys: ['esc'], label: 'back', what: 'closes it; what was typed is kept', bar: 9, act: nothing}];
}

function nothing(): undefined {
  return undefined;
}
