import {closeSync} from 'node:fs';
import {isatty} from 'node:tty';

const STANDARD = [0, 1, 2];

/**
 * Remembers which standard streams are terminals now. The answer closes those that are no terminal any more: Node sets
 * every terminal it was started on back when it exits, and aborts with a core dump where one is gone. To be called
 * right before the exit, since nothing can be written afterwards.
 */
export function watchForLoss(): () => void {
  const terminals = STANDARD.filter(fd => isatty(fd));
  return () => {
    for (const fd of terminals.filter(one => !isatty(one))) closeQuietly(fd);
  };
}

function closeQuietly(fd: number): void {
  try {
    closeSync(fd);
  } catch {
    // It was closed before, which is as good.
  }
}
