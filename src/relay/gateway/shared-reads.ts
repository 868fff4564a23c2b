import type {Clock} from '../../core/ports.js';
import type {UpstreamAnswer} from './upstream.js';

/** An answer, and how long ago its question was asked, ms. */
export interface Aged {
  readonly answer: UpstreamAnswer;
  readonly age: number;
}

/** The reads of one server, shared by everybody who asks: one question at a time, and its answer as long as it is fresh. */
export interface SharedReads {
  /** `anew`: what is remembered is not good enough. Rejects as `ask` does. */
  read(path: string, how: {readonly anew: boolean}): Promise<Aged>;
  /** Something has changed there: what was asked before now is void. */
  forget(): void;
}

interface Parts {
  readonly clock: Clock;
  /** For so long, ms, an answer is fresh. */
  readonly fresh: number;
  ask(path: string): Promise<UpstreamAnswer>;
}

interface Known {
  readonly answer: UpstreamAnswer;
  readonly askedAt: number;
}

/** One path's way: what is known of it, and what is asked now. */
interface Way {
  known?: Known | undefined;
  asking?: Promise<Known> | undefined;
  failed?: {readonly error: unknown; readonly at: number} | undefined;
  endedAt: number;
  took: number;
}

/** A failure stands for so long, ms, so that a crowd does not ask a dead server again and again. */
const FAILED = 1_000;
const LEAST_GAP = 50;
/** Other paths (with a query, of one silence) are let go when there are more. */
const MOST_WAYS = 64;

export function sharedReads(parts: Parts): SharedReads {
  const {clock, fresh} = parts;
  let ways = new Map<string, Way>();

  const wayOf = (path: string): Way => {
    const found = ways.get(path) ?? {endedAt: Number.NEGATIVE_INFINITY, took: 0};
    ways.delete(path);
    ways.set(path, found);
    const [oldest] = ways.keys();
    if (ways.size > MOST_WAYS && oldest !== undefined) ways.delete(oldest);
    return found;
  };
  const ask = (path: string, way: Way): Promise<Known> => {
    const asking = (async () => {
      // No more than half of the server's time is taken, however often what is known becomes void.
      await until(clock, way.endedAt + Math.max(LEAST_GAP, way.took));
      const askedAt = clock.monotonic();
      try {
        const answer = await parts.ask(path);
        const known = {answer, askedAt};
        way.known = answer.status === 200 ? known : undefined;
        way.failed = undefined;
        return known;
      } catch (error) {
        way.failed = {error, at: clock.monotonic()};
        throw error;
      } finally {
        way.endedAt = clock.monotonic();
        way.took = way.endedAt - askedAt;
        way.asking = undefined;
      }
    })();
    way.asking = asking;
    return asking;
  };
  return {
    async read(path, {anew}) {
      const way = wayOf(path);
      const now = clock.monotonic();
      const {known, failed} = way;
      if (!anew && known !== undefined && now - known.askedAt <= fresh) return aged(known, now);
      if (!anew && failed !== undefined && now - failed.at < FAILED) throw failed.error;
      const next = await (way.asking ?? ask(path, way));
      return aged(next, clock.monotonic());
    },
    forget() {
      // A question that is under way may have been answered before the change: those who ask now do not wait for it.
      const before = ways;
      ways = new Map();
      for (const [path, {endedAt, took}] of before) ways.set(path, {endedAt, took});
    },
  };
}

function aged({answer, askedAt}: Known, now: number): Aged {
  return {answer, age: now - askedAt};
}

function until(clock: Clock, at: number): Promise<void> {
  const wait = at - clock.monotonic();
  return wait <= 0 ? Promise.resolve() : new Promise(resolve => void clock.after(wait, resolve));
}
