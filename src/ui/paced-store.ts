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
/** Rest after a drawing that took long, as a multiple of its time, and at most so many ms: keys come first. */
const REST = {times: 3, most: 400};

/**
 * Shows the changes of a store at the pace of a reader: the first after {@link BURST_MS} of quiet at once, later ones
 * together at the end of that time, or of a longer one where showing them takes long. `prepare` does what is slow about
 * a state before that is shown, in steps between which keys are heard; mostly there is nothing, and no step.
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
  let changedAt = Number.NEGATIVE_INFINITY;
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
    shownAt = clock.monotonic();
    const next = source.getState();
    if (next === shown) return;
    shown = next;
    for (const listener of [...listeners]) listener();
    const drawnAt = clock.monotonic();
    rest = Math.max(BURST_MS, Math.min(REST.most, (drawnAt - shownAt) * REST.times));
    shownAt = drawnAt;
  }

  function onChange(): void {
    const now = clock.monotonic();
    const quiet = now - changedAt >= BURST_MS && now - shownAt >= rest;
    changedAt = now;
    if (cancel !== undefined) return;
    if (quiet) begin();
    else cancel = clock.after(Math.max(1, shownAt + rest - now), begin);
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
