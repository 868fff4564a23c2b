/** Resolves after `ms` by this clock, or as soon as `signal` aborts. */
export function pause(
  clock: {after(ms: number, task: () => void): () => void},
  ms: number,
  signal: AbortSignal,
): Promise<void> {
  return new Promise(resolve => {
    const end = () => {
      cancel();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const cancel = clock.after(ms, end);
    signal.addEventListener('abort', end, {once: true});
    if (signal.aborted) end();
  });
}
