import type {Scene} from '../scene.js';
import type {OverlayDefinition} from './definition.js';
import {definitionOf} from './index.js';
import type {Confirm, Overlay} from './overlay.js';
import {type Page, pageOf} from './reading.js';

/** What of the long part of an overlay is on the screen; of one that has none, nothing. */
export function longPage(overlay: Overlay, scene: Scene): Page {
  return pageOf(definitionOf(overlay) as OverlayDefinition<Confirm>, overlay as Confirm, scene);
}
