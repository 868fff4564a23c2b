import * as v from 'valibot';
import {TargetError} from '../../core/escalation/target.js';
import {words} from '../../lib/server-words.js';
import type {HttpAnswer} from '../http/answer.js';
import {http, query, readAnswer} from '../http/http.js';
import {type RefusalWords, refusal} from '../http/refusal.js';
import {secretOf} from '../secret-of.js';
import type {SecretPlace, TargetTools} from '../target-kind.js';

export interface SlackOptions {
  readonly url: string;
  readonly token: SecretPlace;
  /** Ms. */
  readonly timeout: number;
}

type Values = Readonly<Record<string, string | number | undefined>>;

/** Slack's methods. Every answer is success: `ok: false` rejects with `TargetError`, whatever the status. */
export interface SlackApi {
  get<S extends v.GenericSchema>(asked: SlackCall<S>, signal: AbortSignal): Promise<v.InferOutput<S>>;
  post<S extends v.GenericSchema>(asked: SlackCall<S>, signal: AbortSignal): Promise<v.InferOutput<S>>;
}

export interface SlackCall<S extends v.GenericSchema> {
  readonly method: string;
  readonly values: Values;
  /** What the answer holds beside `ok`. */
  readonly answer: S;
}

export function slackApi({url, token: place, timeout}: SlackOptions, tools: TargetTools): SlackApi {
  const web = http({tools, timeout});
  const ask = async <S extends v.GenericSchema>(
    how: 'GET' | 'POST',
    {method, values, answer: schema}: SlackCall<S>,
    signal: AbortSignal,
  ): Promise<v.InferOutput<S>> => {
    const token = await secretOf(tools, place, 'token');
    const answer = await web.ask({
      method: how,
      url: `${url}/${method}${how === 'GET' ? query(values) : ''}`,
      headers: {authorization: `Bearer ${token}`},
      ...(how === 'POST' ? {form: formOf(values)} : {}),
      secrets: [token],
      signal,
    });
    demandOk(answer);
    return readAnswer(answer, schema);
  };
  return {get: (asked, signal) => ask('GET', asked, signal), post: (asked, signal) => ask('POST', asked, signal)};
}

function formOf(values: Values): Record<string, string> {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}

const verdict = v.object({ok: v.boolean(), error: v.optional(v.string(), ''), needed: v.optional(v.string(), '')});

/** Slack's word for why it did not do it. */
class SlackCode extends Error {
  override name = 'SlackCode' as const;
  readonly code: string;

  constructor(code: string) {
    super(`Slack's error ${code}`);
    this.code = code;
  }
}

export function codeOf(error: unknown): string | undefined {
  const {cause} = error instanceof Error ? error : {};
  return cause instanceof SlackCode ? cause.code : undefined;
}

function demandOk(answer: HttpAnswer): void {
  if (answer.status < 200 || answer.status > 299)
    throw refusal(answer, answer.status === 429 ? {kind: 'overloaded'} : {});
  const {ok, error, needed} = readAnswer(answer, verdict);
  if (ok) return;
  const {kind = 'rejected', hint, unknown = false} = MEANINGS[error] ?? {};
  const more = needed === '' ? '' : `, it lacks the scope ${words(needed)}`;
  throw new TargetError(kind, `Slack says ${answer.said}${more}.`, {
    hint: hint ?? 'The same again would be rejected again. api.slack.com/methods explains each word.',
    unknown,
    retryAfter: answer.retryAfter,
    cause: new SlackCode(error),
  });
}

const TOKEN: RefusalWords = {
  kind: 'refused',
  hint: 'Check `token` of this target: a bot token (xoxb-...) of an app that is installed in the workspace.',
};
const BUSY: RefusalWords = {kind: 'overloaded', hint: 'It is tried again by itself.'};
const FAILED: RefusalWords = {kind: 'bad-answer', hint: 'It is tried again by itself.', unknown: true};
const CHANNEL: RefusalWords = {
  kind: 'not-found',
  hint: 'Check `channel` of this target; the id of a channel (C...) never changes.',
};

const MEANINGS: Readonly<Record<string, RefusalWords>> = {
  ratelimited: BUSY,
  rate_limited: BUSY,
  service_unavailable: BUSY,
  team_added_to_org: BUSY,
  internal_error: FAILED,
  fatal_error: FAILED,
  request_timeout: FAILED,
  invalid_auth: TOKEN,
  not_authed: TOKEN,
  account_inactive: TOKEN,
  token_revoked: TOKEN,
  token_expired: TOKEN,
  no_permission: TOKEN,
  not_allowed_token_type: TOKEN,
  access_denied: TOKEN,
  missing_scope: {kind: 'refused', hint: 'Add the scope to the Slack app, and install the app again.'},
  not_in_channel: {kind: 'refused', hint: 'Invite the app there: /invite @NAME in the channel.'},
  channel_not_found: CHANNEL,
  message_not_found: {kind: 'not-found', hint: 'Somebody deleted the post in Slack.'},
  thread_not_found: {kind: 'not-found', hint: 'Somebody deleted the post in Slack.'},
  users_not_found: {kind: 'not-found', hint: 'Name people by the address they have in Slack, or by their id (U...).'},
  cant_archive_general: {
    kind: 'rejected',
    hint: 'It is the channel of the whole workspace, which Slack never archives.',
  },
  restricted_action: {
    kind: 'refused',
    hint: 'The workspace does not let apps do this: ask its admins, or do it by hand in Slack.',
  },
  is_archived: {kind: 'rejected', hint: 'Bring the channel back in Slack, or name another one.'},
};
