import * as v from 'valibot';
import type {FoundOnCall} from '../../core/escalation/target.js';
import {plainText} from '../../lib/plain-text.js';
import type {VendorApi} from '../http/vendor-api.js';
import {readEach} from '../read-each.js';
import {resultsOf} from './desk.js';

const DAY = 86_400_000;

const text = v.nullish(v.string(), '');
const rawUser = v.looseObject({username: text, email: text});
const rawSchedule = v.looseObject({id: v.string(), name: text, on_call_now: v.nullish(v.array(v.string()), [])});
const rawShift = v.looseObject({
  user_username: text,
  user_email: text,
  user_pk: text,
  shift_start: text,
  shift_end: text,
});

/** Users by their ids, and who of them is on call. */
export function people(api: VendorApi) {
  const results = resultsOf(api);
  const nameOf = userNames(api);

  const shifts = async (schedule: string, at: number, signal: AbortSignal): Promise<readonly FoundOnCall[]> => {
    const query = {start_date: dateOf(at - DAY), end_date: dateOf(at + DAY)};
    const path = `/schedules/${encodeURIComponent(schedule)}/final_shifts`;
    return readEach(rawShift, await results(path, query, signal))
      .map(raw => ({
        person: plainText(raw.user_username || raw.user_email || raw.user_pk || '', {maxLength: 200}),
        from: Date.parse(raw.shift_start ?? ''),
        until: Date.parse(raw.shift_end ?? ''),
      }))
      .filter(({person, from, until}) => person !== '' && from <= at && at < until);
  };

  const named = async (ids: readonly string[], signal: AbortSignal): Promise<readonly FoundOnCall[]> => {
    const found: FoundOnCall[] = [];
    for (const id of ids) found.push({person: await nameOf(id, signal)});
    return found;
  };

  const onCall = async (at: number | undefined, signal: AbortSignal): Promise<readonly FoundOnCall[]> => {
    const found: FoundOnCall[] = [];
    for (const {id, name, on_call_now} of readEach(rawSchedule, await results('/schedules/', {}, signal))) {
      const of = plainText(name || id, {maxLength: 200});
      const on = at === undefined ? await named(on_call_now ?? [], signal) : await shifts(id, at, signal);
      found.push(...on.map(person => ({...person, of})));
    }
    return found;
  };
  return {nameOf, onCall};
}

/** A token that may not read users still shows their ids. */
function userNames(api: VendorApi) {
  const names = new Map<string, string>();
  return async (id: string, signal: AbortSignal): Promise<string> => {
    const known = names.get(id);
    if (known !== undefined) return known;
    const {json} = await api({path: `/users/${encodeURIComponent(id)}/`, also: [403, 404]}, signal);
    const [user] = readEach(rawUser, [json]);
    const name = plainText(user?.username || user?.email || id, {maxLength: 200});
    names.set(id, name);
    return name;
  };
}

function dateOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
