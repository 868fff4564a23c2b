/**
 * Who may act for which cockpit, agreed on by all relays of a stream. Times are ms.
 *
 * Never two at once: a cockpit, and a relay that acts for it, each act only so long after their word was last taken
 * down here, and for less time than the word stands. The cockpit's ends at 80 % of the length, counted from when it
 * asked; so does a relay's, counted from when it last asked to keep. Both words are looked at and written as one, so that
 * a relay begins only where neither stands. Whoever cannot reach the book lets its own run out: then only the word that
 * is on the other side of the cut can still stand.
 *
 * Nor nobody for long: what is silent on either side runs out within one length, and another may begin. A book that was
 * away is not trusted for one length more, since words may be missing in it: whoever lives has said so again by then. As
 * long as it is away from everybody, a cockpit sends after five lengths what a target can tell from its repeat, under
 * the key that the relay would use; what cannot be told from a repeat waits for the operator, who is told so.
 */
export interface LeaseBook {
  /** That cockpit was heard of here; false while a relay acts for it: then it is told to wait, and that relay to end. */
  heard(of: string, length: number): Promise<boolean>;
  /** Takes it for this relay: only when no relay has heard of it for so long, and no other acts for it. */
  claim(of: string, length: number): Promise<Claim>;
  /** Goes on acting; false when its word has run out, so that another may act by now, or the cockpit is back elsewhere. */
  keep(of: string, length: number): Promise<boolean>;
  /** Acts for it no more. */
  release(of: string): Promise<void>;
}

/** Of a claim: it is granted, the cockpit lives, another relay acts for it, or what the book says is not sure yet. */
export type Claim = 'ours' | 'heard' | 'taken' | 'unsure';

/** Of a relay that shares its stream with nobody: there is nobody to agree with. */
export function ownBook(): LeaseBook {
  const held = new Set<string>();
  return {
    heard: async of => !held.has(of),
    claim: async of => {
      held.add(of);
      return 'ours';
    },
    keep: async () => true,
    release: async of => void held.delete(of),
  };
}
