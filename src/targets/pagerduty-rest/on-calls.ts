import * as v from 'valibot';
import type {FoundOnCall} from '../../core/escalation/target.js';
import {plainText} from '../../lib/plain-text.js';
import {readAnswer} from '../http/http.js';
import type {Api} from './api.js';

const LONGEST_WORD = 200;
/** Longer URLs are refused (414), and PagerDuty gives at most so many at once. */
const AT_ONCE = 100;
/** It refuses to count further. */
const LAST_OFFSET = 9_900;

const shown = v.pipe(
  v.string(),
  v.transform(text => plainText(text, {maxLength: LONGEST_WORD})),
);
const named = v.nullish(v.object({summary: v.nullish(shown)}));
const page = v.object({
  oncalls: v.array(
    v.object({
      user: v.object({summary: v.nullish(shown), id: v.nullish(shown)}),
      escalation_level: v.nullish(v.number()),
      start: v.nullish(v.string()),
      end: v.nullish(v.string()),
      escalation_policy: named,
      schedule: named,
    }),
  ),
  more: v.nullish(v.boolean()),
});
type OnCall = v.InferOutput<typeof page>['oncalls'][number];

/** Who is on call for these policies and schedules, or for anything where none is named; lowest level first. */
export async function onCalls(
  api: Api,
  asked: {readonly policies: readonly string[]; readonly schedules: readonly string[]; readonly at: number | undefined},
  signal: AbortSignal,
): Promise<readonly FoundOnCall[]> {
  const {policies, schedules, at} = asked;
  const moment = at === undefined ? {} : {since: iso(at), until: iso(at + 1000)};
  const filters = [
    ...chunks(policies).map(ids => ({'escalation_policy_ids[]': ids})),
    ...chunks(schedules).map(ids => ({'schedule_ids[]': ids})),
  ];
  const all: FoundOnCall[] = [];
  for (const filter of filters.length === 0 ? [{}] : filters) {
    for (let offset = 0; offset <= LAST_OFFSET; offset += AT_ONCE) {
      const values = {...filter, ...moment, earliest: 'true', limit: AT_ONCE, offset};
      const {oncalls, more} = readAnswer(await api.get('/oncalls', values, signal), page);
      all.push(...oncalls.map(found));
      if (more !== true || oncalls.length === 0) break;
    }
  }
  return all.sort((a, b) => (a.level ?? 0) - (b.level ?? 0));
}

function found({user, escalation_level: level, start, end, escalation_policy: policy, schedule}: OnCall): FoundOnCall {
  const of = policy?.summary ?? schedule?.summary;
  const from = Date.parse(start ?? '');
  const until = Date.parse(end ?? '');
  return {
    person: user.summary ?? user.id ?? 'somebody',
    ...(level == null ? {} : {level}),
    ...(Number.isNaN(from) ? {} : {from}),
    ...(Number.isNaN(until) ? {} : {until}),
    ...(of == null ? {} : {of}),
  };
}

function chunks(ids: readonly string[]): readonly (readonly string[])[] {
  return ids.length === 0 ? [] : [ids.slice(0, AT_ONCE), ...chunks(ids.slice(AT_ONCE))];
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
