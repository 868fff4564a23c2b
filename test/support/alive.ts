import {readdirSync, readFileSync} from 'node:fs';

/** The processes that a run has started and that live, on Linux. */
export function alive(run: string): string[] {
  const pids = readdirSync('/proc').filter(name => /^\d+$/.test(name));
  return pids.filter(pid => {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'latin1').includes(`WATCHKEEPER_RUN=${run}\0`);
    } catch {
      return false;
    }
  });
}
