import type {Cockpit} from '../cockpit.js';

/** Why nothing outside may be changed, where that is so. */
export function readOnlyReason(cockpit: Cockpit): string | undefined {
  return cockpit.scenes.getState().watch.settings.readOnly
    ? 'This cockpit is read-only: nothing outside it is changed. Start it without --read-only to act.'
    : undefined;
}
