import type {AcceptedItem} from './accepted-item.js';
import {ANSWERS} from './facts.js';

/** `: 2 taken, 1 refused`; nothing of no item. */
export function answersText(items: readonly Pick<AcceptedItem, 'answer'>[]): string {
  const parts = ANSWERS.flatMap(answer => {
    const count = items.filter(item => item.answer === answer).length;
    return count === 0 ? [] : [`${count} ${answer}`];
  });
  return parts.length === 0 ? '' : `: ${parts.join(', ')}`;
}
