import type {Clock} from '../../core/ports.js';
import type {WaitingRoom} from '../waiting/waiting-room.js';
import {type Recording, unwritable} from './degraded.js';
import {every} from './every.js';

/** Says once when nothing is recorded any more, or only here, and once when that is over, whoever finds out first. */
export interface RecordingLog {
  failed(reason: string): void;
  works(): void;
  stop(): void;
}

interface Parts extends Recording {
  readonly waiting: Pick<WaitingRoom, 'count' | 'refusal' | 'trouble'> | undefined;
  readonly clock: Clock;
  warn(line: string): void;
  log(line: string): void;
}

type State = 'works' | 'waits' | 'fails';

const LOOK = 1_000;

export function recordingLog(parts: Parts): RecordingLog {
  const {backbone, waiting, clock} = parts;
  let state: State = 'works';
  let wasUnwritable = false;

  const failed = (reason: string) => {
    const now = waiting === undefined || waiting.trouble() !== undefined ? 'fails' : 'waits';
    if (now === state) return;
    state = now;
    parts.warn(
      now === 'fails'
        ? `Nothing is recorded now: ${unwritable(parts) ?? reason}`
        : `Hooks wait on this relay's disk now, and reach the cockpits later: ${reason}`,
    );
  };
  const works = () => {
    if (state !== 'works') parts.log('Recording works again.');
    state = 'works';
  };
  const look = () => {
    const {writable, trouble} = backbone.health();
    if (!writable) failed(trouble ?? 'the stream cannot be reached');
    // What failed for another reason works again when something was recorded.
    else if (wasUnwritable || (state === 'waits' && waiting?.count === 0)) works();
    wasUnwritable = !writable;
  };
  return {failed, works, stop: every(clock, LOOK, look)};
}
