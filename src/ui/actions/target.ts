import type {Cockpit} from '../cockpit.js';

/** Why nothing may be recorded, where that is so. */
export function replayReason(cockpit: Cockpit): string | undefined {
  const {replay} = cockpit.scenes.getState().watch;
  return replay === undefined ? undefined : 'This is a replay: nothing can be done in it.';
}

/** Why nothing outside may be changed, where that is so. */
export function readOnlyReason(cockpit: Cockpit): string | undefined {
  const inReplay = replayReason(cockpit);
  if (inReplay !== undefined) return inReplay;
  return cockpit.scenes.getState().watch.settings.readOnly
    ? 'This cockpit is read-only: nothing outside it is changed. Start it without --read-only to act.'
    : undefined;
}
