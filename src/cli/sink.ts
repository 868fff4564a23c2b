import type {Sink} from './context.js';

/** A stream of the process as a sink, opened when it is first used; a reader that has gone (EPIPE) is no error. */
export function streamSink(open: () => NodeJS.WriteStream): Sink {
  let opened: NodeJS.WriteStream | undefined;
  let closed = false;
  const stream = () => {
    opened ??= open().on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' && error.code !== 'EIO') {
        throw error;
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
