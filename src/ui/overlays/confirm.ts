import {closeOverlay} from '../actions/overlay.js';
import {flow} from '../flow.js';
import type {OverlayDefinition} from './definition.js';
import type {Confirm} from './overlay.js';

export const confirm: OverlayDefinition<Confirm> = {
  place: 'target',
  eager: false,
  title: overlay => overlay.title,
  lines: (overlay, scene, width) => overlay.lines.flatMap(said => flow(scene.paint, [said], {width})),
  keys: [
    {
      keys: ['y'],
      label: 'yes',
      what: 'does what the question asks',
      bar: 1,
      act({cockpit, overlay}) {
        closeOverlay(cockpit);
        overlay.act();
      },
    },
    {keys: ['n'], label: 'no', what: 'leaves things as they are', bar: 2, act: ({cockpit}) => closeOverlay(cockpit)},
  ],
};
