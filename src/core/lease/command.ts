import type {LeaseTerms} from './lease.js';

/** What can be asked of the writer about who acts for whom. Durations are ms. */
export type LeaseCommand =
  /** Internal: a relay has said what it does for this cockpit. */
  | {readonly type: 'note-lease'; readonly terms: LeaseTerms}
  /** Nobody is to act for this cockpit from now on. */
  | {readonly type: 'end-lease'; readonly reason: 'left' | 'refused'}
  /** Internal, at a relay: that cockpit was not heard of for so long. */
  | {readonly type: 'take-lease'; readonly of: string; readonly operator: string; readonly silent: number}
  /** Internal, at a relay: that cockpit is back, and nothing is under way for it. */
  | {readonly type: 'return-lease'; readonly of: string};
