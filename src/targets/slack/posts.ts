import * as v from 'valibot';
import {TargetError, type TargetRequest, type TargetResult} from '../../core/escalation/target.js';
import {codeOf, type SlackApi} from './api.js';
import {type Post, postOf} from './blocks.js';
import {channelId} from './channel.js';
import {mentionsOf} from './people.js';
import {metadataOf, ourPost} from './seen.js';

export interface Posting {
  readonly api: SlackApi;
  /** As configured. */
  readonly channel: string;
  readonly request: TargetRequest;
  readonly mayExist: boolean;
  readonly signal: AbortSignal;
}

const posted = v.object({channel: v.string(), ts: v.string()});
const permalink = v.object({permalink: v.string()});
const anything = v.object({});

const SKEW = 10 * 60_000;
/** A thread that is older is not looked for. */
const OLDEST = 14 * 24 * 60 * 60_000;

/** Posts the message, or finds it where an earlier try has posted it. A `ref` with a channel alone says where. */
export async function create(posting: Posting): Promise<TargetResult> {
  const {api, request, signal} = posting;
  const channel = request.ref?.channel ?? posting.channel;
  const {mentions, remark: unknown} = await mentionsOf(api, request.people ?? [], signal);
  const post = postOf(request.message, {mentions});
  const earlier = posting.mayExist ? await seen(posting, {channel}) : {};
  const at =
    earlier.at ??
    (await api.post(
      {method: 'chat.postMessage', values: {channel, ...valuesOf(post, request)}, answer: posted},
      signal,
    ));
  const url = await urlOf(api, at, signal);
  return result(
    {...at, ...(url === undefined ? {} : {url})},
    {
      existed: earlier.at !== undefined,
      remarks: [earlier.remark, unknown, post.remark],
    },
  );
}

/**
 * Says it below the post of its thread; and, where that changes how things stand, on top of that post too. Where nobody
 * knows what the post says, it stays as it is.
 */
export async function reply(
  posting: Posting,
  how: {readonly changesPost: boolean; readonly broadcast: boolean},
): Promise<TargetResult> {
  const {api, request, signal} = posting;
  const root = await rootOf(posting);
  const {mentions, remark: unknown} = await mentionsOf(api, request.people ?? [], signal);
  const post = postOf(request.message, {mentions});
  if (how.changesPost && request.opening !== undefined) {
    const {text, blocks} = postOf(request.message, {opening: request.opening});
    // The mark stays that of its creation, so that it is still found by it.
    const values = {channel: root.channel, ts: root.ts, text, blocks: JSON.stringify(blocks)};
    await api.post({method: 'chat.update', values, answer: anything}, signal);
  }
  const earlier = posting.mayExist ? await seen(posting, {channel: root.channel, post: root.ts}) : {};
  if (earlier.at === undefined) {
    const values = {
      channel: root.channel,
      thread_ts: root.ts,
      reply_broadcast: how.broadcast ? 'true' : undefined,
      ...valuesOf(post, request),
    };
    await api.post({method: 'chat.postMessage', values, answer: posted}, signal);
  }
  return result(root, {existed: earlier.at !== undefined, remarks: [earlier.remark, unknown, post.remark]});
}

interface Place {
  readonly channel: string;
  readonly ts: string;
  readonly url?: string;
}

function valuesOf(post: Post, {key, thread}: TargetRequest) {
  return {
    text: post.text,
    blocks: JSON.stringify(post.blocks),
    metadata: metadataOf({key, thread}),
    unfurl_links: 'false',
    unfurl_media: 'false',
  };
}

/** The post that began the thread. */
async function rootOf({api, channel, request, signal}: Posting): Promise<Place> {
  const {ref, thread, message} = request;
  if (ref?.channel !== undefined && ref.ts !== undefined) return {channel: ref.channel, ts: ref.ts};
  const id = await channelId(api, ref?.channel ?? channel, signal);
  const looking = {
    channel: id,
    since: message.at - OLDEST,
    matches: (mark: {thread: string}) => mark.thread === thread,
  };
  const ts = await ourPost(api, looking, signal);
  if (ts !== undefined) return {channel: id, ts};
  throw new TargetError('not-found', 'There is no post in Slack that this belongs to.', {
    hint: 'It was never posted there, or it is older than two weeks: post it anew.',
  });
}

interface Seen {
  readonly at?: Place;
  readonly remark?: string;
}

/** What an earlier try of this delivery has posted. */
async function seen(
  {api, request, signal}: Posting,
  where: {readonly channel: string; readonly post?: string},
): Promise<Seen> {
  const {key, message} = request;
  try {
    const channel = await channelId(api, where.channel, signal);
    const looking = {...where, channel, since: message.at - SKEW, matches: (mark: {key: string}) => mark.key === key};
    const ts = await ourPost(api, looking, signal);
    return ts === undefined ? {} : {at: {channel, ts}};
  } catch (error) {
    // Twice is better than never.
    if (codeOf(error) !== 'missing_scope') throw error;
    return {remark: 'the app may not read the channel (scope channels:history), so this may be seen twice'};
  }
}

/** Where people see it; nothing depends on it. */
async function urlOf(api: SlackApi, {channel, ts}: Place, signal: AbortSignal): Promise<string | undefined> {
  const values = {channel, message_ts: ts};
  const found = await api.get({method: 'chat.getPermalink', values, answer: permalink}, signal).catch(() => undefined);
  return found?.permalink;
}

function result(
  {channel, ts, url}: Place,
  {existed, remarks}: {readonly existed: boolean; readonly remarks: readonly (string | undefined)[]},
): TargetResult {
  const said = remarks.filter(remark => remark !== undefined).join('; ');
  return {
    ref: {channel, ts},
    ...(url === undefined ? {} : {url}),
    ...(existed ? {existed} : {}),
    ...(said === '' ? {} : {remark: said}),
  };
}
