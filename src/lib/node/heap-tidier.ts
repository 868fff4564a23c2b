import {getHeapStatistics, setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';

/** Smaller heaps are left to V8, bytes. */
const LEAST = 48 * 1024 * 1024;

/**
 * Answers what to call after a piece of work that leaves much garbage and little else. V8 lets a heap grow to several
 * times of what lives in it; this one is collected once it has grown to half as much again. It stops the calling
 * thread for some 10 ms, so it is for threads that nobody waits for.
 */
export function heapTidier(): () => void {
  let collect: (() => void) | undefined;
  let kept = LEAST;
  return () => {
    if (getHeapStatistics().used_heap_size < kept * 1.5) return;
    collect ??= collector();
    collect();
    kept = Math.max(LEAST, getHeapStatistics().used_heap_size);
  };
}

function collector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}
