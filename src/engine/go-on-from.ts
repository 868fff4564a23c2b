import type {Clock} from '../core/ports.js';
import type {Fact} from '../core/shift/fact.js';

/**
 * Lets a clock be no earlier than what a journal recorded last: where that of the machine was set back since, another
 * process goes on as the one that wrote it does. Facts are of the journal `origin` and of others, oldest first.
 */
export function goOnFrom(
  {facts, origin}: {readonly facts: readonly Fact[]; readonly origin: string},
  clock: Clock,
  mostSetBack = Number.POSITIVE_INFINITY,
): void {
  const last = Date.parse(facts.findLast(fact => fact.origin === origin)?.at ?? '');
  if (last - clock.now() <= mostSetBack) clock.notBefore?.(last);
}
