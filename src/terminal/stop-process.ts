import type {Clock} from '../core/ports.js';

/** Long enough for a stop to happen, short enough for one that does not. */
const STOP_MS = 300;

/**
 * Stops our job as `ctrl-z` does, and resolves after `fg`. Where nobody could continue us the kernel ignores the stop;
 * then it resolves as well.
 */
export function stopProcess(clock: Pick<Clock, 'after'>): Promise<void> {
  return new Promise(resolve => {
    const goOn = () => {
      process.off('SIGCONT', goOn);
      cancel();
      resolve();
    };
    process.on('SIGCONT', goOn);
    const cancel = clock.after(STOP_MS, goOn);
    // The whole group: a wrapper such as npm must stop too, or the shell would go on waiting for it.
    process.kill(0, 'SIGTSTP');
  });
}
