import * as v from 'valibot';
import {type Room, type Rooms, TargetError, type TargetRef} from '../../core/escalation/target.js';
import {plainText} from '../../lib/plain-text.js';
import {fitter} from '../text/fit.js';
import {codeOf, type SlackApi} from './api.js';
import {channelNamed} from './channel.js';
import {escaped, sizeOf} from './escape.js';
import {userId} from './people.js';

const LONGEST_NAME = 80;
/** So many names are tried where others have the first ones. */
const MOST_NAMES = 9;
const LONGEST_TOPIC = 250;

const created = v.object({channel: v.object({id: v.string(), name: v.string()})});
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
    async openRoom({name: asked, topic, mark}, signal) {
      const {user_id: user, url} = await api.get({method: 'auth.test', values: {}, answer: me}, signal);
      const room = await opened(api, {name: channelName(asked), user, mark}, signal);
      if (topic !== undefined) await setTopic(room.ref, topic, signal);
      return {
        ...room,
        ...(/^https?:/.test(url) && URL.canParse(url) ? {url: new URL(`archives/${idOf(room.ref)}`, url).href} : {}),
        ...(room.name === asked ? {} : {remark: `the room is called ${room.name}: ${asked} was not to be had`}),
      };
    },
    async pinPost({channel = '', ts = ''}, signal) {
      const call = {method: 'pins.add', values: {channel, timestamp: ts}, answer: anything};
      await api.post(call, signal).catch(unless('already_pinned'));
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
      try {
        await api.post(call, signal);
        return {};
      } catch (error) {
        unless('already_archived')(error);
        return {existed: true};
      }
    },
  };
}

/** Lower case, without spaces and points, and not too long: other names are refused. */
function channelName(name: string): string {
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

interface Wanted {
  readonly name: string;
  /** Who we are. */
  readonly user: string;
  readonly mark: string | undefined;
}

/** The first of the names that is free, or ours already: a repeat tries them in the same order. */
async function opened(api: SlackApi, wanted: Wanted, signal: AbortSignal): Promise<Room> {
  for (let number = 1; number <= MOST_NAMES; number++) {
    const name = numbered(wanted.name, number);
    const room = (await made(api, name, signal)) ?? (await ours(api, {...wanted, name}, signal));
    if (room !== undefined) return room;
  }
  throw new TargetError(
    'rejected',
    `Slack has channels ${wanted.name} to ${numbered(wanted.name, MOST_NAMES)} already.`,
    {
      hint: 'Put {id} into the name of rooms, `incidents.room` of the configuration, or make the channel by hand.',
    },
  );
}

function numbered(name: string, number: number): string {
  if (number === 1) return name;
  return `${Array.from(name)
    .slice(0, LONGEST_NAME - 2)
    .join('')
    .replace(/-+$/, '')}-${number}`;
}

async function made(api: SlackApi, name: string, signal: AbortSignal): Promise<Room | undefined> {
  try {
    const {channel} = await api.post({method: 'conversations.create', values: {name}, answer: created}, signal);
    return {ref: {channel: channel.id}, name: plainText(channel.name, {maxLength: LONGEST_NAME})};
  } catch (error) {
    if (codeOf(error) !== 'name_taken') throw error;
    return undefined;
  }
}

/** A channel of this name that this app has made for the same; one of others, or for something else, is not taken over. */
async function ours(api: SlackApi, {name, user, mark}: Wanted, signal: AbortSignal): Promise<Room | undefined> {
  const found = await channelNamed(api, name, signal);
  if (found === undefined || found.creator !== user || found.isArchived) return undefined;
  // Without a topic it is one whose maker was stopped before it got any further.
  const isOfThis = mark === undefined || found.topic === '' || found.topic.includes(mark);
  return isOfThis ? {ref: {channel: found.id}, name, existed: true} : undefined;
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
