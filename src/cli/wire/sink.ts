import type {Sink} from '../context.js';

/** A stream to write text to. A reader that has gone (`wk log | head`) closes it quietly; any other error is thrown. */
export function sinkOf(stream: NodeJS.WriteStream): Sink {
  const state = {closed: false};
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
    state.closed = true;
  });
  return {
    write: (text) => {
      if (!state.closed) stream.write(text);
    },
    isTTY: stream.isTTY === true,
    get columns() {
      return stream.columns;
    },
    get closed() {
      return state.closed;
    },
  };
}
