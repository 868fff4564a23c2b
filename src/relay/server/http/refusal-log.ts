import type {Clock} from '../../../core/ports.js';
import type {Answer} from './answer.js';

/** So long, ms, the same refusal of a hook is told once: a wrong token would fill the log. */
const ONCE_IN = 60_000;

/** Tells the log why a sender was refused: whoever sets it up looks there, and the sender keeps no answer. */
export function refusalLog(clock: Clock, warn: (line: string) => void): (hook: string, answer: Answer) => void {
  const told = new Map<string, number>();
  return (hook, {status, body}) => {
    const now = clock.monotonic();
    const key = `${hook} ${status}`;
    if (status < 400 || status >= 500 || now - (told.get(key) ?? Number.NEGATIVE_INFINITY) < ONCE_IN) return;
    told.set(key, now);
    warn(`The hook ${hook} refused a sender with ${status}: ${reasonIn(body)}`);
  };
}

/** Refusals are written by the relay itself, as JSON with a sentence in `error`. */
function reasonIn(body: Answer['body']): string {
  const said: unknown = JSON.parse(String(body));
  return (said as {readonly error?: string}).error ?? '';
}
