import * as v from 'valibot';
import {type DeliveryVerb, TargetError, type TargetResult} from '../../core/escalation/target.js';
import {text} from '../../lib/option-parts.js';
import {words} from '../../lib/server-words.js';
import {defineTarget, type MadeTarget} from '../define-target.js';
import {DELIVERS} from '../delivers.js';
import {httpEntries, secretPlace} from '../option-entries.js';
import type {TargetTools} from '../target-kind.js';
import {type SlackApi, type SlackOptions, slackApi} from './api.js';
import {channelId} from './channel.js';
import {create, type Posting, reply} from './posts.js';
import {rooms} from './rooms.js';
import {slackWebhook} from './webhook.js';

const options = v.pipe(
  v.strictObject(
    {
      token: v.optional(secretPlace),
      channel: v.optional(text),
      webhook: v.optional(secretPlace),
      ...httpEntries('https://slack.com/api'),
    },
    'write {kind: slack, token: {env: NAME}, channel: C0123ABCD} or {kind: slack, webhook: {env: NAME}}',
  ),
  v.check(({token, webhook}) => (token === undefined) !== (webhook === undefined), 'give one of token and webhook'),
  v.check(({token, channel}) => token === undefined || channel !== undefined, 'a token needs the `channel` to post in'),
);

/** Slack: by a bot's token with threads, or by an incoming webhook that only posts. */
export const slack = defineTarget({
  kind: 'slack',
  options,
  create(_, {token, channel = '', webhook, url, timeout}, tools) {
    if (webhook !== undefined) return slackWebhook(webhook, timeout, tools);
    if (token === undefined) throw new TypeError('A Slack target without token and webhook.');
    return bot({url, token, timeout, channel}, tools);
  },
});

interface Bot extends SlackOptions {
  readonly channel: string;
}

function bot(options: Bot, tools: TargetTools): MadeTarget {
  const api = slackApi(options, tools);
  const {channel, url} = options;
  return {
    powers: {...DELIVERS, find: 'a channel knows posts, not incidents', 'on-call': 'Slack has no schedules'},
    repeats: 'search',
    budget: {requests: 1, per: 1_000, account: `${url} ${JSON.stringify(options.token)} ${channel}`},
    send: (request, {mayExist, signal}) => VERBS[request.verb]({api, channel, request, mayExist, signal}),
    check: signal => check(api, channel, signal),
    ...rooms(api),
  };
}

const VERBS: Readonly<Record<DeliveryVerb, (posting: Posting) => Promise<TargetResult>>> = {
  create,
  ack: posting => reply(posting, {changesPost: true, broadcast: false}),
  release: posting => reply(posting, {changesPost: true, broadcast: false}),
  resolve: posting => reply(posting, {changesPost: true, broadcast: false}),
  update: posting => reply(posting, {changesPost: true, broadcast: false}),
  escalate: posting => reply(posting, {changesPost: false, broadcast: true}),
  note: posting => reply(posting, {changesPost: false, broadcast: false}),
};

const me = v.object({team: v.optional(v.string(), ''), user: v.optional(v.string(), '')});
const info = v.object({
  channel: v.object({
    name: v.optional(v.string(), ''),
    is_member: v.optional(v.boolean()),
    is_archived: v.optional(v.boolean()),
  }),
});

async function check(api: SlackApi, channel: string, signal: AbortSignal): Promise<string> {
  const {team, user} = await api.get({method: 'auth.test', values: {}, answer: me}, signal);
  const id = await channelId(api, channel, signal);
  const found = await api.get({method: 'conversations.info', values: {channel: id}, answer: info}, signal);
  const {name, is_member: isMember, is_archived: isArchived} = found.channel;
  if (isArchived === true) {
    throw new TargetError('rejected', `The channel ${words(name || channel)} is archived in Slack.`, {
      hint: 'Bring it back in Slack, or name another one in `channel`.',
    });
  }
  const outside = isMember === false ? ', but is not in it: that needs the scope chat:write.public, or an /invite' : '';
  return `Slack knows ${words(user)} of ${words(team)}, who posts in ${words(name || channel)}${outside}.`;
}
