import * as v from 'valibot';
import {type Room, type Rooms, TargetError, type TargetRef} from '../../core/escalation/target.js';
import {fitter} from '../text/fit.js';
import {codeOf, type SlackApi} from './api.js';
import {channelNamed} from './channel.js';
import {escaped, sizeOf} from './escape.js';
import {userId} from './people.js';

const LONGEST_NAME = 80;
const LONGEST_TOPIC = 250;

const made = v.object({channel: v.object({id: v.string(), name: v.string()})});
const me = v.object({user_id: v.string(), url: v.optional(v.string(), '')});
const anything = v.object({});

/** Channels for incidents. */
export function rooms(api: SlackApi): Rooms {
  const setTopic = async (room: TargetRef, topic: string, signal: AbortSignal): Promise<void> => {
    const text = escaped(fitter({sizeOf}).fit('the topic', topic.replace(/\s+/g, ' '), LONGEST_TOPIC));
    await api.post(
      {method: 'conversations.setTopic', values: {channel: idOf(room), topic: text}, answer: anything},
      signal,
    );
  };
  return {
    setTopic,
    async openRoom({name: asked, topic}, signal) {
      const name = channelName(asked);
      const room = await opened(api, name, signal);
      if (topic !== undefined) await setTopic(room.ref, topic, signal);
      return name === asked ? room : {...room, remark: `Slack takes no other name than ${name}`};
    },
    async invite(room, people, signal) {
      const found = await Promise.all(people.map(async who => ({who, id: await userId(api, who, signal)})));
      const left = [];
      for (const {who, id} of found) {
        if (id === undefined || !(await invited(api, {room, id}, signal))) left.push(who);
      }
      return left.length === 0 ? {} : {remark: `not invited, Slack does not let them in: ${left.join(', ')}`};
    },
    async archiveRoom(room, signal) {
      const call = {method: 'conversations.archive', values: {channel: idOf(room)}, answer: anything};
      await api.post(call, signal).catch(unless('already_archived'));
    },
  };
}

/** Lower case, without spaces and points, and not too long: other names are refused. */
export function channelName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}_-]+/gu, '-');
  return (
    Array.from(plain.replace(/^-+|-+$/g, ''))
      .slice(0, LONGEST_NAME)
      .join('') || 'incident'
  );
}

async function opened(api: SlackApi, name: string, signal: AbortSignal): Promise<Room> {
  try {
    const {channel} = await api.post({method: 'conversations.create', values: {name}, answer: made}, signal);
    return {ref: {channel: channel.id}, name: channel.name};
  } catch (error) {
    if (codeOf(error) !== 'name_taken') throw error;
    return {...(await ours(api, name, signal)), existed: true};
  }
}

/** A channel of this name that this app has made; one of others is not taken over. */
async function ours(api: SlackApi, name: string, signal: AbortSignal): Promise<Room> {
  const found = await channelNamed(api, name, signal);
  const {user_id: user} = await api.get({method: 'auth.test', values: {}, answer: me}, signal);
  if (found !== undefined && found.creator === user && !found.isArchived) return {ref: {channel: found.id}, name};
  throw new TargetError('rejected', `Slack has a channel ${name} already, and it is not ours or is archived.`, {
    hint: 'Choose another name for the channel.',
  });
}

/** One at a time: one who cannot be invited would keep the others out. */
async function invited(
  api: SlackApi,
  {room, id}: {readonly room: TargetRef; readonly id: string},
  signal: AbortSignal,
): Promise<boolean> {
  const values = {channel: idOf(room), users: id};
  try {
    await api.post({method: 'conversations.invite', values, answer: anything}, signal);
    return true;
  } catch (error) {
    const code = codeOf(error) ?? '';
    if (/^(already_in_channel|cant_invite_self)$/.test(code)) return true;
    if (
      /^(cant_invite|user_not_found|no_user|user_is_restricted|ura_max_channels|invalid_users|user_disabled)$/.test(
        code,
      )
    ) {
      return false;
    }
    throw error;
  }
}

function unless(code: string): (error: unknown) => void {
  return error => {
    if (codeOf(error) !== code) throw error;
  };
}

function idOf(room: TargetRef): string {
  return room.channel ?? '';
}
