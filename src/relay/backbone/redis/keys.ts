/** Where the stream's parts stand in Redis. One hash tag holds them together, as a cluster wants it. */
export interface Keys {
  /** Hash: epoch, the epoch in which the stream was made, and the last number. */
  readonly meta: string;
  /** Stream: the entries. */
  readonly stream: string;
  /** Hash: by journal, its highest number. */
  readonly have: string;
  /** Hash: by alert, number and text of its last entry while it fires. */
  readonly firing: string;
  /** Sorted set: those alerts by that number. */
  readonly order: string;
  /** What the names of the keys begin with that remember what was told lately. */
  readonly told: string;
  /** What the names of the keys begin with that say who acts for which cockpit. */
  readonly lease: string;
  /** Channel: what relays tell each other and nobody keeps. */
  readonly whispers: string;
}

export function keysOf(prefix: string): Keys {
  const key = (name: string) => `${prefix}{wk}:${name}`;
  return {
    meta: key('meta'),
    stream: key('stream'),
    have: key('have'),
    firing: key('firing'),
    order: key('order'),
    told: key('told'),
    lease: key('lease'),
    whispers: key('whispers'),
  };
}
