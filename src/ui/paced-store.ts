import type {Clock} from '../core/ports.js';

/** What can be read and heard of. */
export interface Readable<T> {
  getState(): T;
  subscribe(listener: () => void): () => void;
}

export interface PacedStore<T> extends Readable<T> {
  stop(): void;
}

/** At most this often while changes keep coming: about ten frames a second. */
const BURST_MS = 100;
/** After quiet so many drawings may follow each other closely: what one event brings comes in two or three changes. */
const EAGER = {most: 3, apart: 15};
/** Rest after a drawing that took long, as a multiple of its time, and at most so many ms: keys come first. */
const REST = {times: 3, most: 400};

/**
 * Shows the changes of a store at the pace of a reader: the first after quiet at once, the next two soon after it, and
 * what keeps coming once in {@link BURST_MS}, or more seldom where showing it takes long. `prepare` does what is slow
 * about a state before that is shown, in steps between which keys are heard; mostly there is nothing, and no step.
 */
export function pacedStore<T>(
  source: Readable<T>,
  clock: Clock,
  prepare: (state: T) => Iterable<unknown> = () => [],
): PacedStore<T> {
  const listeners = new Set<() => void>();
  let shown = source.getState();
  let shownAt = Number.NEGATIVE_INFINITY;
  let rest = BURST_MS;
  let credit = EAGER.most;
  let cancel: (() => void) | undefined;

  function begin(): void {
    proceed(prepare(source.getState())[Symbol.iterator]());
  }

  function proceed(steps: Iterator<unknown>): void {
    cancel = undefined;
    if (steps.next().done === true) show();
    else cancel = clock.after(0, () => proceed(steps));
  }

  function show(): void {
    const next = source.getState();
    if (next === shown) return;
    const begunAt = clock.monotonic();
    credit = earned(begunAt) - 1;
    shown = next;
    for (const listener of [...listeners]) listener();
    shownAt = clock.monotonic();
    rest = Math.max(BURST_MS, Math.min(REST.most, (shownAt - begunAt) * REST.times));
    // The first after quiet is often slow for once: what comes right behind it is shown all the same.
    if (rest > BURST_MS) credit = Math.min(credit, 1);
  }

  /** Drawings that may be made at once: one more for each rest since the last one. */
  function earned(now: number): number {
    return Math.min(EAGER.most, credit + (now - shownAt) / rest);
  }

  function onChange(): void {
    if (cancel !== undefined) return;
    const now = clock.monotonic();
    const has = earned(now);
    const wait = has >= 1 ? shownAt + EAGER.apart - now : (1 - has) * rest;
    if (wait <= 0) begin();
    else cancel = clock.after(Math.max(1, wait), begin);
  }

  const unsubscribe = source.subscribe(onChange);
  return {
    getState: () => shown,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop() {
      unsubscribe();
      cancel?.();
      cancel = undefined;
    },
  };
}
