import type {FileHandle} from 'node:fs/promises';
import type {OutputLine} from '../core/runbook/run.js';
import {outputLines} from './output-lines.js';

/** Bytes that are filtered in one go: 2 or 3 ms. */
const CHUNK = 64 * 1024;
/** Further behind than this, the middle is only counted. */
const BEHIND = 512 * 1024;
/** What is shown of it at its end. */
const TAIL = 48 * 1024;
const SKIP_BUFFER = 1024 * 1024;
/** Bytes counted in one go: some 8 ms. */
const SKIP_CHUNK = 8 * SKIP_BUFFER;

export interface OutputReader {
  /** Takes the next piece of the file; `more` says that there was something. */
  read(): Promise<{readonly lines: readonly OutputLine[]; readonly more: boolean}>;
  /** The last lines, after the last `read`. */
  end(): readonly OutputLine[];
  /** Bytes taken so far. */
  bytes(): number;
}

/**
 * Reads a file that grows, in bounded pieces. What grows faster than it can be shown is left out in the middle, line by
 * line counted.
 */
export function outputReader(file: FileHandle, noise: Uint8Array = new Uint8Array()): OutputReader {
  const out = outputLines();
  const chunk = Buffer.allocUnsafe(CHUNK);
  let skipBuffer: Buffer | undefined;
  let position = 0;
  let begun = noise.length === 0;

  const skipTo = async (target: number) => {
    skipBuffer ??= Buffer.allocUnsafe(SKIP_BUFFER);
    const stop = Math.min(target, position + SKIP_CHUNK);
    let ends = 0;
    let whole = true;
    const from = position;
    while (position < stop) {
      const {bytesRead} = await file.read(skipBuffer, 0, Math.min(SKIP_BUFFER, stop - position), position);
      if (bytesRead === 0) break;
      ends += lineEnds(skipBuffer.subarray(0, bytesRead));
      whole = skipBuffer[bytesRead - 1] === 0x0a;
      position += bytesRead;
    }
    out.skip({bytes: position - from, lineEnds: ends, whole});
  };

  /** False while what is there could still become the noise. */
  const passNoise = async (size: number) => {
    const head = Buffer.alloc(Math.min(size, noise.length));
    await file.read(head, 0, head.length, 0);
    const same = head.equals(noise.subarray(0, head.length));
    if (same && head.length === noise.length) position = head.length;
    return !same || head.length === noise.length;
  };

  return {
    async read() {
      const {size} = await file.stat();
      if (!begun) begun = await passNoise(size);
      if (!begun) return {lines: [], more: false};
      if (size - position > BEHIND) {
        await skipTo(size - TAIL);
        return {lines: out.take(), more: true};
      }
      const {bytesRead} = await file.read(chunk, 0, CHUNK, position);
      position += bytesRead;
      out.push(chunk.subarray(0, bytesRead));
      return {lines: out.take(), more: bytesRead > 0};
    },
    end() {
      out.end();
      return out.take();
    },
    bytes: () => position,
  };
}

function lineEnds(bytes: Uint8Array): number {
  let count = 0;
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === 0x0a) count += 1;
  return count;
}
