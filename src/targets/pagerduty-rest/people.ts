import * as v from 'valibot';
import {TargetError} from '../../core/escalation/target.js';
import {plainText} from '../../lib/plain-text.js';
import {readAnswer} from '../http/http.js';
import type {Api} from './api.js';

const users = v.object({users: v.array(v.object({id: v.string(), email: v.optional(v.string(), '')}))});

/** The id of a user, given by id or by address. Rejects when PagerDuty knows nobody of that address. */
export async function userId(api: Api, who: string, signal: AbortSignal): Promise<string> {
  if (!who.includes('@')) return who;
  const answer = await api.get('/users', {query: who, limit: 25}, signal);
  const same = readAnswer(answer, users).users.find(({email}) => email.toLowerCase() === who.toLowerCase());
  if (same !== undefined) return same.id;
  throw new TargetError('not-found', `PagerDuty has no user with the address ${plainText(who, {maxLength: 200})}.`, {
    hint: 'Name people by the address they have there, or by their id (P...).',
  });
}

/** The ids of several, in their order. */
export async function userIds(api: Api, people: readonly string[], signal: AbortSignal): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const one of people) ids.push(await userId(api, one, signal));
  return ids;
}
