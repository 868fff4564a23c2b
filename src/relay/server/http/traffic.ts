/** What is being taken in at this moment, by all hooks. */
export interface Traffic {
  readonly requests: number;
  /** Undefined when as many are on their way as may be. */
  enter(): Passage | undefined;
}

/** One request's part of it. */
export interface Passage {
  /** Makes room for so many bytes; false when there is none. */
  hold(bytes: number): boolean;
  leave(): void;
}

export function traffic(most: {readonly requests: number; readonly bytes: number}): Traffic {
  let requests = 0;
  let bytes = 0;
  return {
    get requests() {
      return requests;
    },
    enter() {
      if (requests >= most.requests) return undefined;
      requests += 1;
      let held = 0;
      return {
        hold(more) {
          if (bytes + more > most.bytes) return false;
          held += more;
          bytes += more;
          return true;
        },
        leave() {
          requests -= 1;
          bytes -= held;
        },
      };
    },
  };
}
