import {accessOf} from './access.js';
import type {FeedConfig} from './config.js';
import type {FileConfig} from './schema.js';

/** The feed of our file, its paths made absolute. */
export function feedOf(feed: NonNullable<FileConfig['feed']>, base: string, home: string): FeedConfig {
  const {url, token, format = 'watchkeeper', source = 'feed', headers, tls} = feed;
  const {proxy: _, ...access} = accessOf(
    {headers, tls, ...(token === undefined ? {} : {auth: {bearer: token}})},
    base,
    home,
  );
  return {url: url.replace(/\/+$/, ''), format, source, ...access};
}
