import type {FeedMessageOf} from '../../../core/feed/message.js';
import {messageBytes} from './frame.js';

export type Presence = FeedMessageOf<'presence'>;

/** What everybody is doing now, the latest of each cockpit. Told by clients, forgotten with their connections. */
export interface Presences<Client> {
  /** The message of it. */
  say(client: Client, presence: Presence): Buffer;
  /** The messages by which others learn that the client is gone; none when it came back by another connection. */
  leave(client: Client): readonly Buffer[];
  all(): readonly Buffer[];
}

export function presences<Client>(): Presences<Client> {
  const known = new Map<string, {readonly client: Client; readonly presence: Presence; readonly bytes: Buffer}>();
  return {
    say(client, presence) {
      const bytes = messageBytes(presence);
      if (presence.doing === 'gone') known.delete(presence.origin);
      else known.set(presence.origin, {client, presence, bytes});
      return bytes;
    },
    leave(client) {
      const left = [...known.values()].filter(one => one.client === client);
      for (const {presence} of left) known.delete(presence.origin);
      return left.map(({presence: {type, origin, by}}) => messageBytes({type, origin, by, doing: 'gone'}));
    },
    all: () => [...known.values()].map(({bytes}) => bytes),
  };
}
