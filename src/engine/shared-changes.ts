import {type Alert, alertKey} from '../core/alert/alert.js';
import type {Clock, FoundChanges, Lookups} from '../core/ports.js';

type Changes = NonNullable<Lookups['changes']>;

/** What was answered for a service holds for this long, in ms; that it failed, for less. */
const HOLDS = 2 * 60_000;
const FAILURE_HOLDS = 30_000;
const KEPT = 50;

interface Answer {
  readonly promise: Promise<FoundChanges>;
  /** Unix ms; while it is under way, for ever. */
  until: number;
}

/** Asks for changes once for all alerts of a service, and never for two services at once. */
export function sharedChanges(changes: Changes, clock: Pick<Clock, 'now'>): Changes {
  const answers = new Map<string, Answer>();
  let last: Promise<unknown> = Promise.resolve();

  const ask = (alert: Alert, signal: AbortSignal): Answer => {
    const promise = last.then(() => changes(alert, signal));
    const answer: Answer = {promise, until: Number.POSITIVE_INFINITY};
    const holds = (ms: number) => () => {
      answer.until = clock.now() + ms;
    };
    last = promise.then(holds(HOLDS), holds(FAILURE_HOLDS));
    return answer;
  };
  return (alert, signal) => {
    const key = alert.labels.service === undefined ? alertKey(alert) : `service ${alert.labels.service}`;
    const known = answers.get(key);
    if (known !== undefined && clock.now() < known.until) return known.promise;
    const answer = ask(alert, signal);
    answers.delete(key);
    answers.set(key, answer);
    for (const oldest of answers.keys()) {
      if (answers.size <= KEPT) break;
      answers.delete(oldest);
    }
    return answer.promise;
  };
}
