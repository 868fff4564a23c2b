import {apiSpec, bodyCheck} from '../api-spec.js';
import type {Vendor, VendorAnswer, VendorRequest} from '../vendor-server.js';

const spec = apiSpec('slack-web-api.swagger2.json');
const webhookProblems = bodyCheck('slack-incoming-webhook.schema.json');
/** Added to the methods since the document was written; and a token in the query, which is sent as a header instead. */
const SINCE = /^(metadata|include_all_metadata) is not known|^token is missing/;

export interface SlackMessage {
  readonly channel: string;
  readonly ts: string;
  readonly thread_ts?: string;
  text: string;
  blocks: readonly SlackBlock[];
  readonly metadata?: {readonly event_payload: {readonly key: string}};
  readonly reply_broadcast?: boolean;
}

interface SlackBlock {
  readonly type: string;
  readonly text?: {readonly text: string};
  readonly fields?: readonly {readonly text: string}[];
  readonly elements?: readonly {readonly text: string}[];
}

interface SlackRoom {
  readonly id: string;
  readonly name: string;
  readonly creator: string;
  is_archived: boolean;
  topic: string;
  readonly members: string[];
  readonly pins: string[];
}

interface State {
  readonly messages: SlackMessage[];
  readonly rooms: SlackRoom[];
}

/** Slack's side of the Web API: channels, posts and threads. */
export function slackApi() {
  const messages: SlackMessage[] = [];
  const rooms: SlackRoom[] = [room('C0000001', 'general', 'U1'), room('C0000002', 'on-call', 'U1')];
  const state: State = {messages, rooms};
  return {
    messages,
    rooms,
    pages: () => messages.length,
    problems: (request: VendorRequest) => [
      ...spec.problems(request, request.path.replace(/^\/api/, '')).filter(problem => !SINCE.test(problem)),
      ...(/^Bearer xoxb-\S+$/.test(request.headers.authorization ?? '') ? [] : ['no token']),
      ...blockProblems(request),
    ],
    answer: (request: VendorRequest) => answer(request, state),
  } satisfies Vendor & Record<string, unknown>;
}

/** Slack's side of an incoming webhook. */
export function slackWebhook() {
  const posts: {readonly text: string; readonly blocks: readonly SlackBlock[]}[] = [];
  return {
    posts,
    pages: () => posts.length,
    problems: ({method, json}: VendorRequest) => [
      ...(method === 'POST' ? [] : ['no POST']),
      ...webhookProblems(json),
      ...blocksProblems((json as {blocks?: readonly SlackBlock[]} | undefined)?.blocks ?? []),
    ],
    answer({json}: VendorRequest) {
      const post = json as {text: string; blocks: readonly SlackBlock[]};
      if (post.text === '') return {status: 400, text: 'no_text'};
      posts.push(post);
      return {text: 'ok'};
    },
  } satisfies Vendor & Record<string, unknown>;
}

export function slackError(error: string): VendorAnswer {
  return {json: {ok: false, error}};
}

function room(id: string, name: string, creator: string): SlackRoom {
  return {id, name, creator, is_archived: false, topic: '', members: [creator], pins: []};
}

function blockProblems({form}: VendorRequest): readonly string[] {
  const text = form.get('text') ?? '';
  return [
    ...(Array.from(text).length > 40_000 ? ['the text is too long'] : []),
    ...blocksProblems(JSON.parse(form.get('blocks') ?? '[]')),
  ];
}

function blocksProblems(blocks: readonly SlackBlock[]): readonly string[] {
  const texts = (block: SlackBlock, most: number, all: readonly ({text: string} | undefined)[]) =>
    all.flatMap(one =>
      one !== undefined && (one.text.length > most || one.text === '') ? [`a bad ${block.type}`] : [],
    );
  return [
    ...(blocks.length > 50 ? ['too many blocks'] : []),
    ...blocks.flatMap(block => [
      ...texts(block, block.type === 'header' ? 150 : 3_000, [block.text, ...(block.elements ?? [])]),
      ...texts(block, 2_000, block.fields ?? []),
      ...((block.fields?.length ?? 0) > 10 ? ['too many fields'] : []),
    ]),
  ];
}

function answer(request: VendorRequest, state: State): VendorAnswer {
  const method = request.path.replace('/api/', '');
  const known = METHODS[method];
  if (known === undefined) return slackError('unknown_method');
  const value = (name: string) => request.form.get(name) ?? request.query.get(name) ?? '';
  const done = known(value, state);
  return {json: typeof done === 'string' ? {ok: false, error: done} : {ok: true, ...done}};
}

type Method = (value: (name: string) => string, state: State) => Readonly<Record<string, unknown>> | string;

