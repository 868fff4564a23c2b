import {brief} from '../time/duration.js';
import {isMet, type Measure, type Unit} from './measure.js';

/** A figure for people: `1m40s`, `85 %`, `3.5 a week`; `none` where there is nothing to reckon with. */
export function valueText({value, unit}: Pick<Measure, 'value' | 'unit'>): string {
  return value === undefined ? 'none' : amount(value, unit);
}

/** Its target and whether it is met: `at most 5m: met`, `at least 90 %: missed`; why it is not judged where it is not. */
export function targetText(measure: Measure): string {
  const {target, unit, early, over = 0, why} = measure;
  if (target === undefined) return why ?? '';
  const met = isMet(measure);
  const aim = `${target.better === 'lower' ? 'at most' : 'at least'} ${amount(target.value, unit)}`;
  if (why !== undefined) return `${aim}; ${why}`;
  if (early === true) return `${aim}: too early to tell, from ${brief(over)} of log`;
  return met === undefined ? aim : `${aim}: ${met ? 'met' : 'missed'}`;
}

/** What keeps it from being whole: `called without one: DiskFull 12, HighLatency 9`; empty where nothing does. */
export function lackingText({lacking = []}: Measure, most = lacking.length): string {
  const named = lacking.slice(0, most).map(({name, calls}) => `${name} ${calls}`);
  return named.length === 0 ? '' : `called most without one: ${named.join(', ')}`;
}

function amount(value: number, unit: Unit): string {
  switch (unit) {
    case 'ms':
      return brief(value);
    case 'share':
      return `${Math.round(value * 100)} %`;
    case 'count':
      return numberText(value);
    case 'per-week':
      return `${numberText(value)} a week`;
    case 'per-watch':
      return `${numberText(value)} a watch`;
  }
}

/** Of hundreds nobody wants to know tenths. */
function numberText(value: number): string {
  return value < 100 ? `${Math.round(value * 10) / 10}` : `${Math.round(value)}`;
}
