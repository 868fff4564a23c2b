import {createContext, useContext, useRef, useSyncExternalStore} from 'react';
import type {Cockpit} from '../cockpit.js';
import type {Scene} from '../scene.js';

export const CockpitContext = createContext<Cockpit | undefined>(undefined);

export function useCockpit(): Cockpit {
  const cockpit = useContext(CockpitContext);
  if (cockpit === undefined) throw new Error('A view was drawn outside of the cockpit.');
  return cockpit;
}

/**
 * What `select` reads from the scene; the component draws again only when that differs by `same`. A `select` that is
 * the same function at every drawing runs once for each scene.
 */
export function useScene<T>(select: (scene: Scene) => T, same: (a: T, b: T) => boolean = Object.is): T {
  const {scenes} = useCockpit();
  const last = useRef<Selected<T> | undefined>(undefined);
  const read = (): T => {
    const scene = scenes.getState();
    const before = last.current;
    if (before?.scene === scene && before.select === select) return before.value;
    const made = select(scene);
    const value = before !== undefined && same(before.value, made) ? before.value : made;
    last.current = {scene, select, value};
    return value;
  };
  return useSyncExternalStore(listener => scenes.subscribe(listener), read, read);
}

interface Selected<T> {
  readonly scene: Scene;
  readonly select: (scene: Scene) => T;
  readonly value: T;
}

/** Lines are the same when each of them is: so that only what can be seen draws a frame. */
export function sameLines(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((text, index) => text === b[index]));
}
