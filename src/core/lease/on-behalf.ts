import type {Arrival, Command} from '../shift/command.js';
import type {NewFact} from '../shift/decision.js';
import type {ShiftState} from '../shift/state.js';
import {heldLeases} from './acting.js';

/** On whose behalf a relay records a fact: whose ack or delivery it is about, else of all that it acts for. */
export function onBehalf(fact: NewFact, shift: ShiftState, command: Command | Arrival): string | undefined {
  if (command.type === 'take-lease') return command.operator;
  if (fact.type === 'lease.returned') return fact.operator;
  const about = 'ack' in fact && typeof fact.ack === 'string' ? shift.acks.get(fact.ack) : undefined;
  const sent = 'delivery' in fact ? shift.deliveries.get(fact.delivery) : undefined;
  const owner = (about ?? sent)?.origin;
  const held = heldLeases({shift});
  const [, own] = held.find(([of]) => of === owner) ?? [];
  if (own !== undefined) return own.operator;
  return held.length === 0 ? undefined : held.map(([, {operator}]) => operator).join(', ');
}
