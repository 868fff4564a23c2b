import type {Frame} from './frame.js';

/** The newest frames, so that who is a little behind is served without a read. */
export interface Recent {
  /** A gap before it forgets the older ones. */
  push(frame: Frame): void;
  /** The frames after this number, oldest first, to about so many bytes; undefined when some of them are not here. */
  after(seq: number, bytes: number): readonly Frame[] | undefined;
  /** Whether all frames after this number are here. */
  covers(seq: number): boolean;
  clear(): void;
}

const MOST_FRAMES = 8_192;
const MOST_BYTES = 8 * 1024 * 1024;

export function recent(): Recent {
  let frames: Frame[] = [];
  // Dropped ones stay in front until there are many: to shift each time would move all the others.
  let start = 0;
  let size = 0;

  const clear = () => {
    frames = [];
    start = 0;
    size = 0;
  };

  const trim = () => {
    while (frames.length - start > 1 && (size > MOST_BYTES || frames.length - start > MOST_FRAMES)) {
      size -= frames[start]?.bytes.length ?? 0;
      start += 1;
    }
    if (start < 1_024) return;
    frames = frames.slice(start);
    start = 0;
  };

  const indexAfter = (seq: number): number | undefined => {
    const first = frames[start];
    if (first === undefined || seq + 1 < first.seq) return undefined;
    return start + (seq + 1 - first.seq);
  };

  return {
    push(frame) {
      const last = frames.at(-1);
      if (last !== undefined && frame.seq !== last.seq + 1) clear();
      frames.push(frame);
      size += frame.bytes.length;
      trim();
    },
    after(seq, bytes) {
      const from = indexAfter(seq);
      return from === undefined ? undefined : upTo(frames, {from, bytes});
    },
    covers: seq => indexAfter(seq) !== undefined,
    clear,
  };
}

function upTo(
  frames: readonly Frame[],
  {from, bytes}: {readonly from: number; readonly bytes: number},
): readonly Frame[] {
  const taken: Frame[] = [];
  let size = 0;
  for (let index = from; index < frames.length && size < bytes; index += 1) {
    const frame = frames[index];
    if (frame === undefined) break;
    taken.push(frame);
    size += frame.bytes.length;
  }
  return taken;
}
