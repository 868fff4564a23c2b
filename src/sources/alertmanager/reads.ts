import {SourceError} from '../../core/ports.js';
import type {Client} from '../http/client.js';
import {agedJson, json, misshapen} from './endpoints.js';
import {type Known, type Listing, listingOf} from './listing.js';
import {isRawSilence, isRecord, type RawSilence, type RawStatus} from './raw.js';

/** The alerts of one server: by groups, or as a plain list where it has no groups. */
export async function readAlerts(
  client: Client,
  how: {readonly known: Known; readonly deadline: number},
  signal: AbortSignal,
): Promise<AgedListing> {
  try {
    return await readShape(client, {...how, shape: 'groups'}, signal);
  } catch (error) {
    if (!isNotFound(error)) throw error;
    return readShape(client, {...how, shape: 'alerts'}, signal);
  }
}

/** A list that may be older than the question: by so many ms. */
export type AgedListing = Listing & {readonly age: number};

/** The state of one server; nothing known where it does not tell. */
export async function readStatus(client: Client, deadline: number, signal: AbortSignal): Promise<RawStatus> {
  const call = {path: '/status', deadline};
  const body = await json(client, call, signal).catch(error => {
    if (isNotFound(error)) return {};
    throw error;
  });
  if (!isRecord(body)) throw misshapen(client, call, body);
  return body;
}

/** All silences of one server, expired ones too; `anew` where what a cache on the way has is not good enough. */
export async function readSilences(
  client: Client,
  how: {readonly deadline: number; readonly anew?: boolean},
  signal: AbortSignal,
): Promise<RawSilence[]> {
  const call = {path: '/silences', ...how};
  const body = await json(client, call, signal);
  if (!Array.isArray(body) || !body.every(isRawSilence)) throw misshapen(client, call, body);
  return body;
}

async function readShape(
  client: Client,
  how: {readonly known: Known; readonly deadline: number; readonly shape: 'groups' | 'alerts'},
  signal: AbortSignal,
): Promise<AgedListing> {
  const call = {path: how.shape === 'groups' ? '/alerts/groups' : '/alerts', deadline: how.deadline};
  const {body, age} = await agedJson(client, call, signal);
  const listing = listingOf(body, how.shape, how.known);
  if (listing === undefined) throw misshapen(client, call, body);
  return {...listing, age};
}

function isNotFound(error: unknown): boolean {
  return error instanceof SourceError && error.kind === 'not-found';
}
