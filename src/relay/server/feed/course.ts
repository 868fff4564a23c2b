import type {FeedMessageOf} from '../../../core/feed/message.js';
import type {Clock} from '../../../core/ports.js';
import {BackboneError} from '../../backbone/backbone.js';
import {type Frame, messageBytes} from './frame.js';
import {type Outlet, WINDOW} from './outlet.js';
import type {Batch, Stream} from './stream.js';

export type ResyncReason = FeedMessageOf<'resync'>['reason'];

/**
 * One client's way along the stream. Near the head it is told what is heard as it is heard; behind it, it reads on by
 * itself as fast as its socket takes it. It never skips an entry and never sends one twice.
 */
export interface Course {
  /** The newest entry that was sent. */
  readonly at: number;
  /**
   * Goes on after this entry. One that was not heard of yet is waited for a moment, since another relay on the same
   * stream may have told it first; when it does not come, it begins anew.
   */
  resume(seq: number): void;
  /** Begins anew with what the entries add up to. */
  resync(reason: ResyncReason): void;
  tell(batch: Batch): void;
  /** It waits for nothing any more. */
  stop(): void;
}

export interface CourseParts {
  readonly clock: Clock;
  readonly outlet: Outlet;
  readonly stream: Stream;
  onResync(reason: ResyncReason): void;
  /** It is ready for what is not part of the stream. */
  onReady(): void;
  onFault(error: unknown): void;
}

/** So long, in ms, an entry is waited for that another relay has told and this one has not heard of. */
const PATIENCE = 3_000;

const UNREADABLE = {
  code: 'unreadable',
  message: 'What came before cannot be read now.',
  hint: 'Connect again in a moment.',
};

export function course(parts: CourseParts): Course {
  const {outlet, stream} = parts;
  const hearing = waiting(parts);
  let at = 0;
  let isNear = false;

  const fail = failing(parts, () => resync('too-old'));
  const start = oneAtATime(outlet.isOpen, fail);
  const begin = (way: Way) => {
    isNear = false;
    start(way);
  };

  const send = (frames: readonly Frame[]) => {
    outlet.sendAll(frames);
    at = frames.at(-1)?.seq ?? at;
  };

  const catchUp: Way = async isOver => {
    await breath(outlet);
    // Between the look at the head and being near it nothing may wait: an entry heard meanwhile would be lost.
    while (!isOver() && at < stream.heard) {
      for (const slice of slices(await stream.after(at))) {
        if (!isOver()) send(slice);
        await breath(outlet);
      }
    }
    if (!isOver()) isNear = true;
  };

  const arrive = async (seq: number, isOver: () => boolean) => {
    const isThere = await hearing.until(seq);
    if (!isOver()) await (isThere ? catchUp(isOver) : resync('ahead'));
  };

  const resync = (reason: ResyncReason) =>
    begin(async isOver => {
      parts.onResync(reason);
      outlet.send(messageBytes({type: 'resync', reason}));
      const seq = await sendSnapshot(parts, isOver);
      if (isOver()) return;
      at = seq;
      parts.onReady();
      await catchUp(isOver);
    });

  return {
    get at() {
      return at;
    },
    resume(seq) {
      at = seq;
      parts.onReady();
      begin(isOver => arrive(seq, isOver));
    },
    resync,
    stop: hearing.stop,
    tell({frames, bytes}) {
      hearing.look();
      if (!isNear) return;
      const fresh = frames.filter(({seq}) => seq > at);
      const follows = fresh[0] === undefined || fresh[0].seq === at + 1;
      if (follows && bytes <= WINDOW && outlet.waiting() <= WINDOW) send(fresh);
      else begin(catchUp);
    },
  };
}

function failing({outlet, onFault}: CourseParts, onTooOld: () => void): (error: unknown) => void {
  return error => {
    if (!(error instanceof BackboneError)) onFault(error);
    else if (error.kind === 'too-old') onTooOld();
    else outlet.end(1013, UNREADABLE);
  };
}

/** Lets one wait until the stream has been heard up to a number; answers false when that takes too long. */
function waiting({stream, clock}: Pick<CourseParts, 'stream' | 'clock'>) {
  let look = (): void => undefined;
  let stop = (): void => undefined;
  const until = (seq: number): Promise<boolean> =>
    new Promise(resolve => {
      stop();
      stop = clock.after(PATIENCE, () => resolve(false));
      look = () => {
        if (stream.heard < seq) return;
        stop();
        resolve(true);
      };
      look();
    });
  return {until, look: () => look(), stop: () => stop()};
}

type Way = (isOver: () => boolean) => Promise<void>;

/** Begins ways of going on, each of which ends the one before. */
function oneAtATime(isOpen: () => boolean, fail: (error: unknown) => void): (way: Way) => void {
  let run = 0;
  return way => {
    run += 1;
    const mine = run;
    const isOver = () => mine !== run || !isOpen();
    way(isOver).catch((error: unknown) => !isOver() && fail(error));
  };
}

/** Frames in pieces that a socket is given at once. */
function* slices(frames: readonly Frame[]): Generator<readonly Frame[]> {
  let slice: Frame[] = [];
  let size = 0;
  for (const frame of frames) {
    slice.push(frame);
    size += frame.bytes.length;
    if (size < WINDOW) continue;
    yield slice;
    slice = [];
    size = 0;
  }
  if (slice.length > 0) yield slice;
}

/** Sends what the entries add up to; answers with the number of the last of them. */
async function sendSnapshot({outlet, stream}: CourseParts, isOver: () => boolean): Promise<number> {
  // Whoever makes the snapshot may hear of a new epoch after this client does.
  await Promise.resolve();
  const {seq, parts: pictures} = stream.snapshot();
  for (const picture of pictures) {
    if (isOver()) break;
    outlet.send(picture);
    await breath(outlet);
  }
  return seq;
}

/** Waits until the socket takes more, and lets others have the event loop. */
async function breath(outlet: Outlet): Promise<void> {
  await outlet.room();
  await new Promise(resolve => setImmediate(resolve));
}
