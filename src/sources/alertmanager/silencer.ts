import type {PlacedSilence, SilenceDraft} from '../../core/alert/silence.js';
import {type Clock, type Silencer, SourceError} from '../../core/ports.js';
import {pause} from '../../lib/pause.js';
import type {Client} from '../http/client.js';
import {neverLeft} from '../http/never-left.js';
import {refusal} from '../http/refusal.js';
import {isGood, misshapen, parsed} from './endpoints.js';
import {instant, silenceOf} from './normalise.js';
import {isRawSilence, isRecord, type RawSilence} from './raw.js';
import {readSilences, readStatus} from './reads.js';
import {carries, endFor, silenceBody} from './silence-body.js';
import type {TrueValues} from './true-values.js';

export interface SilencerOptions {
  readonly source: string;
  /** One for each member. */
  readonly clients: readonly Client[];
  /** Members that answered lately, by name; they are asked first. */
  readonly healthy: () => ReadonlySet<string>;
  readonly values: TrueValues;
  readonly clock: Clock;
  /** Deadline of one request, ms. */
  readonly timeout: number;
}

/** Members tell each other of a silence within about 200 ms: so long a repeat on another one waits. */
const GOSSIP = 1_000;
const SECOND_LOOK = 2_000;
const SKEW_HOLDS = 60_000;
const END_TOLERANCE = 1_000;

/** One placing, from member to member. */
interface Placing {
  readonly draft: SilenceDraft;
  /** An earlier try may have reached a server. */
  readonly mayExist: boolean;
  readonly signal: AbortSignal;
  /** A POST was sent. */
  posted: boolean;
  /** The answer to a POST was lost: not necessarily the POST was. */
  lost: boolean;
}

export function silencer(options: SilencerOptions): Silencer {
  return {
    async placeSilence(draft, {mayExist, signal}) {
      const request: Placing = {draft, mayExist, signal, posted: false, lost: false};
      return onAnyMember(options, signal, client => placeCarefully(options, client, request));
    },
    async expireSilence(id, signal) {
      await onAnyMember(options, signal, client => expire(client, {id, deadline: options.timeout}, signal));
    },
    readSilence: (id, signal) =>
      onAnyMember(options, signal, async client => {
        const raw = await find(client, {id, deadline: options.timeout}, signal);
        return raw && silenceOf(raw, options.source);
      }),
  };
}

/** The members as they are asked: those that answer first. */
export function inOrder(clients: readonly Client[], healthy: ReadonlySet<string>): readonly Client[] {
  return [...clients].sort((a, b) => Number(healthy.has(b.address.name)) - Number(healthy.has(a.address.name)));
}

/** Tries the members in turn until one gives an answer; what is final with one is final with all. */
async function onAnyMember<T>(
  {clients, healthy}: SilencerOptions,
  signal: AbortSignal,
  ask: (client: Client) => Promise<T>,
): Promise<T> {
  let last: unknown;
  for (const client of inOrder(clients, healthy())) {
    try {
      return await ask(client);
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof SourceError) || error.kind === 'rejected') throw error;
      last ??= error;
    }
  }
  throw last;
}

/** Where an answer is lost, the same member is asked what it knows; then the next one, when it must have heard of it. */
async function placeCarefully(options: SilencerOptions, client: Client, placing: Placing): Promise<PlacedSilence> {
  if (placing.lost) await pause(options.clock, GOSSIP, placing.signal);
  placing.posted = false;
  try {
    return await place(options, client, placing);
  } catch (error) {
    if (!placing.posted || !mayHaveArrived(error)) throw error;
    placing.lost = true;
    const soon = {...options, timeout: Math.min(options.timeout, SECOND_LOOK)};
    const placed = await place(soon, client, placing).catch(() => undefined);
    if (placed === undefined) throw error;
    return placed;
  }
}

