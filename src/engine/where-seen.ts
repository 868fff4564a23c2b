import type {SeenMark} from '../core/ports.js';
import type {Settings} from '../core/settings.js';
import {watchClock} from './clock-watch.js';
import {keepWatching} from './keep-watching.js';
import {rehearseAck} from './rehearse-ack.js';
import {createTurnClock} from './turn-clock.js';

/** What a cockpit does that no command does; one that changes nothing outside takes nobody's turn. */
export function whereSeen(
  {seen, settings}: {readonly seen?: SeenMark; readonly settings: Settings},
  given: Seated,
): {readonly seat?: ReturnType<typeof seated>; readonly turns?: ReturnType<typeof createTurnClock>} {
  if (seen === undefined) return {};
  const seat = seated(seen, given);
  return settings.turns === undefined || settings.readOnly ? {seat} : {seat, turns: createTurnClock(given)};
}

type Seated = Omit<Parameters<typeof keepWatching>[0], 'mark'> & Parameters<typeof rehearseAck>[0];

/** What only a process does in front of which somebody sits. */
function seated(mark: SeenMark, given: Seated): {leave(): Promise<void>} {
  const callOff = rehearseAck(given);
  const clock = watchClock(given);
  const seat = keepWatching({...given, mark});
  return {
    leave: () => {
      callOff();
      clock.stop();
      return seat.leave();
    },
  };
}
