import type {Clock} from '../../core/ports.js';

/** Runs the task again and again, `ms` after its last end; the answer stops it. */
export function every(clock: Clock, ms: number, task: () => void): () => void {
  let cancel = clock.after(ms, run);
  function run() {
    task();
    cancel = clock.after(ms, run);
  }
  return () => cancel();
}
