import {createHash} from 'node:crypto';
import {alertName} from '../alert-name.js';
import {type Place, type Prepared, piecesOf} from '../prepare.js';
import {digestOf} from '../repeats.js';
import type {Keys} from './keys.js';
import type {Client} from './link.js';
import {SCRIPT} from './script.js';

export interface Call {
  readonly keys: Keys;
  /** The epoch the caller thinks the stream is in, and the last number it has seen of it. */
  readonly known: string;
  readonly seen: number;
  /** A new epoch, should one be needed. */
  readonly fresh: string;
  /** By the server's clock, Unix ms, when it is too late to do it; 0 for never. */
  readonly deadline: number;
  /** About so many entries are kept. */
  readonly keep: number;
  /** So many firing alerts are known. */
  readonly firing: number;
  /** Ms for which a key is remembered. */
  readonly remember: number;
  readonly entries: readonly Prepared[];
  /** When they came, Unix ms. */
  readonly at: number;
}

/** `now` is the server's clock, Unix ms. */
export type Reply =
  | {readonly kind: 'ok'; readonly now: number; readonly seq: number; readonly numbers: readonly number[]}
  | {readonly kind: 'moved'; readonly now: number; readonly epoch: string}
  | {readonly kind: 'late'; readonly now: number};

/**
 * A relay that did not reach Redis may hand in so much later, ms, what another one was told in time: it must still be known
 * as a repeat. What waited for longer is taken in all the same.
 */
const LONGEST_WAIT = 24 * 60 * 60_000;

const SHA = createHash('sha1').update(SCRIPT).digest('hex');

export async function runScript(client: Client, call: Call): Promise<Reply> {
  const {meta, stream, have, firing, order} = call.keys;
  const asked = {keys: [meta, stream, have, firing, order], arguments: argumentsOf(call)};
  try {
    return replyOf(await client.evalSha(SHA, asked));
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
    return replyOf(await client.eval(SCRIPT, asked));
  }
}

function argumentsOf(call: Call): string[] {
  const {keys, known, seen, fresh, keep, firing, entries, at} = call;
  const deadline = Math.ceil(call.deadline);
  const knownFor = Math.ceil((call.remember + LONGEST_WAIT) / 1000);
  const head = [known, seen, fresh, deadline, keep, call.remember, firing, keys.told, knownFor].map(String);
  return [...head, ...entries.flatMap(prepared => entryArguments(prepared, {epoch: known, at}))];
}

/**
 * Kind; key and value, or journal and number; alert and its status; the text on both sides of its numbers; the journal it
 * waited in, its number there, and for how long, ms.
 */
function entryArguments(prepared: Prepared, place: Place): readonly string[] {
  const {waited, toldAt = place.at} = prepared;
  const [, first = '', second = ''] = piecesOf(prepared, {...place, at: toldAt});
  const waiting =
    waited === undefined
      ? ['', '', '0']
      : [waited.journal, String(waited.number), String(Math.max(0, Math.round(place.at - waited.came)))];
  return [...nameOf(prepared), first, second, ...waiting];
}

function nameOf({entry}: Prepared): readonly string[] {
  switch (entry.kind) {
    case 'alert': {
      const {alert, key, value} = entry;
      return ['alert', digestOf(`alert ${key}`), digestOf(value), alertName(alert), alert.status];
    }
    case 'fact':
      return ['fact', entry.fact.origin, String(entry.fact.seq), '', ''];
    case 'told':
      return ['told', digestOf(`told ${entry.key}`), '', '', ''];
  }
}

function replyOf(reply: unknown): Reply {
  const [kind, now, third, ...numbers] = reply as readonly unknown[];
  if (kind === 'moved') return {kind, now: Number(now), epoch: String(third)};
  if (kind === 'late') return {kind, now: Number(now)};
  return {kind: 'ok', now: Number(now), seq: Number(third), numbers: numbers.map(Number)};
}
