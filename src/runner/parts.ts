import type {Clock} from '../core/ports.js';
import type {Host} from './host/host.js';
import type {LiveRun} from './live-run.js';
import type {ProcessMark} from './processes.js';

/** What the parts of a runner share. */
export interface RunnerParts {
  readonly root: string;
  readonly clock: Clock;
  readonly via: readonly string[];
  readonly own: ProcessMark;
  /** Runs under way in this process, by name. */
  readonly live: Map<string, LiveRun>;
  /** Sessions with a statement under way, by folder name. */
  readonly busy: Set<string>;
  /** Sessions in which no earlier process left anything running, by name. */
  readonly clear: Set<string>;
  hostOf(via: readonly string[]): Host;
}
