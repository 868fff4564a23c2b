import {createContext, useContext, useRef, useSyncExternalStore} from 'react';
import type {Cockpit} from '../cockpit.js';
import type {Scene} from '../scene.js';

export const CockpitContext = createContext<Cockpit | undefined>(undefined);

export function useCockpit(): Cockpit {
  const cockpit = useContext(CockpitContext);
  if (cockpit === undefined) throw new Error('A view was drawn outside of the cockpit.');
  return cockpit;
}

/** What `select` reads from the scene; the component draws again only when that differs by `same`. */
export function useScene<T>(select: (scene: Scene) => T, same: (a: T, b: T) => boolean = Object.is): T {
  const {scenes} = useCockpit();
  const last = useRef<{readonly value: T} | undefined>(undefined);
  const read = (): T => {
    const value = select(scenes.getState());
    if (last.current !== undefined && same(last.current.value, value)) return last.current.value;
    last.current = {value};
    return value;
  };
  return useSyncExternalStore(listener => scenes.subscribe(listener), read, read);
}

/** Lines are the same when each of them is: so that only what can be seen draws a frame. */
export function sameLines(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((text, index) => text === b[index]));
}
