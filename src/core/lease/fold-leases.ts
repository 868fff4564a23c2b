import {type Draft, writableMap} from '../shift/draft.js';
import type {FactOf} from '../shift/fact.js';
import {wasAskedByHand} from '../shift/who.js';
import type {leaseFacts} from './facts.js';
import {COVERS_NOTHING, type Lease} from './lease.js';

type LeaseFact = keyof typeof leaseFacts;

/** How the facts about who acts for whom change the state. */
export const leaseAppliers: {readonly [T in LeaseFact]: (draft: Draft, fact: FactOf<T>) => void} = {
  'lease.granted': (draft, fact) => {
    const {sources, policies, targets, length} = fact;
    put(draft, fact.origin, before => ({
      ...before,
      // Journals of before have it by the program, which is nobody's name.
      operator: wasAskedByHand(fact) ? fact.by : before.operator || fact.by,
      length,
      covers: {sources, policies, targets},
    }));
  },
  'lease.ended': (draft, {origin}) => {
    if (draft.state.leases.has(origin)) writableMap(draft, 'leases').delete(origin);
  },
  'lease.taken': (draft, fact) =>
    put(draft, fact.of, before => ({
      ...before,
      operator: fact.operator,
      holder: fact.origin,
      takenAt: Date.parse(fact.at),
      upTo: fact.upTo,
      holders: [...new Set([...before.holders, fact.origin])],
    })),
  'lease.returned': (draft, fact) => {
    // One that was taken over by another relay since is not this one's to return.
    if (draft.state.leases.get(fact.of)?.holder !== fact.origin) return;
    const to = Date.parse(fact.at);
    put(draft, fact.of, ({holder: _nobody, takenAt: from = to, ...lease}) => ({
      ...lease,
      returned: fact.seq,
      acted: {from, to},
    }));
  },
};

function put(draft: Draft, of: string, how: (before: Lease) => Lease): void {
  const before = draft.state.leases.get(of) ?? {operator: '', covers: COVERS_NOTHING, upTo: 0, holders: []};
  writableMap(draft, 'leases').set(of, how(before));
}
