import {
  type Rooms,
  type Target,
  TargetError,
  type TargetRequest,
  type TargetResult,
} from '../../core/escalation/target.js';

/** A room to open: its name, its topic, the incident that it is marked with, and its first post with who is to be in it. */
export interface RoomRequest {
  readonly name: string;
  readonly topic: string;
  readonly mark: string | undefined;
  readonly request: TargetRequest;
}

/**
 * Opens a room and fills it: its topic, the first post pinned, people invited. Each part is found again by
 * a repeat. What the target will never do of the rest is told, and the room is there all the same.
 */
export async function openRoom(
  target: Target & Rooms,
  {name, topic, mark, request}: RoomRequest,
  {mayExist, signal}: {readonly mayExist: boolean; readonly signal: AbortSignal},
): Promise<TargetResult> {
  const room = await target.openRoom({name, topic, ...(mark === undefined ? {} : {mark})}, signal);
  const said = [room.remark];
  const post = await target.send({...request, ref: room.ref}, {mayExist: mayExist || room.existed === true, signal});
  said.push(post.remark);
  const {ref = {}} = post;
  said.push(await unlessNever('the first post is not pinned', () => target.pinPost(ref, signal)));
  const {people = []} = request;
  if (people.length > 0) {
    said.push(
      await unlessNever(`${people.join(', ')} not invited`, async () => {
        const {remark} = await target.invite(room.ref, people, signal);
        if (remark !== undefined) said.push(remark);
      }),
    );
  }
  const remark = said.filter(one => one !== undefined).join('; ');
  return {
    ref: {...ref, ...room.ref, name: room.name},
    ...(room.url === undefined ? {} : {url: room.url}),
    ...(room.existed === true ? {existed: true} : {}),
    ...(remark === '' ? {} : {remark}),
  };
}

/** What is to be said where it would never work; what may work the next time rejects, so that all of it is tried again. */
async function unlessNever(what: string, act: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await act();
    return undefined;
  } catch (error) {
    if (!(error instanceof TargetError && error.final)) throw error;
    return `${what}: ${error.message}`;
  }
}
