import * as v from 'valibot';
import type {SlackApi} from './api.js';

/** Our mark on what we post, by which we find it again. */
export interface Mark {
  /** Of the delivery. */
  readonly key: string;
  readonly thread: string;
}

const EVENT_TYPE = 'watchkeeper_delivery';
const AT_ONCE = 200;
const MOST_PAGES = 10;

const page = v.object({
  messages: v.array(
    v.object({
      ts: v.string(),
      thread_ts: v.optional(v.string()),
      metadata: v.optional(v.object({event_type: v.optional(v.string()), event_payload: v.optional(v.unknown())})),
    }),
  ),
  has_more: v.optional(v.boolean()),
  response_metadata: v.optional(v.object({next_cursor: v.optional(v.string(), '')})),
});
type Message = v.InferOutput<typeof page>['messages'][number];

/** The mark as Slack takes it. */
export function metadataOf(mark: Mark): string {
  return JSON.stringify({event_type: EVENT_TYPE, event_payload: {...mark}});
}

export interface Looking {
  /** A channel's id. */
  readonly channel: string;
  /** Within the replies to this post; else among the posts of the channel. */
  readonly post?: string;
  /** Not before, Unix ms. */
  readonly since: number;
  readonly matches: (mark: Mark) => boolean;
}

/** The timestamp of the newest of our own posts that matches. Rejects where the app may not read the channel. */
export async function ourPost(api: SlackApi, looking: Looking, signal: AbortSignal): Promise<string | undefined> {
  const {channel, post, since, matches} = looking;
  const method = post === undefined ? 'conversations.history' : 'conversations.replies';
  let cursor: string | undefined;
  let found: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const values = {
      channel,
      ts: post,
      oldest: (since / 1000).toFixed(6),
      limit: AT_ONCE,
      include_all_metadata: 'true',
      cursor,
    };
    const {messages, response_metadata: next} = await api.get({method, values, answer: page}, signal);
    const ours = messages.filter(message => isMatching(message, matches)).map(({ts}) => ts);
    found = [...ours, ...(found === undefined ? [] : [found])].sort().at(-1);
    cursor = next?.next_cursor || undefined;
    if (cursor === undefined) break;
  }
  return found;
}

function isMatching({metadata}: Message, matches: (mark: Mark) => boolean): boolean {
  if (metadata?.event_type !== EVENT_TYPE) return false;
  const payload = metadata.event_payload;
  if (typeof payload !== 'object' || payload === null) return false;
  const key = 'key' in payload && String(payload.key);
  const thread = 'thread' in payload && String(payload.thread);
  return key !== false && thread !== false && matches({key, thread});
}
