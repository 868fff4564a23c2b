/** Who may act for which cockpit, agreed on by all relays of a stream. Times are ms. */
export interface LeaseBook {
  /** That cockpit was heard of here; false while a relay acts for it: then it is told to wait, and that relay to end. */
  heard(of: string, length: number): Promise<boolean>;
  /** Takes it for this relay: only when no relay has heard of it for so long, and no other acts for it. */
  claim(of: string, length: number): Promise<boolean>;
  /** Goes on acting; false when another relay may act by now, or the cockpit is back at another one. */
  keep(of: string, length: number): Promise<boolean>;
  /** Acts for it no more. */
  release(of: string): Promise<void>;
}

/** Of a relay that shares its stream with nobody: there is nobody to agree with. */
export function ownBook(): LeaseBook {
  const held = new Set<string>();
  return {
    heard: async of => !held.has(of),
    claim: async of => {
      held.add(of);
      return true;
    },
    keep: async () => true,
    release: async of => void held.delete(of),
  };
}
