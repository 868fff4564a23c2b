import {counted} from '../counted.js';
import {brief, formatDuration} from '../time/duration.js';
import {CASES, type Counterfactual} from './counterfactual.js';
import type {Complaint, HygieneRow} from './hygiene.js';

const SAID: Readonly<Record<Complaint, string>> = {
  flapping: 'flaps',
  'never-acted-on': 'nobody ever did anything about it',
  'always-silenced': 'always silenced or inhibited',
  noisy: 'calls often',
  'no-runbook': 'no runbook found',
};

export function complaintText({complaints}: Pick<HygieneRow, 'complaints'>): string {
  return complaints.map(one => SAID[one]).join(', ');
}

/** `10m more of for: would have spared 31 of 40 calls and delayed 2 real ones by 10m`. */
function suggestionText({wait, calls, spared, delayed, hidden}: Counterfactual): string {
  const late = delayed === 0 ? '' : ` and delayed ${counted(delayed, 'real one')} by ${brief(wait)}`;
  const lost = hidden === 0 ? '' : `, ${hidden} of them real`;
  return `${formatDuration(wait)} more of \`for:\` would have spared ${spared} of ${calls} calls${lost}${late}`;
}

/** What to do about an alert, in a sentence; the counterfactual where one is worth it. From few cases nothing is advised. */
export function adviceText(row: HygieneRow): string {
  if (row.suggestion !== undefined) return suggestionText(row.suggestion);
  const [first] = row.complaints;
  if (first !== 'no-runbook' && casesOf(row) < CASES) {
    const few = `too few cases for a suggestion: ${casesOf(row)} of ${CASES}`;
    return row.complaints.includes('no-runbook') ? `${WRITE_ONE}; beside that ${few}` : few;
  }
  switch (first) {
    case 'flapping':
      return 'give it hysteresis: a longer `for:`, or `keep_firing_for:`';
    case 'never-acted-on':
      return 'take it away, or make it a dashboard; nobody needs it at night';
    case 'always-silenced':
      return 'take it away, or route it to where nobody is paged';
    case 'noisy':
      return 'judge its calls (`f`), so that a better threshold can be told';
    default:
      return WRITE_ONE;
  }
}

const WRITE_ONE = 'write a runbook, or link one with runbook_url';

/** Of what never calls, how often it fired. */
function casesOf({called, fired}: HygieneRow): number {
  return called === 0 ? fired : called;
}

/** What a suggestion is about and what it would have come to, as a comment of a rules file. */
export function suggestionRemark({name, place, suggestion}: Suggested): string {
  return suggestion === undefined ? '' : `# ${name} in ${place}: ${suggestionText(suggestion)}`;
}

/** The change to a rule that is not known, as comments: a `for:` to paste could be shorter than the one that is there. */
export function unknownRule(row: Suggested): readonly string[] {
  if (row.suggestion === undefined) return [];
  return [suggestionRemark(row), `# for: what its rule has now, and ${formatDuration(row.suggestion.wait)} more`];
}

export type Suggested = Pick<HygieneRow, 'name' | 'place' | 'suggestion'>;
