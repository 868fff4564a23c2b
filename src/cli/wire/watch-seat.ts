import {type ReplaceableEngine, replaceableEngine} from '../../engine/replaceable-engine.js';
import {OperatorError} from '../../lib/operator-error.js';
import {type JoinParts, joinWatch} from './join-watch.js';
import type {JoinedWatch} from './joined-watch.js';
import {shutDisk, watchUnrecorded} from './watch-unrecorded.js';

/** A cockpit's place on the watch, which it keeps while processes come and go. */
export interface WatchSeat {
  readonly engine: ReplaceableEngine;
  readonly notices: readonly string[];
  /** Gives the journal up while `during` runs (a suspended cockpit must not hold it), then joins again. */
  away(during: () => Promise<void>): Promise<void>;
  leave(): Promise<void>;
}

const RETRY = 1_000;

/** Joins the watch, and joins again by itself when the process it is attached to goes. */
export async function takeSeat(parts: Omit<JoinParts, 'gone'>): Promise<WatchSeat> {
  let left = false;
  let current: JoinedWatch | undefined;
  let rejoining: Promise<void> | undefined;

  // A place that was never taken cannot be lost: whoever is refused leaves, and does not wait for the holder to go.
  let seated = false;
  const join = () =>
    joinOrWatch({
      ...parts,
      gone: () => {
        if (seated) void rejoin();
      },
    });
  /** Once each: a place that has been given up is not given up again when joining fails. */
  const giveUp = async () => {
    const place = current;
    current = undefined;
    await place?.leave();
  };
  const rejoin = (): Promise<void> => {
    rejoining ??= untilJoined().finally(() => {
      rejoining = undefined;
    });
    return rejoining;
  };
  const untilJoined = async () => {
    while (!left) {
      try {
        const {unrecorded} = current ?? {};
        await giveUp();
        current = await join();
        engine.replace(current.engine);
        if (unrecorded !== undefined) await tellOfGap(current, unrecorded);
        return;
      } catch (error) {
        // The holder may be stopped, or its disk gone: the last picture stays, and says so, until one of us can write.
        engine.cutOff({at: parts.clock.now(), ...inWords(error)});
        await new Promise<void>(resolve => setTimeout(resolve, RETRY));
      }
    }
  };

  const first = await join();
  current = first;
  const engine = replaceableEngine(first.engine);
  seated = true;
  return {
    engine,
    notices: first.notices,
    away: async during => {
      await giveUp();
      await during();
      await rejoin();
    },
    leave: async () => {
      left = true;
      await giveUp();
    },
  };
}

/** A disk that takes no journal must not keep anybody from seeing what fires. */
async function joinOrWatch(parts: JoinParts): Promise<JoinedWatch> {
  try {
    return await joinWatch(parts);
  } catch (error) {
    const reason = shutDisk(error);
    if (reason === undefined) throw error;
    return watchUnrecorded(parts, reason);
  }
}

/** The new journal begins after what nobody could record; where another process writes, it tells of its own. */
async function tellOfGap(
  {engine, role, unrecorded}: JoinedWatch,
  gap: NonNullable<JoinedWatch['unrecorded']>,
): Promise<void> {
  if (role === 'writer' && unrecorded === undefined) await engine.dispatch({type: 'settle-recording', ...gap}, 'wk');
}

function inWords(error: unknown): {readonly message: string; readonly hint: string} {
  const message = error instanceof Error ? error.message : String(error);
  return {message, hint: error instanceof OperatorError ? (error.hint ?? '') : ''};
}
