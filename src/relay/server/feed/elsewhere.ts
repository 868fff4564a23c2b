import * as v from 'valibot';
import {FEED_MESSAGES} from '../../../core/feed/message.js';
import type {Clock} from '../../../core/ports.js';
import type {Whispers} from '../../backbone/backbone.js';
import type {Presence} from './presences.js';

/** Who is at the other relays of the same stream. */
export interface Elsewhere {
  /** Somebody here does this now, or is gone. */
  tell(presence: Presence): void;
  /** Says again who is here, and lets go of relays that have not been heard for long. */
  beat(): void;
  stop(): void;
}

interface Parts {
  readonly whispers: Whispers;
  /** Names this relay among the others. */
  readonly name: string;
  readonly clock: Clock;
  /** Ms between two beats. */
  readonly heartbeat: number;
  here(): readonly Presence[];
  /** Somebody at that relay does this now. */
  onPresence(relay: string, presence: Presence): void;
  /** These are all who are at that relay. */
  onAll(relay: string, all: readonly Presence[]): void;
  onGone(relay: string): void;
}

/** So many beats without a word, and a relay counts as gone. */
const MISSED = 2.5;

const word = v.object({
  from: v.pipe(v.string(), v.nonEmpty()),
  now: v.optional(FEED_MESSAGES.presence),
  all: v.optional(v.array(FEED_MESSAGES.presence)),
  /** It has just begun, and knows nobody. */
  asks: v.optional(v.literal(true)),
});

export function elsewhere(parts: Parts): Elsewhere {
  const {whispers, name, clock} = parts;
  const heardAt = new Map<string, number>();
  const say = (said: Omit<v.InferInput<typeof word>, 'from'>) => whispers.say(JSON.stringify({from: name, ...said}));
  const sayAll = () => say({all: [...parts.here()]});
  const stop = whispers.hear(text => {
    const said = read(text);
    if (said === undefined || said.from === name) return;
    const {from, now, all, asks} = said;
    const isNew = !heardAt.has(from);
    heardAt.set(from, clock.monotonic());
    if (isNew || asks === true) sayAll();
    if (all !== undefined) parts.onAll(from, all);
    if (now !== undefined) parts.onPresence(from, now);
  });
  say({asks: true, all: [...parts.here()]});
  return {
    tell: presence => say({now: presence}),
    beat() {
      sayAll();
      const since = clock.monotonic() - MISSED * parts.heartbeat;
      for (const [relay, at] of heardAt) {
        if (at > since) continue;
        heardAt.delete(relay);
        parts.onGone(relay);
      }
    },
    stop() {
      say({all: []});
      stop();
    },
  };
}

/** Whatever else is said on the channel is passed over. */
function read(text: string): v.InferOutput<typeof word> | undefined {
  try {
    const result = v.safeParse(word, JSON.parse(text));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}
