import type {Sink} from './context.js';
import {EXIT} from './exit-codes.js';

/**
 * A stream of the process as a sink, opened when it is first used; a reader that has gone (EPIPE) is no error. Whatever
 * else keeps text from being written is told once to `onLost`.
 */
export function streamSink(open: () => NodeJS.WriteStream, onLost: (error: Error) => void = () => undefined): Sink {
  let opened: NodeJS.WriteStream | undefined;
  let closed = false;
  const stream = () => {
    opened ??= open().on('error', (error: NodeJS.ErrnoException) => {
      if (!closed && error.code !== 'EPIPE' && error.code !== 'EIO') {
        onLost(error);
      }
      closed = true;
    });
    return opened;
  };
  return {
    write(text) {
      if (!closed) {
        stream().write(text);
      }
    },
    get isTTY() {
      return stream().isTTY === true;
    },
    get columns() {
      return stream().columns;
    },
    get closed() {
      return closed;
    },
  };
}

/** Says that what was to go to stdout is lost, and makes the process end with 1, whatever else it comes to. */
export function tellLostOutput(error: NodeJS.ErrnoException): void {
  const reason = error.code === 'ENOSPC' ? 'no space left there (ENOSPC)' : (error.code ?? error.message);
  streamSink(() => process.stderr).write(
    `wk: The output could not be written: ${reason}. What the command did is done; make room, or send it elsewhere.\n`,
  );
  // The error comes when the command's own exit code may already be set, or may still be on its way.
  process.once('exit', () => {
    process.exitCode = EXIT.failed;
  });
}
