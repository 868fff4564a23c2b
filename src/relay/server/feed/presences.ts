import type {FeedMessageOf} from '../../../core/feed/message.js';
import {messageBytes} from './frame.js';

export type Presence = FeedMessageOf<'presence'>;

/**
 * What everybody is doing now, the latest of each cockpit. Told by whom it is connected to, a client here or another
 * relay, and forgotten with that.
 */
export interface Presences<Teller> {
  /** The message of it; undefined where nothing is said by it. */
  say(teller: Teller, presence: Presence): Buffer | undefined;
  /** The messages by which others learn that the teller is gone; none of a cockpit that came back by another one. */
  leave(teller: Teller): readonly Buffer[];
  all(): readonly Buffer[];
  of(tells: (teller: Teller) => boolean): readonly Presence[];
}

export function presences<Teller>(): Presences<Teller> {
  const known = new Map<string, {readonly teller: Teller; readonly presence: Presence; readonly bytes: Buffer}>();
  return {
    say(teller, presence) {
      const {origin, doing} = presence;
      const before = known.get(origin);
      const bytes = messageBytes(presence);
      if (doing === 'gone') {
        if (before !== undefined && before.teller !== teller) return undefined;
        known.delete(origin);
        return bytes;
      }
      known.set(origin, {teller, presence, bytes});
      return before?.bytes.equals(bytes) === true ? undefined : bytes;
    },
    leave(teller) {
      const left = [...known.values()].filter(one => one.teller === teller);
      for (const {presence} of left) known.delete(presence.origin);
      return left.map(({presence}) => messageBytes(goneOf(presence)));
    },
    all: () => [...known.values()].map(({bytes}) => bytes),
    of: tells => [...known.values()].filter(({teller}) => tells(teller)).map(({presence}) => presence),
  };
}

export function goneOf({type, origin, by}: Presence): Presence {
  return {type, origin, by, doing: 'gone'};
}
