import {unstopped} from '../core/board/source-words.js';
import {isLost} from '../core/escalation/deliveries.js';
import type {Delivery} from '../core/escalation/delivery.js';
import {GLYPHS} from './glyphs.js';

/** Pagers and rooms that hear of an ack or its end, those that did not first: `pager ✓`. */
export function placesText(places: readonly Delivery[]): readonly string[] {
  const [lost, others] = [places.filter(isLost), places.filter(one => !isLost(one))];
  return [...new Set([...lost, ...others].map(beside))];
}

function beside(one: Delivery): string {
  if (one.state === 'sent') return `${one.target} ${GLYPHS.done}`;
  if (!isLost(one)) return `${one.target} ${GLYPHS.ellipsis}`;
  return `${one.target} ${GLYPHS.failed}${one.trouble === undefined ? '' : ` ${unstopped(one.trouble.reason)}`}`;
}
