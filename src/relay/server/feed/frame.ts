import {feedIdText} from '../../../core/feed/feed-id.js';
import type {FeedMessage} from '../../../core/feed/message.js';
import type {Entry} from '../../backbone/backbone.js';

/** An entry as it goes over the wire, made once and shared by all clients. */
export interface Frame {
  readonly seq: number;
  readonly bytes: Buffer;
}

export function frameOf(entry: Entry, epoch: string): Frame {
  const {seq} = entry;
  const id = feedIdText({epoch, seq});
  const at = new Date(entry.at).toISOString();
  const bytes =
    entry.kind === 'alert'
      ? messageBytes({type: 'alert', id, at, ...entry.alert})
      : messageBytes({type: 'fact', id, at, fact: entry.fact});
  return {seq, bytes: apart(bytes)};
}

export function messageBytes(message: FeedMessage): Buffer {
  return Buffer.from(JSON.stringify(message));
}

/** Out of Node's pool: a frame is kept, and would keep all that happened to be put beside it. */
function apart(bytes: Buffer): Buffer {
  const own = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(own);
  return own;
}
