import type {Cockpit} from '../cockpit.js';

/** Why nothing outside may be changed, where that is so. */
export function readOnlyReason(cockpit: Cockpit): string | undefined {
  const {replay, settings} = cockpit.scenes.getState().watch;
  if (replay !== undefined) return 'This is a replay: nothing can be done in it.';
  return settings.readOnly
    ? 'This cockpit is read-only: nothing outside it is changed. Start it without --read-only to act.'
    : undefined;
}
