import {type Rooms, type Target, TargetError, type TargetRef, type TargetResult} from '../../core/escalation/target.js';

/** What a room is to say on top, or, without that, that it is put away. */
export interface Tending {
  /** Absent where nobody knows it. */
  readonly room: TargetRef | undefined;
  readonly topic?: string;
}

/** Sets the topic of a room, or puts it away. Each comes to the same when it is done again. */
export async function tendRoom(
  target: Target & Rooms,
  {room, topic}: Tending,
  {mayExist, signal}: {readonly mayExist: boolean; readonly signal: AbortSignal},
): Promise<TargetResult> {
  if (room === undefined) {
    throw new TargetError('not-found', `Nobody knows the room at ${target.name}.`, {
      hint: 'Do it by hand there.',
    });
  }
  if (topic !== undefined) {
    await target.setTopic(room, topic, signal);
    return {};
  }
  const {existed = false} = await target.archiveRoom(room, signal);
  return existed && !mayExist ? {existed, remark: 'it was archived already'} : {};
}
