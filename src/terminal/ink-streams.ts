import {PassThrough, Writable} from 'node:stream';
import {sizeOf, type TerminalOutput} from './terminal-streams.js';

/** Cursor and mode switches, and what Ink writes when it unmounts: no frames. */
const NO_FRAME = /^(?:\n|(?:\u001b\[\?[\d;]*[hl])*)$/;

/** The `stdout` for Ink's `debug` mode: every write is a whole frame, the size is the terminal's. */
export function inkOutput(out: TerminalOutput, onFrame: (frame: string) => void) {
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string | Buffer, _encoding, done) {
      const frame = String(chunk);
      if (!NO_FRAME.test(frame)) onFrame(frame);
      done();
    },
  });
  Object.defineProperties(stream, {
    isTTY: {value: true},
    columns: {get: () => sizeOf(out).columns},
    rows: {get: () => sizeOf(out).rows},
  });
  // Every view that measures itself listens.
  stream.setMaxListeners(0);
  return stream;
}

/** A `stdin` for Ink that never says anything: keys go another way. */
export function inkInput() {
  const stream = new PassThrough();
  const still = () => stream;
  return Object.assign(stream, {isTTY: true, setRawMode: still, ref: still, unref: still});
}
