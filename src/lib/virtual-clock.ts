/** A clock whose time stands still until it is told to go on. */
export interface VirtualClock {
  now(): number;
  monotonic(): number;
  after(ms: number, task: () => void): () => void;
  /** When the next timer is due, by `now`; undefined where none waits. */
  next(): number | undefined;
  /** Moves time on, running what falls due in order of its time; tasks may set more timers within the span. */
  advance(ms: number): void;
}

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly task: () => void;
}

/** `start` is Unix ms. */
export function virtualClock(start: number): VirtualClock {
  const timers = new Set<Timer>();
  let now = start;
  let made = 0;
  const first = () => {
    let found: Timer | undefined;
    for (const timer of timers) if (!found || isBefore(timer, found)) found = timer;
    return found;
  };
  return {
    now: () => now,
    monotonic: () => now - start,
    after(ms, task) {
      made += 1;
      // Whole milliseconds, as the clocks of the world: sums of fractions would never meet.
      const timer = {at: now + Math.max(0, Math.ceil(ms)), order: made, task};
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    next: () => first()?.at,
    advance(ms) {
      const until = now + ms;
      for (let timer = first(); timer && timer.at <= until; timer = first()) {
        timers.delete(timer);
        now = timer.at;
        timer.task();
      }
      now = until;
    },
  };
}

function isBefore(a: Timer, b: Timer): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

export interface AdvanceOptions {
  readonly clock: VirtualClock;
  /** Resolves when nothing that was begun is still under way: no request, no write, no task that waits for one. */
  idle(): Promise<void>;
  /** Where to stop, by the clock's `now`. */
  readonly until: number;
  readonly signal?: AbortSignal;
}

/**
 * Plays time as fast as the work it causes allows: jumps to the next timer, lets everything it set going come to rest,
 * and jumps again. So real requests and real writes may take their time while the clock stands still.
 */
export async function advanceWhenIdle({clock, idle, until, signal}: AdvanceOptions): Promise<void> {
  await idle();
  while (clock.now() < until && !signal?.aborted) {
    const next = Math.min(clock.next() ?? until, until);
    clock.advance(next - clock.now());
    await idle();
  }
}
