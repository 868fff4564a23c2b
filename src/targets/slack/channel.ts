import * as v from 'valibot';
import {TargetError} from '../../core/escalation/target.js';
import {plainText} from '../../lib/plain-text.js';
import type {SlackApi} from './api.js';

export interface SlackChannel {
  readonly id: string;
  readonly name: string;
  readonly isArchived: boolean;
  /** The user that made it. */
  readonly creator: string;
  readonly topic: string;
}

const ID = /^[CDGW][A-Z0-9]{6,}$/;
const AT_ONCE = 200;
const MOST_PAGES = 50;

const page = v.object({
  channels: v.array(
    v.object({
      id: v.string(),
      name: v.optional(v.string(), ''),
      is_archived: v.optional(v.boolean(), false),
      creator: v.optional(v.string(), ''),
      topic: v.optional(v.object({value: v.optional(v.string(), '')}), {value: ''}),
    }),
  ),
  response_metadata: v.optional(v.object({next_cursor: v.optional(v.string(), '')})),
});

/** The id of a configured channel, which may be written as `#name`. Most methods take ids only. */
export async function channelId(api: SlackApi, channel: string, signal: AbortSignal): Promise<string> {
  if (ID.test(channel)) return channel;
  const found = await channelNamed(api, channel.replace(/^#/, ''), signal);
  if (found !== undefined) return found.id;
  throw new TargetError('not-found', `Slack shows no channel ${plainText(channel, {maxLength: 80})}.`, {
    hint: 'Check `channel` of this target, and that the app is in it; the id of a channel (C...) never changes.',
  });
}

/** A channel by its name, among those that the app sees. */
export async function channelNamed(
  api: SlackApi,
  name: string,
  signal: AbortSignal,
): Promise<SlackChannel | undefined> {
  let cursor: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const values = {types: 'public_channel,private_channel', limit: AT_ONCE, cursor};
    const {channels, response_metadata: next} = await api.get(
      {method: 'conversations.list', values, answer: page},
      signal,
    );
    const found = channels.find(one => one.name === name);
    if (found !== undefined) {
      const {id, name: known, is_archived: isArchived, creator, topic} = found;
      return {id, name: known, isArchived, creator, topic: topic.value};
    }
    cursor = next?.next_cursor || undefined;
    if (cursor === undefined) return undefined;
  }
  return undefined;
}
