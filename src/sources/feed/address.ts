import {FEED_PROTOCOL} from '../../core/feed/message.js';

const PATH = '/v1/feed';

export interface FeedAddress {
  /** `host:port`, for people. */
  readonly name: string;
  /** Where to connect, with the protocol asked for and the place to go on from. */
  url(after: string | undefined): string;
  /** Where to connect when somebody else serves it: as it was written. */
  readonly foreign: string;
}

/** Reads a feed's URL as people write it: with http or ws, with or without the path. Throws when it is none. */
export function feedAddress(text: string): FeedAddress {
  const url = new URL(/^[a-z]+:\/\//i.test(text) ? text : `ws://${text}`);
  url.protocol = url.protocol.replace('http', 'ws');
  if (url.protocol !== 'ws:' && url.protocol !== 'wss:') throw new TypeError(`${text} is no URL of a feed`);
  const foreign = url.href;
  if (url.pathname === '/' || url.pathname === '') url.pathname = PATH;
  url.hash = '';
  const port = url.port || (url.protocol === 'wss:' ? '443' : '80');
  return {
    name: `${url.hostname}:${port}`,
    foreign,
    url(after) {
      const asked = new URL(url);
      asked.searchParams.set('v', String(FEED_PROTOCOL));
      if (after !== undefined) asked.searchParams.set('after', after);
      return asked.href;
    },
  };
}
