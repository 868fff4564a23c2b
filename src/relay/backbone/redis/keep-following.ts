import {backoff} from '../../../lib/backoff.js';
import {attach, attachAnew} from './attach.js';
import {durabilityOf} from './durability.js';
import {follow} from './follow.js';
import type {Follower} from './follower.js';
import {connect, type Link} from './link.js';
import {asError, reasonOf} from './reason.js';
import {hearWhispers} from './whispers.js';

/** Between two tries to reach Redis, in ms. */
const PAUSE = {first: 100, most: 5000};
/** A link that has worked for so many ms is not taken for one that breaks each time. */
const STEADY = 10_000;
/** A break this short, ms, has kept no cockpit from saying that it lives. */
const BLINK = 1_000;

/** Reaches Redis and hears what it has. Rejects when it cannot be reached. */
export async function begin(follower: Follower): Promise<Link> {
  const link = await connect(follower.settings);
  const {clock} = follower.settings;
  try {
    await attach(follower, link);
    if (clock.monotonic() - follower.endedAt > BLINK) follower.steadySince = clock.monotonic();
  } catch (error) {
    link.end(asError(error));
    throw error;
  }
  follower.link = link;
  void hearWhispers(follower, link);
  void tellOfSettings(follower, link);
  return link;
}

/** What Redis may lose is told once, at the start; it is no reason not to begin. */
async function tellOfSettings(follower: Follower, {asking, within}: Link): Promise<void> {
  if (follower.isLookedAt) return;
  follower.isLookedAt = true;
  const found = await within(durabilityOf(asking)).catch(() => undefined);
  for (const {text, next} of found?.warnings ?? []) follower.warn(`${text}. ${next}`);
}

/** Hears the stream over this link, and when that ends over the next one, until the signal aborts. Never rejects. */
export async function keepFollowing(follower: Follower, first: Link | undefined, signal: AbortSignal): Promise<void> {
  const {clock, random} = follower.settings;
  let link = first;
  let attempt = 0;
  while (!signal.aborted) {
    const since = clock.monotonic();
    try {
      link ??= await begin(follower);
      if (signal.aborted) link.end(new Error('closed'));
      else await followOver(follower, link);
    } catch (error) {
      follower.trouble = troubleOf(follower, error);
      link?.end(asError(error));
    }
    // One that was never there has ended nothing.
    if (follower.link !== undefined) follower.endedAt = clock.monotonic();
    follower.link = undefined;
    link = undefined;
    attempt = clock.monotonic() - since > STEADY ? 1 : attempt + 1;
    await pause(follower, backoff(attempt, PAUSE, random), signal);
  }
}

async function followOver(follower: Follower, link: Link): Promise<never> {
  for (;;) {
    await follow(follower, link);
    await attachAnew(follower, link);
  }
}

export function troubleOf({settings}: Pick<Follower, 'settings'>, error: unknown): string {
  return `Redis at ${placeOf(settings.url)} does not do its work: ${reasonOf(error)}`;
}

/** Without user and password. */
function placeOf(url: string): string {
  if (!URL.canParse(url)) return 'an address that is none';
  const {host, pathname} = new URL(url);
  return host === '' ? pathname : host;
}

function pause({settings}: Follower, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const end = () => {
      stop();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const stop = settings.clock.after(ms, end);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}
