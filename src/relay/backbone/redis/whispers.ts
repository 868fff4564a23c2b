import type {Whispers} from '../backbone.js';
import type {Follower} from './follower.js';
import type {Link} from './link.js';
import {reasonOf} from './reason.js';

/** What relays on one Redis tell each other: whoever does not hear it now never will. */
export function whispersOf(follower: Follower): Whispers {
  const {whispers, settings} = follower;
  return {
    say(text) {
      const {link} = follower;
      // Lost is what is said while Redis is gone: it is said again in a while.
      link?.asking.publish(settings.keys.whispers, text).catch(() => undefined);
    },
    hear(listener) {
      whispers.add(listener);
      return () => void whispers.delete(listener);
    },
  };
}

/** Hears them over this link. Where the user of Redis may not, relays know only of their own cockpits. */
export async function hearWhispers({whispers, settings, warn}: Follower, link: Link): Promise<void> {
  try {
    await link.hear(settings.keys.whispers, text => {
      for (const hear of whispers) hear(text);
    });
  } catch (error) {
    warn(`Who is at other relays is not known here: ${reasonOf(error)}`);
  }
}
