import {readEntry} from '../entry-text.js';
import type {Follower} from './follower.js';
import type {Link} from './link.js';
import {loadStream} from './load-stream.js';
import {putBack} from './put-back.js';
import {type Reply, runScript} from './run-script.js';

/** More than any stream has. */
const ALL = Number.MAX_SAFE_INTEGER;
/** The epoch may change again while it is looked for, but not for ever. */
const TRIES = 5;

/**
 * Finds out where the stream stands, and makes one when there is none. What this relay has heard stays when the stream
 * leads on from it; else it is heard anew, and so the listeners are told.
 */
export async function attach(follower: Follower, link: Link): Promise<void> {
  const found = await findEpoch(follower, link, follower.window.head);
  const sameSoFar = found.epoch === follower.epoch ? await compare(follower, link) : 'gone';
  if (sameSoFar === 'same') return;
  await load(follower, link, sameSoFar === 'other' ? await findEpoch(follower, link, ALL) : found);
}

/** The same, when it is known that the stream does not lead on from what was heard. */
export async function attachAnew(follower: Follower, link: Link): Promise<void> {
  await load(follower, link, await findEpoch(follower, link, follower.window.head));
}

interface Found {
  readonly epoch: string;
  readonly seq: number;
}

async function findEpoch(follower: Follower, link: Link, head: number): Promise<Found> {
  let known = follower.epoch;
  let seen = head;
  for (let tries = 0; tries < TRIES; tries++) {
    const reply = await ask(follower, link, {known, seen});
    if (reply.kind === 'ok') return {epoch: known, seq: reply.seq};
    if (reply.kind === 'moved') known = reply.epoch;
    seen = 0;
  }
  throw new Error('its stream changes all the time');
}

async function ask(
  follower: Follower,
  link: Link,
  {known, seen}: {readonly known: string; readonly seen: number},
): Promise<Reply> {
  const {clock, keys, ids, keep, mostFiring: firing, remember} = follower.settings;
  const call = {keys, known, seen, fresh: ids('e'), deadline: 0, keep, firing, remember, entries: [], at: 0};
  const reply = await link.within(runScript(link.asking, call));
  // The least that it can be: taken for more, what nobody waits for any more would still be done.
  follower.ahead = reply.now - clock.monotonic();
  return reply;
}

/**
 * Whether the last entry that was heard is still what it was. A replica that took over without it may since have given
 * its number to another one.
 */
async function compare({window, settings}: Follower, link: Link): Promise<'same' | 'other' | 'gone'> {
  const [last] = window.newest({count: 1, bytes: 0});
  if (last === undefined) return window.head === 0 ? 'same' : 'gone';
  const id = `${window.head}-0`;
  const found = (await link.within(link.asking.xRange(settings.keys.stream, id, id)))?.[0];
  if (found === undefined) return 'gone';
  return found.message.entry === last ? 'same' : 'other';
}

async function load(follower: Follower, link: Link, {epoch, seq}: Found): Promise<void> {
  const {settings, window, firing, listeners} = follower;
  let loaded = await loadStream(link, settings);
  const isAnew = follower.epoch !== '' && follower.epoch !== epoch;
  if (isAnew && (await putBack(follower, link, {epoch, loaded}))) loaded = await loadStream(link, settings);
  const head = loaded.texts.length === 0 ? seq : loaded.head;
  window.reset(head - loaded.texts.length);
  firing.clear();
  for (const [number, text] of loaded.firing) firing.take(readEntry(text, number), text);
  for (const text of loaded.texts) {
    window.add(text);
    // What fired before that was known when these were asked for.
    if (window.head > seq) firing.take(readEntry(text, window.head), text);
  }
  // What else Redis had may be gone with it.
  follower.steadySince = settings.clock.monotonic();
  follower.epoch = epoch;
  listeners.tell(undefined);
}
