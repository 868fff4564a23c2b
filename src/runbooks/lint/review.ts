import type {RunbookDocument} from '../../core/runbook/document.js';

const DAY = 24 * 60 * 60 * 1000;
const UPDATED = /^(?:last[ _-]?(?:updated|reviewed|tested|review)|updated|reviewed|lastmod|date)(?: on)?$/i;
const DUE = /^(?:next[ _-]?review|review[ _-]?(?:by|due|date))(?: on)?$/i;
const CYCLES: readonly (readonly [RegExp, number])[] = [
  [/week/i, 7],
  [/month/i, 31],
  [/quarter/i, 92],
  [/half|semi|six/i, 183],
  [/year|annual/i, 366],
];

/** Where somebody should have looked at a runbook again, in words. `now` is Unix ms. */
export function staleReview(
  {metadata}: RunbookDocument,
  now: number,
): {readonly key: string; readonly message: string} | undefined {
  const entries = Object.entries(metadata);
  const due = entries.find(([key]) => DUE.test(key));
  if (due !== undefined && timeOf(due[1]) < now - DAY) {
    return {key: due[0], message: `its review was due ${due[1]}`};
  }
  const updated = entries.find(([key]) => UPDATED.test(key));
  if (updated === undefined) return undefined;
  const days = cycleOf(entries);
  const age = Math.floor((now - timeOf(updated[1])) / DAY);
  return age > days
    ? {key: updated[0], message: `nobody has looked at it for ${age} days; its review is due every ${days}`}
    : undefined;
}

function cycleOf(entries: readonly (readonly [string, string])[]): number {
  const cycle = entries.find(([key]) => /^review[ _-]?cycle$/i.test(key))?.[1] ?? '';
  return CYCLES.find(([pattern]) => pattern.test(cycle))?.[1] ?? 366;
}

/** NaN where it is no date, which is never before anything. */
function timeOf(text: string): number {
  return Date.parse(/\d{4}-\d{2}-\d{2}/.exec(text)?.[0] ?? text);
}
