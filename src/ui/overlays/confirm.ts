import {closeOverlay} from '../actions/overlay.js';
import {say} from '../actions/say.js';
import {flow} from '../flow.js';
import type {Scene} from '../scene.js';
import type {OverlayDefinition} from './definition.js';
import type {Confirm, Said} from './overlay.js';
import {isRead, readingKeys, unread} from './reading.js';

const shown: Pick<OverlayDefinition<Confirm>, 'long' | 'lines'> = {
  long: (overlay, scene, width) => linesOf(overlay, scene).flatMap(said => flow(scene.paint, [said], {width})),
  lines: () => [],
};

export const confirm: OverlayDefinition<Confirm> = {
  ...shown,
  place: 'target',
  eager: false,
  title: overlay => overlay.title,
  labels: (overlay, scene) => ({
    y: overlay.readFirst === undefined || isRead(shown, overlay, scene) ? 'yes' : 'yes, at its end',
    t: overlay.aside?.label ?? '',
    e: overlay.edit === undefined ? '' : 'edit',
  }),
  keys: [
    {
      keys: ['y'],
      label: 'yes',
      what: 'does what the question asks',
      bar: 1,
      act({cockpit, overlay}) {
        const why = overlay.readFirst === undefined ? undefined : unread(cockpit, shown, overlay);
        if (why !== undefined) {
          say(cockpit, why, 'warning');
          return;
        }
        closeOverlay(cockpit);
        overlay.act();
      },
    },
    {keys: ['n'], label: 'no', what: 'leaves things as they are', bar: 2, act: ({cockpit}) => closeOverlay(cockpit)},
    {
      keys: ['t'],
      label: 'choose',
      what: 'chooses what goes with it first, and comes back',
      bar: 3,
      act: ({overlay}) => overlay.aside?.act(overlay.reading),
    },
    {
      keys: ['e'],
      label: 'edit',
      what: 'opens the text in your editor and asks anew',
      bar: 4,
      act: ({overlay}) => overlay.edit?.(),
    },
    ...readingKeys<Confirm>(() => shown),
  ],
};

function linesOf({lines}: Confirm, {watch}: Scene): readonly Said[] {
  return typeof lines === 'function' ? lines(watch) : lines;
}
