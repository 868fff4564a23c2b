import type {OwnPresence} from '../core/feed/team.js';
import type {Engine, Publication} from './engine.js';
import {watchStore} from './watch-store.js';

export interface ReplaceableEngine extends Engine {
  /** Goes on with another engine; whoever holds this one notices only the new state. The old one is not stopped. */
  replace(next: Engine): void;
  /** Says that nobody writes for this cockpit since `at` (Unix ms), until the engine is replaced. */
  cutOff(why: {readonly at: number; readonly message: string; readonly hint: string}): void;
}

/**
 * One engine for the views while the real one changes under it: an attached cockpit becomes the writer when the writer
 * goes, and a suspended one gives the journal up and takes it again.
 */
export function replaceableEngine(first: Engine): ReplaceableEngine {
  const store = watchStore(first.store.getState());
  const listeners = new Set<(publication: Publication) => void>();
  let current = first;
  let presence: OwnPresence | undefined;
  let leave: () => void = () => undefined;

  const join = (engine: Engine) => {
    const stopState = engine.store.subscribe(state => store.setState(state, true));
    const stopNews = engine.subscribe(publication => {
      for (const listener of listeners) listener(publication);
    });
    leave = () => {
      stopState();
      stopNews();
    };
    store.setState(engine.store.getState(), true);
  };
  join(first);
  return {
    store,
    dispatch: (command, by, request) => current.dispatch(command, by, request),
    settle: (facts, timeout) => current.settle(facts, timeout),
    look: alert => current.look(alert),
    wake: source => current.wake(source),
    present: now => {
      presence = now;
      current.present?.(now);
    },
    depart: async () => current.depart?.(),
    askAround: async () => current.askAround?.(),
    subscribe: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: () => current.stop(),
    cutOff: ({at, message, hint}) => {
      const {recording} = store.getState();
      if (!recording.ok && recording.kind === 'cut-off') return;
      store.setState({recording: {ok: false, kind: 'cut-off', since: at, message, hint, lost: 0}});
    },
    replace: next => {
      leave();
      current = next;
      join(next);
      if (presence !== undefined) next.present?.(presence);
    },
  };
}
