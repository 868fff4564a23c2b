import {endingFacts} from '../escalation/one-ack.js';
import type {Asking, Decision} from '../shift/decision.js';
import type {WatchState} from '../watch-state.js';
import type {LeaseCommand} from './command.js';
import type {Covers, Lease} from './lease.js';

type CommandOf<T extends LeaseCommand['type']> = Extract<LeaseCommand, {type: T}>;

/**
 * What a relay grants is recorded when it is new: after a restart it is known that somebody may be acting. It is the
 * operator's fact: a relay that hears of this cockpit by nothing else knows by it in whose name it acts.
 */
export function decideNoteLease({terms}: CommandOf<'note-lease'>, {shift, settings}: WatchState): Decision {
  const before = shift.leases.get(shift.origin);
  const isKnown = before?.length === terms.length && isSame(before.covers, terms);
  if (isKnown && before.operator === settings.operator) return [];
  const {relay, length, sources, policies, targets} = terms;
  return [
    {
      type: 'lease.granted',
      relay,
      length,
      sources: [...sources],
      policies: [...policies],
      targets: [...targets],
    },
  ];
}

export function decideEndLease({reason}: CommandOf<'end-lease'>, {shift}: WatchState): Decision {
  return shift.leases.has(shift.origin) ? [{type: 'lease.ended', reason}] : [];
}

/** From now on this process acts for that cockpit. What came to an end while nobody did is ended where it was told. */
export function decideTakeLease(
  {of, operator, silent}: CommandOf<'take-lease'>,
  state: WatchState,
  asking: Asking,
): Decision {
  const {shift} = state;
  const before = shift.leases.get(of);
  if (before?.holder === shift.origin) return [];
  const upTo = shift.others.get(of) ?? 0;
  const held: Lease = {
    ...(before ?? {covers: {sources: [], policies: [], targets: []}, holders: []}),
    operator,
    holder: shift.origin,
    upTo,
  };
  const leases = new Map(shift.leases).set(of, held);
  return [
    {type: 'lease.taken', of, operator, silent, upTo},
    ...endingFacts({...state, shift: {...shift, leases}}, asking),
  ];
}

export function decideReturnLease({of}: CommandOf<'return-lease'>, {shift}: WatchState): Decision {
  const lease = shift.leases.get(of);
  return lease?.holder === shift.origin ? [{type: 'lease.returned', of, operator: lease.operator}] : [];
}

function isSame(a: Covers, b: Covers): boolean {
  const text = ({sources, policies, targets}: Covers) => JSON.stringify([sources, policies, targets]);
  return text(a) === text(b);
}
