import type {Labels} from '../alert/alert.js';

/** The two sites of the demo's servers, on which drills are played. */
export const DRILL_SITES = ['eu', 'us'] as const;
export type DrillSite = (typeof DRILL_SITES)[number];

/** How long something may take, ms. */
export interface DrillTargets {
  readonly ack?: number;
  readonly find?: number;
  readonly mitigate?: number;
}

/** What an alert waits for: any of these that is done after it fired. */
export interface Mitigation {
  readonly by:
    | {readonly kind: 'statement'; readonly text: string}
    | {readonly kind: 'change'; readonly text: string}
    | {readonly kind: 'manual'};
  /** So long after that it ends, ms. */
  readonly endsAfter: number;
}

/** Times are ms after the beginning of the drill. */
export interface DrillAlert {
  /** How the report speaks of it. */
  readonly name: string;
  readonly site: DrillSite;
  readonly at: number;
  readonly resolves?: number;
  /** How long it has been firing by then. */
  readonly firesFor: number;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly expr: string;
  readonly mitigation?: Mitigation;
  readonly targets: DrillTargets;
}

/** A watch that was written to be practised. */
export interface Drill {
  readonly title: string;
  readonly about: string;
  readonly length: number;
  readonly alerts: readonly DrillAlert[];
  /** When the Watchdog of a site stops, and fires again. */
  readonly watchdogs: readonly {readonly site: DrillSite; readonly stops: number; readonly returns?: number}[];
  /** When a site stops answering, and answers again. */
  readonly outages: readonly {readonly site: DrillSite; readonly from: number; readonly to?: number}[];
}
