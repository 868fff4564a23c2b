import type {Engine} from '../../engine/engine.js';

/** A place on the watch: as its writer, or attached to the process that is. */
export interface JoinedWatch {
  readonly engine: Engine;
  readonly role: 'writer' | 'attached';
  /** What the operator should hear about how it was opened. */
  readonly notices: readonly string[];
  /** There is no journal: since when (Unix ms), and why. */
  readonly unrecorded?: {readonly since: number; readonly reason: string};
  /** Settles what is being written and gives the place up. */
  leave(): Promise<void>;
}
