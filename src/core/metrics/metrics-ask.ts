import type {Settings} from '../settings.js';

/** Of which span figures are reckoned, and with what. */
export interface MetricsAsk {
  /** Unix ms: what began from `from` on and before `to`. */
  readonly from: number;
  readonly to: number;
  readonly settings: Settings;
  /** Names of alerts for which a runbook is known; absent where nobody looked. */
  readonly withRunbook?: ReadonlySet<string>;
  /** The hour of the day there, 0 to 23. */
  hourOf(at: number): number;
}
