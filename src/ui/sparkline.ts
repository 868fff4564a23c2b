import {BARS} from './glyphs.js';

/** A curve as one line of at most `width` cells; gaps stay empty, a flat curve is drawn low. */
export function sparkline(values: readonly number[], width: number): string {
  const points = resampled(values, Math.min(width, values.length));
  const known = points.filter(Number.isFinite);
  if (known.length === 0) return '';
  const low = Math.min(...known);
  const span = Math.max(...known) - low;
  return points
    .map(point =>
      Number.isFinite(point)
        ? (BARS[span === 0 ? 0 : Math.round(((point - low) / span) * (BARS.length - 1))] ?? '')
        : ' ',
    )
    .join('');
}

/** The last value of a curve, short. */
export function lastValue(values: readonly number[]): string {
  const last = values.findLast(Number.isFinite);
  return last === undefined ? '' : Number(last.toPrecision(4)).toString();
}

/** Each cell shows the highest of its values: peaks are what one looks for. */
function resampled(values: readonly number[], width: number): number[] {
  return Array.from({length: width}, (_, cell) => {
    const from = Math.floor((cell * values.length) / width);
    const to = Math.max(from + 1, Math.floor(((cell + 1) * values.length) / width));
    const part = values.slice(from, to).filter(Number.isFinite);
    return part.length === 0 ? Number.NaN : Math.max(...part);
  });
}
