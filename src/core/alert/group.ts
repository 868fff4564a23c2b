import type {Labels} from './alert.js';

/** Alerts that share the grouping labels of a route, as the source groups them. */
export interface Group {
  /** `source/receiver/{a="b", c="d"}`; stable while source, receiver and group labels are. */
  readonly key: string;
  readonly source: string;
  readonly receiver: string;
  readonly labels: Labels;
  readonly fingerprints: readonly string[];
}