async function place(options: SilencerOptions, client: Client, placing: Placing): Promise<PlacedSilence> {
  const {draft, signal} = placing;
  const mayExist = placing.mayExist || placing.lost;
  const found = await current(client, {draft, mayExist, deadline: options.timeout}, signal);
  const serverNow = await now(options, client, signal);
  const earlier = found !== undefined && found.id !== draft.id && mayExist;
  if (earlier && instant(found.endsAt) >= endFor(draft, serverNow) - END_TOLERANCE) return placedAs(found, client);
  const body = silenceBody(draft, {current: found, serverNow, values: options.values});
  placing.posted = true;
  const id = await post(client, {body, deadline: options.timeout}, signal);
  const made = await find(client, {id, deadline: options.timeout}, signal).catch(() => undefined);
  if (made !== undefined) return placedAs(made, client);
  const startsAt = Math.max(instant(body.startsAt), found === undefined ? serverNow : 0);
  return {id, startsAt, endsAt: instant(body.endsAt), member: client.address.name};
}

/** The silence that the draft changes, or that an earlier try of it made; one that has ended cannot be changed. */
async function current(
  client: Client,
  wanted: {readonly draft: SilenceDraft; readonly mayExist: boolean; readonly deadline: number},
  signal: AbortSignal,
): Promise<RawSilence | undefined> {
  const {draft, mayExist, deadline} = wanted;
  const named = draft.id === undefined ? undefined : await find(client, {id: draft.id, deadline}, signal);
  if (named !== undefined && named.status?.state !== 'expired') return named;
  if (!mayExist && draft.id === undefined) return undefined;
  const all = await readSilences(client, {deadline, anew: true}, signal);
  return all.find(raw => raw.status?.state !== 'expired' && carries(raw, draft.token));
}

async function post(
  client: Client,
  sent: {readonly body: ReturnType<typeof silenceBody>; readonly deadline: number},
  signal: AbortSignal,
): Promise<string> {
  const call = {method: 'POST' as const, path: '/silences', body: sent.body, deadline: sent.deadline};
  const answer = await client.call(call, signal);
  if (answer.status === 404 && 'id' in sent.body) {
    const {id: _unknown, ...anew} = sent.body;
    return post(client, {...sent, body: anew}, signal);
  }
  if (!isGood(answer)) throw refusal(answer, client.asked(call));
  const body = parsed(client, {call, answer});
  const id = isRecord(body) ? (body.silenceID ?? body.id) : undefined;
  if (typeof id !== 'string') throw misshapen(client, call, body);
  return id;
}

/** Undefined when the server knows none of that id. */
async function find(
  client: Client,
  {id, deadline}: {readonly id: string; readonly deadline: number},
  signal: AbortSignal,
): Promise<RawSilence | undefined> {
  const call = {path: `/silence/${encodeURIComponent(id)}`, deadline};
  const answer = await client.call(call, signal);
  if (answer.status === 404 || answer.status === 422) return undefined;
  if (!isGood(answer)) throw refusal(answer, client.asked(call));
  const body = parsed(client, {call, answer});
  if (!isRawSilence(body)) throw misshapen(client, call, body);
  return body;
}

/** Alertmanager before 0.26 says 500 for a silence it does not know. */
async function expire(
  client: Client,
  {id, deadline}: {readonly id: string; readonly deadline: number},
  signal: AbortSignal,
): Promise<void> {
  const call = {method: 'DELETE' as const, path: `/silence/${encodeURIComponent(id)}`, deadline};
  const answer = await client.call(call, signal);
  const unknown = [404, 410, 422].includes(answer.status) || /silence[^"]* not found/i.test(answer.text);
  if (!isGood(answer) && !unknown) throw refusal(answer, client.asked(call));
}

/** The server's now; asked for when its clock has not been seen lately. */
async function now({clock, timeout}: SilencerOptions, client: Client, signal: AbortSignal): Promise<number> {
  const seen = client.skew.observedAt();
  if (seen === undefined || Math.abs(clock.now() - seen) > SKEW_HOLDS) await readStatus(client, timeout, signal);
  return clock.now() + (client.skew.value() ?? 0);
}

/** A request that was refused, or never left, made nothing. */
function mayHaveArrived(error: unknown): boolean {
  return (
    error instanceof SourceError && ['timeout', 'unreachable', 'bad-answer'].includes(error.kind) && !neverLeft(error)
  );
}

function placedAs(raw: RawSilence, client: Client): PlacedSilence {
  const {id, startsAt, endsAt, createdBy} = raw;
  const said = typeof createdBy === 'string' ? {createdBy} : {};
  return {id, startsAt: instant(startsAt), endsAt: instant(endsAt), member: client.address.name, ...said};
}