const METHODS: Readonly<Record<string, Method>> = {
  'auth.test': () => ({team: 'Acme', user: 'wk', user_id: 'UWK', url: 'https://acme.slack.com/'}),
  'chat.postMessage': (value, {messages, rooms}) => {
    const channel = rooms.find(({id, name}) => id === value('channel') || `#${name}` === value('channel'))?.id;
    if (channel === undefined) return 'channel_not_found';
    const ts = `${Math.floor(Date.now() / 1000)}.${String(messages.length + 1).padStart(6, '0')}`;
    const message = {
      channel,
      ts,
      text: value('text'),
      blocks: JSON.parse(value('blocks')),
      metadata: JSON.parse(value('metadata')),
      ...(value('thread_ts') === '' ? {} : {thread_ts: value('thread_ts')}),
      ...(value('reply_broadcast') === 'true' ? {reply_broadcast: true} : {}),
    };
    messages.push(message);
    return {channel, ts, message};
  },
  'chat.update': (value, {messages}) => {
    const message = messages.find(({ts, channel}) => ts === value('ts') && channel === value('channel'));
    if (message === undefined) return 'message_not_found';
    message.text = value('text');
    message.blocks = JSON.parse(value('blocks'));
    return {channel: message.channel, ts: message.ts};
  },
  'chat.getPermalink': value => ({
    permalink: `https://acme.slack.com/archives/${value('channel')}/p${value('message_ts').replace('.', '')}`,
  }),
  'conversations.history': (value, {messages}) =>
    listed(
      messages.filter(one => one.channel === value('channel') && one.thread_ts === undefined),
      value,
    ),
  'conversations.replies': (value, {messages}) =>
    listed(
      messages.filter(({ts, thread_ts}) => ts === value('ts') || thread_ts === value('ts')),
      value,
    ),
  'conversations.info': (value, {rooms}) => {
    const channel = rooms.find(({id}) => id === value('channel'));
    return channel === undefined ? 'channel_not_found' : {channel: {...channel, is_member: true}};
  },
  // One a page, so that the pages are turned.
  'conversations.list': (value, {rooms}) => {
    const at = Number(value('cursor') || 0);
    const next = at + 1 < rooms.length ? String(at + 1) : '';
    const channels = rooms.slice(at, at + 1).map(one => ({...one, topic: {value: one.topic}}));
    return {channels, response_metadata: {next_cursor: next}};
  },
  'conversations.create': (value, {rooms}) => {
    if (!/^[\p{Ll}\p{Lo}\p{N}_-]{1,80}$/u.test(value('name'))) return 'invalid_name_specials';
    if (rooms.some(({name}) => name === value('name'))) return 'name_taken';
    const made = room(`C000010${rooms.length}`, value('name'), 'UWK');
    rooms.push(made);
    return {channel: made};
  },
  'conversations.setTopic': (value, {rooms}) => {
    const found = rooms.find(({id}) => id === value('channel'));
    if (found === undefined) return 'channel_not_found';
    found.topic = value('topic');
    return {};
  },
  'pins.add': (value, {rooms, messages}) => {
    const found = rooms.find(({id}) => id === value('channel'));
    if (found === undefined) return 'channel_not_found';
    if (!messages.some(({ts, channel}) => ts === value('timestamp') && channel === found.id))
      return 'message_not_found';
    if (found.pins.includes(value('timestamp'))) return 'already_pinned';
    found.pins.push(value('timestamp'));
    return {};
  },
  'conversations.invite': (value, {rooms}) => {
    const found = rooms.find(({id}) => id === value('channel'));
    if (value('users') === 'UGUEST') return 'cant_invite';
    if (found?.members.includes(value('users'))) return 'already_in_channel';
    found?.members.push(value('users'));
    return {};
  },
  'conversations.archive': (value, {rooms}) => {
    const found = rooms.find(({id}) => id === value('channel'));
    if (found?.is_archived === true) return 'already_archived';
    if (found !== undefined) found.is_archived = true;
    return {};
  },
  'users.lookupByEmail': value => (value('email') === 'lee@example.org' ? {user: {id: 'ULEE'}} : 'users_not_found'),
};

function listed(messages: readonly SlackMessage[], value: (name: string) => string): Readonly<Record<string, unknown>> {
  const at = Number(value('cursor') || 0);
  const found = messages.filter(({ts}) => Number(ts) >= Number(value('oldest') || 0)).reverse();
  const next = at + 1 < found.length ? String(at + 1) : '';
  return {messages: found.slice(at, at + 1), has_more: next !== '', response_metadata: {next_cursor: next}};
}
