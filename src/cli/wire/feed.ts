import {resolveAccess} from '../../config/access.js';
import type {Config} from '../../config/config.js';
import type {Env} from '../../config/places.js';
import type {Clock, Feed} from '../../core/ports.js';

/** The feed of the configuration, its secrets read; undefined where there is none. */
export async function feedOf(
  {feed: configured, alertmanagers}: Config,
  parts: {readonly env: Env; readonly clock: Clock},
): Promise<Feed | undefined> {
  if (configured === undefined) return undefined;
  const {feed} = await import('../../sources/feed/feed.js');
  const {url, format, source} = configured;
  const access = await resolveAccess(configured, 'The feed', parts.env);
  return feed({url, format, source, ...access}, {clock: parts.clock, polled: alertmanagers.map(({name}) => name)});
}
