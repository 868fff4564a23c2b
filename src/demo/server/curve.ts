/** What an alert was made of: its expression, and since when it fires (Unix ms). */
export interface Curved {
  readonly expr: string;
  readonly startsAt: number;
}

/** All in Unix ms. */
export interface CurveSpan {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

/** How long before an alert fires its value begins to move, ms, and how long it is past the limit by then. */
const RISE = 14 * 60_000;
const PENDING = 2 * 60_000;
/** So much of the way from calm to worst the value wavers. */
const WAVER = 0.03;

/** Values at each step as a Prometheus could have measured them: calm before, moving towards the limit, and past it. */
export function curveOf({expr, startsAt}: Curved, {from, to, step}: CurveSpan): readonly (readonly [number, number])[] {
  const {calm, worst, wavers} = levelsOf(expr);
  const points: [number, number][] = [];
  for (let at = from; at <= to; at += step) {
    const moved = Math.min(1, Math.max(0, (at - (startsAt - RISE)) / (RISE - PENDING)));
    const eased = moved * moved * (3 - 2 * moved);
    // Away from either end, so that nothing is calmer than calm or worse than worst.
    const waver = WAVER * wave(at / step, expr.length) * (1 - 2 * eased);
    points.push([at, round(calm + (worst - calm) * (wavers ? eased + waver : Math.floor(moved)))]);
  }
  return points;
}

interface Levels {
  readonly calm: number;
  readonly worst: number;
  /** False for what is either so or not. */
  readonly wavers: boolean;
}

const LIMIT = /(==|<=|>=|<|>)\s*(-?\d+(?:\.\d+)?)\s*$/;

function levelsOf(expr: string): Levels {
  const [, sign = '', text = ''] = LIMIT.exec(expr) ?? [];
  const limit = Number(text);
  if (sign === '') return {calm: 1, worst: 1, wavers: false};
  if (sign === '==') return {calm: limit === 0 ? 1 : 0, worst: limit, wavers: false};
  if (sign.startsWith('<'))
    return limit === 0 ? {calm: 4, worst: -1, wavers: true} : {calm: 2 * limit, worst: 0.7 * limit, wavers: true};
  // A share cannot be more than all.
  const worst = limit >= 0.5 && limit < 1 ? (1 + limit) / 2 : 1.5 * (limit || 1);
  return {calm: 0.4 * limit, worst, wavers: true};
}

/** Between 0 and 1, the same for the same point, and never quite regular. */
function wave(at: number, phase: number): number {
  return (2 + Math.sin(at * 0.9 + phase) + Math.sin(at * 2.3 + 2 * phase)) / 4;
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
