/** Listeners who hear of several changes as one. */
export interface ToldTogether {
  add(listener: () => void): () => void;
  /** Something changed. */
  tell(): void;
  /** Runs what may change several things. They are told of it as one, behind those who were asked something meanwhile. */
  together(run: () => void): void;
}

export function toldTogether(): ToldTogether {
  const listeners = new Set<() => void>();
  let held = 0;
  let isTold = true;

  function look(): void {
    if (isTold || held > 0) return;
    isTold = true;
    for (const listener of [...listeners]) listener();
  }

  return {
    add(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell() {
      isTold = false;
      look();
    },
    together(run) {
      held += 1;
      try {
        run();
      } finally {
        queueMicrotask(() => {
          held -= 1;
          look();
        });
      }
    },
  };
}
