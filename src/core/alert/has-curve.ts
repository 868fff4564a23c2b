import type {Series} from '../ports.js';

/** Whether there is anything to draw: an alert that has just begun to fire may have no point yet. */
export function hasCurve(series: Series | undefined): boolean {
  return series?.values.some(Number.isFinite) ?? false;
}
