import type {Sink} from './context.js';

/** A stream of the process as a sink; a reader that has gone (EPIPE) is no error. */
export function streamSink(stream: NodeJS.WriteStream): Sink {
  let closed = false;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') {
      throw error;
    }
    closed = true;
  });
  return {
    write(text) {
      if (!closed) {
        stream.write(text);
      }
    },
    get isTTY() {
      return stream.isTTY === true;
    },
    get columns() {
      return stream.columns;
    },
    get closed() {
      return closed;
    },
  };
}
