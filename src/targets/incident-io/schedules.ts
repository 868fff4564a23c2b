import * as v from 'valibot';
import type {FoundOnCall} from '../../core/escalation/target.js';
import {plainText} from '../../lib/plain-text.js';
import {readAnswer} from '../http/http.js';
import type {VendorApi} from '../http/vendor-api.js';
import {readEach} from '../read-each.js';

const text = v.nullish(v.string(), '');
const user = v.nullish(v.looseObject({name: text, email: text}));
const rawShift = v.looseObject({start_at: text, end_at: text, user});
const rawSchedule = v.looseObject({id: v.string(), name: text, current_shifts: v.optional(v.unknown())});
const scheduleList = v.looseObject({
  schedules: v.array(v.unknown()),
  pagination_meta: v.optional(v.looseObject({after: v.optional(v.string())})),
});
const entryList = v.looseObject({schedule_entries: v.looseObject({final: v.optional(v.unknown())})});

const MOST_PAGES = 10;

/** Who is on call by all schedules, now or at a time. */
export async function onCallAt(
  api: VendorApi,
  at: number | undefined,
  signal: AbortSignal,
): Promise<readonly FoundOnCall[]> {
  const found: FoundOnCall[] = [];
  for (const schedule of await allSchedules(api, signal)) {
    const shifts = at === undefined ? schedule.current_shifts : await entries(api, {id: schedule.id, at}, signal);
    const of = plainText(schedule.name || schedule.id, {maxLength: 200});
    found.push(...peopleIn(shifts, at).map(person => ({...person, of})));
  }
  return found;
}

async function allSchedules(
  api: VendorApi,
  signal: AbortSignal,
): Promise<readonly v.InferOutput<typeof rawSchedule>[]> {
  const found: v.InferOutput<typeof rawSchedule>[] = [];
  let after: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const page = readAnswer(await api({path: '/v2/schedules', query: {page_size: '100', after}}, signal), scheduleList);
    found.push(...readEach(rawSchedule, page.schedules));
    after = page.pagination_meta?.after;
    if (after === undefined) break;
  }
  return found;
}

async function entries(
  api: VendorApi,
  {id, at}: {readonly id: string; readonly at: number},
  signal: AbortSignal,
): Promise<unknown> {
  const query = {
    schedule_id: id,
    entry_window_start: new Date(at).toISOString(),
    entry_window_end: new Date(at + 60_000).toISOString(),
  };
  return readAnswer(await api({path: '/v2/schedule_entries', query}, signal), entryList).schedule_entries.final;
}

function peopleIn(shifts: unknown, at: number | undefined): readonly FoundOnCall[] {
  return readEach(rawShift, shifts).flatMap(({start_at, end_at, user}) => {
    const person = plainText(user?.name || user?.email || '', {maxLength: 200});
    const from = Date.parse(start_at ?? '');
    const until = Date.parse(end_at ?? '');
    if (person === '' || (at !== undefined && !(from <= at && at < until))) return [];
    return [{person, ...(Number.isNaN(from) ? {} : {from}), ...(Number.isNaN(until) ? {} : {until})}];
  });
}
