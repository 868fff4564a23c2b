import {counted} from '../../core/counted.js';
import type {Backbone} from '../backbone/backbone.js';
import type {LeaseDesk} from '../lease/lease-desk.js';
import type {WaitingRoom} from '../waiting/waiting-room.js';

export interface Recording {
  readonly backbone: Pick<Backbone, 'health'>;
  /** Where hooks wait while the stream cannot be reached; undefined where they do not. */
  readonly waiting: Pick<WaitingRoom, 'count' | 'refusal'> | undefined;
}

interface Parts extends Recording {
  /** Who goes on for cockpits that are gone; undefined where nobody does. */
  leases(): Pick<LeaseDesk, 'trouble'> | undefined;
}

/** What keeps the relay from doing all of its work, in words; undefined when nothing does. */
export function degraded(parts: Parts): string | undefined {
  const {backbone, waiting, leases} = parts;
  const shut = unwritable(parts);
  if (shut !== undefined) return takesNothingIn(shut);
  const {writable, trouble} = backbone.health();
  const count = waiting?.count ?? 0;
  if (!writable) return `hooks wait here for Redis (${counted(count, 'entry', 'entries')} so far): ${trouble}`;
  if (count > 0) return `${counted(count, 'entry', 'entries')} of hooks that waited here for Redis are on their way`;
  return trouble ?? leases()?.trouble();
}

/** Why nothing that hooks tell can be recorded now, neither in the stream nor here. */
export function unwritable({backbone, waiting}: Recording): string | undefined {
  const {writable, trouble = 'nothing can be recorded now'} = backbone.health();
  if (writable) return undefined;
  if (waiting === undefined) return trouble;
  const refusal = waiting.refusal();
  return refusal === undefined ? undefined : `${trouble}; and nothing can wait here: ${refusal}`;
}

/** While what hooks tell does not reach the stream, how much of it waits here: none of that is on any board. */
export function heldBack({backbone, waiting}: Recording): {readonly waits?: number} {
  const waits = waiting?.count ?? 0;
  return waits === 0 && backbone.health().writable ? {} : {waits};
}

/** What that means, for those who are told of it. */
export function takesNothingIn(why: string): string {
  return `the relay takes nothing in: ${why}`;
}
