import type {Weight} from './invocation.js';

/** What one command can do, as data. Lists are comma-separated entries as `condition.ts` reads them. */
export interface Tool {
  readonly names: string;
  /** Options whose value is the next word. */
  readonly values?: string;
  /** Options with a value only in the same word. */
  readonly glued?: string;
  /** Options without a value that may stand before the verb. */
  readonly switches?: string;
  readonly reads?: string;
  readonly changes?: string;
  readonly destructive?: string;
  /** Whatever no entry speaks of. Without it such a use is unknown. */
  readonly any?: Weight;
  /** What `any` does, for the operator. */
  readonly why?: string;
  /** Without a verb. */
  readonly bare?: Weight;
  /** With one of these it only says what it would do. */
  readonly previews?: string;
  /**
   * All its other options that only say how to read: with this list, one that is in none of its lists makes more of a use
   * than reading. For every tool that can also write or run something.
   */
  readonly flags?: string;
  /** However harmless the verb: it may run or write something else. */
  readonly floor?: string;
  /** Verbs are written in either case. */
  readonly caseless?: true;
  readonly terminal?: string;
  readonly endless?: string;
  /** The verb may stand behind groups that are not listed: `gcloud compute instances list`. */
  readonly anywhere?: true;
  /** `-name` is one option. */
  readonly single?: true;
  /** How to find the name of what it hits. */
  readonly object?: 'first' | 'last' | 'kind' | 'named' | 'none';
}
