import type {Clock} from '../core/ports.js';
import type {Key} from '../core/screen.js';
import {plainText} from '../lib/plain-text.js';
import {named} from './key-names.js';
import {readKey} from './key-sequence.js';

export interface KeyParser {
  /** Takes bytes as they come, cut anywhere. */
  push(bytes: Uint8Array): void;
  /** Forgets what is half read. */
  reset(): void;
}

/** A lone ESC is the key once nothing has followed for this long. */
const ESCAPE_MS = 50;
/** A sequence that began and does not go on was cut off; its rest must not be taken for letters. */
const SEQUENCE_MS = 500;
const PASTE_CAP = 1_048_576;
const PASTE_END = '\u001b[201~';

interface Reading {
  /** One character a byte. */
  input: string;
  /** The text of a paste that has not ended yet. */
  paste: string | undefined;
  /** ESC was taken for a key although its sequence may still be on the way. */
  lateEscape: boolean;
  cancelTimer: () => void;
}

/** Turns a terminal's bytes into keys: one call of `onKey` for each, in order. */
export function createKeyParser(onKey: (key: Key) => void, clock: Pick<Clock, 'after'>): KeyParser {
  const reading: Reading = {input: '', paste: undefined, lateEscape: false, cancelTimer: () => undefined};
  const readAll = () => {
    reading.cancelTimer();
    while (reading.input !== '') {
      const wait = readOne(reading, onKey);
      if (wait === undefined) continue;
      if (wait > 0) reading.cancelTimer = clock.after(wait, onTime);
      return;
    }
  };
  const onTime = () => {
    const {input} = reading;
    const escapes = /^\u001b+$/.test(input);
    reading.input = escapes ? input.slice(1) : '';
    reading.lateEscape = escapes;
    const key = escapes ? named('esc') : cutOffKey(input);
    if (key !== undefined) onKey(key);
    readAll();
    if (reading.input === '' && escapes) reading.cancelTimer = clock.after(SEQUENCE_MS, forgetEscape);
  };
  const forgetEscape = () => {
    reading.lateEscape = false;
  };
  return {
    push(bytes) {
      const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
      reading.input += restOfLateEscape(reading, text) ? `\u001b${text}` : text;
      reading.lateEscape = false;
      readAll();
    },
    reset() {
      reading.cancelTimer();
      Object.assign(reading, {input: '', paste: undefined, lateEscape: false});
    },
  };
}

/** Reads one thing; answers with the milliseconds to wait where more must come first, 0 for as long as it takes. */
function readOne(reading: Reading, onKey: (key: Key) => void): number | undefined {
  if (reading.paste !== undefined) return readPaste(reading, onKey) ? undefined : 0;
  const read = readKey(reading.input);
  if (read.kind === 'more') return read.sequence ? SEQUENCE_MS : ESCAPE_MS;
  reading.input = reading.input.slice(read.length);
  if (read.kind === 'paste') reading.paste = '';
  else if (read.key !== undefined) onKey(read.key);
  return undefined;
}

/** Moves what is certain into the paste; true when it has ended. Never ends by time: the rest would be commands. */
function readPaste(reading: Reading, onKey: (key: Key) => void): boolean {
  const end = reading.input.indexOf(PASTE_END);
  const certain = end < 0 ? Math.max(0, reading.input.length - PASTE_END.length + 1) : end;
  reading.paste = ((reading.paste ?? '') + reading.input.slice(0, certain)).slice(0, PASTE_CAP);
  reading.input = reading.input.slice(end < 0 ? certain : end + PASTE_END.length);
  if (end < 0) return false;
  const text = Buffer.from(reading.paste, 'latin1').toString('utf8').replaceAll(/\r\n?/g, '\n');
  reading.paste = undefined;
  onKey({name: 'paste', ctrl: false, alt: false, text: plainText(text, {multiline: true})});
  return true;
}

/** `ESC [` and `ESC O` that nothing follows were typed with alt; longer ones lost their end on the way. */
function cutOffKey(input: string): Key | undefined {
  const letter = /^\u001b([[O\]P_^])$/.exec(input)?.[1];
  return letter === undefined ? undefined : named(letter, {alt: true});
}

/** On a slow link the rest of a sequence may come after its ESC was given up; nobody types it in one piece. */
function restOfLateEscape(reading: Reading, text: string): boolean {
  return reading.lateEscape && reading.input === '' && /^(?:\[[\d;]*[A-Za-z~]|O[A-Z])/.test(text);
}
