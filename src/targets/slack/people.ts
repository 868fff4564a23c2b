import * as v from 'valibot';
import {codeOf, type SlackApi} from './api.js';
import {escaped} from './escape.js';

const ID = /^[UW][A-Z0-9]{2,}$/;
const GROUP = /^S[A-Z0-9]{2,}$/;

const found = v.object({user: v.object({id: v.string()})});

/** People as Slack mentions them, and what is to be said of those it does not know. */
export async function mentionsOf(
  api: SlackApi,
  people: readonly string[],
  signal: AbortSignal,
): Promise<{readonly mentions: readonly string[]; readonly remark?: string}> {
  const mentions: string[] = [];
  const unknown: string[] = [];
  for (const one of people) {
    const id = await userId(api, one, signal);
    if (id === undefined) unknown.push(one);
    mentions.push(id === undefined ? escaped(one) : mention(id));
  }
  return {
    mentions,
    ...(unknown.length === 0 ? {} : {remark: `Slack does not know ${unknown.join(', ')}, who got no notice`}),
  };
}

/** A user's or a group's id as a mention. */
export function mention(id: string): string {
  return GROUP.test(id) ? `<!subteam^${id}>` : `<@${id}>`;
}

/** The id of somebody given by id or by address; undefined for whom Slack does not know. */
export async function userId(api: SlackApi, who: string, signal: AbortSignal): Promise<string | undefined> {
  if (ID.test(who) || GROUP.test(who)) return who;
  if (!/^[^@\s]+@[^@\s]+$/.test(who)) return undefined;
  try {
    const {user} = await api.get({method: 'users.lookupByEmail', values: {email: who}, answer: found}, signal);
    return user.id;
  } catch (error) {
    if (codeOf(error) !== 'users_not_found') throw error;
    return undefined;
  }
}
