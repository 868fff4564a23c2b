import type {Clock} from '../core/ports.js';
import type {Engine} from './engine.js';
import {stateMessage, type WatchMessage} from './wire-format.js';

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
    for (const [alert, lookup] of state.lookups) {
      if (before.lookups.get(alert) !== lookup) send({kind: 'lookup', alert, lookup});
    }
  });
  return () => {
    stopPublications();
    stopStates();
  };
}
