const UNIT_MS: Readonly<Record<string, number>> = {
  y: 31_536_000_000,
  w: 604_800_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1000,
  ms: 1,
  us: 0.001,
  µs: 0.001,
  μs: 0.001,
  ns: 0.000_001,
};
const CALENDAR_UNITS = new Set(['y', 'w', 'd']);
const TERM = /(\d+(?:\.\d*)?|\.\d+)(ms|us|µs|μs|ns|y|w|d|h|m|s)/gy;
/** What Go's and Prometheus' 64-bit nanoseconds can hold, in ms. */
const LONGEST = 9_223_372_036_854;

/**
 * Reads a duration as Prometheus writes it (`1w`, `1d12h`) or as Go does (`1h30m0.5s`, `500ms`), in ms.
 * Undefined for anything else: no unit, negative, longer than both can hold, or days and weeks out of order.
 */
export function parseDuration(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed === '0') return 0;
  const terms = [...trimmed.matchAll(TERM)];
  if (terms.length === 0 || terms.reduce((length, term) => length + term[0].length, 0) !== trimmed.length)
    return undefined;
  const units = terms.map(term => term[2] ?? '');
  if (units.some(unit => CALENDAR_UNITS.has(unit)) && !isDescending(units.map(unitMs))) return undefined;
  const total = terms.reduce((sum, term) => sum + Number(term[1]) * unitMs(term[2] ?? ''), 0);
  return total > LONGEST ? undefined : Math.round(total);
}

/** The shortest Prometheus form that reads back as the same ms; years and weeks only where they come out even. */
export function formatDuration(ms: number): string {
  let rest = Math.max(0, Math.round(ms));
  if (rest === 0) return '0s';
  let text = '';
  for (const unit of ['y', 'w', 'd', 'h', 'm', 's', 'ms']) {
    const size = unitMs(unit);
    if ((unit === 'y' || unit === 'w') && rest % size !== 0) continue;
    const count = Math.floor(rest / size);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * size;
  }
  return text;
}

/** Time for a column: one unit, rounded down (`<1m`, `4m`, `2h`, `3d`). */
export function coarse(ms: number): string {
  if (ms < unitMs('m')) return '<1m';
  if (ms < unitMs('h')) return `${Math.floor(ms / unitMs('m'))}m`;
  if (ms < unitMs('d')) return `${Math.floor(ms / unitMs('h'))}h`;
  return `${Math.floor(ms / unitMs('d'))}d`;
}

/** Time in a sentence: at most two units, rounded down; seconds only below ten minutes (`40s`, `1m40s`, `47m`, `5h12m`, `2d3h`). */
export function brief(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 10) return pair([minutes, 'm'], [seconds % 60, 's']);
  if (minutes < 60) return `${minutes}m`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return pair([hours, 'h'], [minutes % 60, 'm']);
  return pair([Math.floor(hours / 24), 'd'], [hours % 24, 'h']);
}

/** Time that decides something, to the second and rounded up, so that `0:00` is the moment itself (`1:48`, `1:02:03`). */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  const tail = twoDigits(seconds % 60);
  if (minutes < 60) return `${minutes}:${tail}`;
  return `${Math.floor(minutes / 60)}:${twoDigits(minutes % 60)}:${tail}`;
}

function unitMs(unit: string): number {
  return UNIT_MS[unit] ?? Number.NaN;
}

function isDescending(sizes: readonly number[]): boolean {
  return sizes.every((size, index) => index === 0 || size < (sizes[index - 1] ?? 0));
}

function pair(large: readonly [number, string], small: readonly [number, string]): string {
  return small[0] === 0 ? `${large[0]}${large[1]}` : `${large[0]}${large[1]}${small[0]}${small[1]}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
