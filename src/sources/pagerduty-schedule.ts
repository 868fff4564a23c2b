import * as v from 'valibot';
import {type Clock, type OnCallLookup, SourceError} from '../core/ports.js';
import type {Shift} from '../core/schedule/schedule.js';
import {DAY} from '../core/time/zone.js';
import {pause} from '../lib/pause.js';
import {plainText} from '../lib/plain-text.js';
import {address} from './http/address.js';
import {type Answer, type Client, client} from './http/client.js';
import {badBody, refusal} from './http/refusal.js';

export interface PagerDutyScheduleOptions {
  readonly url: string;
  readonly token: string;
  /** Its id there. */
  readonly schedule: string;
  /** Our names of people to their id, e-mail address or name there. */
  readonly people: Readonly<Record<string, string>>;
}

const DEADLINE = 10_000;
const BIGGEST_BODY = 16 * 1024 * 1024;
/** As many as it gives in one answer, and as far as it counts. */
const PAGE = 100;
const FURTHEST = 10_000;
/** It looks at three months at most. */
const LONGEST = 80 * DAY;
/** Its limits are per minute, and it does not always say when they end. */
const PAUSES = [1_000, 4_000, 10_000];

const entry = v.object({
  start: v.nullish(v.string()),
  end: v.nullish(v.string()),
  user: v.object({
    id: v.string(),
    summary: v.nullish(v.string()),
    name: v.nullish(v.string()),
    email: v.nullish(v.string()),
  }),
});
const page = v.object({oncalls: v.array(entry), more: v.nullish(v.boolean())});

type Entry = v.InferOutput<typeof entry>;

/** Reads a schedule of PagerDuty by its REST API. */
export function pagerDutySchedule(options: PagerDutyScheduleOptions, clock: Clock): OnCallLookup {
  return {
    async shifts(from, until, signal) {
      const asks = client({
        address: address(options.url),
        connection: {
          headers: {
            authorization: `Token token=${options.token}`,
            accept: 'application/vnd.pagerduty+json;version=2',
          },
        },
        root: '',
        server: 'PagerDuty',
        clock,
      });
      try {
        const entries: Entry[] = [];
        for (let begin = from; begin < until; begin += LONGEST) {
          const window = {from: begin, until: Math.min(until, begin + LONGEST)};
          entries.push(...(await entriesOf(window, options, {asks, clock, signal})));
        }
        return entries.map(one => shiftOf(one, {from, until}, options.people));
      } catch (error) {
        throw withoutToken(error, options.token);
      } finally {
        await asks.close();
      }
    },
  };
}

interface Window {
  readonly from: number;
  readonly until: number;
}

interface Asking {
  readonly asks: Client;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

async function entriesOf(window: Window, options: PagerDutyScheduleOptions, asking: Asking): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  for (let offset = 0; offset + PAGE <= FURTHEST; offset += PAGE) {
    const query = new URLSearchParams({
      'schedule_ids[]': options.schedule,
      'include[]': 'users',
      since: new Date(window.from).toISOString(),
      until: new Date(window.until).toISOString(),
      limit: String(PAGE),
      offset: String(offset),
    });
    const {oncalls, more} = await pageOf(`/oncalls?${query}`, options, asking);
    entries.push(...oncalls);
    if (more !== true || oncalls.length === 0) break;
  }
  return entries;
}

async function pageOf(path: string, {schedule}: PagerDutyScheduleOptions, asking: Asking) {
  const {asks} = asking;
  const call = {path, deadline: DEADLINE, cap: BIGGEST_BODY};
  const answer = await patiently(() => asks.call(call, asking.signal), asking);
  const asked = asks.asked({...call, path: '/oncalls'});
  const {status} = answer;
  if (status === 401 || status === 403) {
    throw new SourceError('refused', `${asked.name} refuses the token of the schedule (${status}).`, {
      hint: 'Name a REST API key of PagerDuty under `token` (a routing key of an integration is none).',
    });
  }
  if (status === 404 || status === 400) {
    throw new SourceError('not-found', `${asked.name} knows no schedule ${schedule} (${status}).`, {
      hint: 'Write the id that stands at the end of the address of the schedule in PagerDuty, such as PABC123.',
    });
  }
  if (status === 429) {
    throw new SourceError('overloaded', `${asked.name} has had too many requests of this account (429).`, {
      hint: 'Try again in a minute; other tools with the same key share its limit.',
    });
  }
  if (status < 200 || status > 299) throw refusal(answer, asked);
  const read = v.safeParse(page, json(answer));
  if (!read.success) throw badBody(answer, asked);
  return read.output;
}

/** Too many requests, and trouble on its side, pass. */
async function patiently(ask: () => Promise<Answer>, {clock, signal}: Asking): Promise<Answer> {
  for (const ms of PAUSES) {
    const answer = await ask();
    if (answer.status !== 429 && answer.status < 500) return answer;
    await pause(clock, ms, signal);
    signal.throwIfAborted();
  }
  return ask();
}

function json({text}: Answer): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Who is on without an end is on for all of the time that was asked for. */
function shiftOf({start, end, user}: Entry, window: Window, people: PagerDutyScheduleOptions['people']): Shift {
  const [from, until] = [Date.parse(start ?? ''), Date.parse(end ?? '')];
  return {
    user: nameOf(user, people),
    from: Number.isNaN(from) ? window.from : from,
    until: Number.isNaN(until) ? window.until : until,
  };
}

function nameOf({id, summary, name, email}: Entry['user'], people: PagerDutyScheduleOptions['people']): string {
  const known = [id, email, name, summary].map(text => text?.toLowerCase());
  const [ours] = Object.entries(people).find(([, theirs]) => known.includes(theirs.toLowerCase())) ?? [];
  return ours ?? plainText(summary ?? name ?? email ?? id);
}

function withoutToken(error: unknown, token: string): unknown {
  if (!(error instanceof SourceError)) return error;
  const {kind, message, hint} = error;
  const hidden = (text: string) => text.replaceAll(token, '***');
  return new SourceError(kind, hidden(message), {hint: hidden(hint)});
}
