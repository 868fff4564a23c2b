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
  return {
    seq,
    bytes:
      entry.kind === 'alert'
        ? messageBytes({type: 'alert', id, at, ...entry.alert})
        : messageBytes({type: 'fact', id, at, fact: entry.fact}),
  };
}

export function messageBytes(message: FeedMessage): Buffer {
  return Buffer.from(JSON.stringify(message));
}
