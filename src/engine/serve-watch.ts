import type {Clock} from '../core/ports.js';
import type {WatchState} from '../core/watch-state.js';
import type {Engine} from './engine.js';
import {endOfOutput, stateMessage, teamSnapshot, type WatchMessage} from './wire-format.js';

/** Tells an attached cockpit everything, from the whole state on. The answer ends it. */
export function serveWatch(
  engine: Engine,
  watcher: {readonly clock: Clock; readonly send: (message: WatchMessage) => void},
): () => void {
  const {send, clock} = watcher;
  send(stateMessage(engine.store.getState(), clock.now()));
  const stopPublications = engine.subscribe(publication => send({kind: 'publication', ...publication}));
  const stopStates = engine.store.subscribe((state, before) => {
    if (state.recording !== before.recording || state.warming !== before.warming) {
      send({kind: 'recording', recording: state.recording, warming: state.warming});
    }
    for (const message of newSchedules(state, before)) send(message);
    if (state.team !== undefined && state.team !== before.team) send({kind: 'team', team: teamSnapshot(state.team)});
    for (const [alert, lookup] of news(state.lookups, before.lookups)) send({kind: 'lookup', alert, lookup});
    for (const [run, output] of news(state.outputs, before.outputs))
      send({kind: 'output', run, output: endOfOutput(output)});
  });
  return () => {
    stopPublications();
    stopStates();
  };
}

/** Who is on call, where that was read anew. */
function newSchedules({settings}: WatchState, before: WatchState): readonly WatchMessage[] {
  const {schedules = []} = settings;
  return settings.schedules === before.settings.schedules ? [] : [{kind: 'schedules', schedules}];
}

/** Entries that are not as they were. */
function news<T>(now: ReadonlyMap<string, T>, before: ReadonlyMap<string, T>): readonly (readonly [string, T])[] {
  return now === before ? [] : [...now].filter(([key, value]) => before.get(key) !== value);
}
