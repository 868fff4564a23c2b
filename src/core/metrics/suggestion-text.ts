import {counted} from '../counted.js';
import {brief, formatDuration} from '../time/duration.js';
import {CASES, type Counterfactual} from './counterfactual.js';
import type {Complaint, HygieneRow} from './hygiene.js';
import type {PresentRule} from './present-rule.js';

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

/**
 * The change to its Prometheus rules: each of its name as it is, but for the longer `for:`. Where the present ones are not
 * known, a remark and nothing to paste: a `for:` by itself could be shorter than the one that is there.
 */
export function ruleChange(
  {name, place, suggestion}: Pick<HygieneRow, 'name' | 'place' | 'suggestion'>,
  present: readonly PresentRule[] = [],
): readonly string[] {
  if (suggestion === undefined) return [];
  const rules = present.filter(rule => rule.name === name);
  const said = `# ${name} in ${place}: ${suggestionText(suggestion)}`;
  if (rules.length === 0) return [said, `# for: what its rule has now, and ${formatDuration(suggestion.wait)} more`];
  return [said, ...rules.flatMap(rule => changedRule(rule, suggestion.wait))];
}

function changedRule(rule: PresentRule, wait: number): readonly string[] {
  const {name, group, file, expr, keepFiringFor, labels, annotations} = rule;
  const fields = (key: string, map: Readonly<Record<string, string>>) =>
    Object.keys(map).length === 0 ? [] : [`  ${key}: ${JSON.stringify(map)}`];
  return [
    `# in ${file}, group ${group}`,
    `- alert: ${JSON.stringify(name)}`,
    `  expr: ${JSON.stringify(expr)}`,
    `  for: ${formatDuration(rule.for + wait)} # was ${rule.for === 0 ? '0s' : formatDuration(rule.for)}`,
    ...(keepFiringFor === 0 ? [] : [`  keep_firing_for: ${formatDuration(keepFiringFor)}`]),
    ...fields('labels', labels),
    ...fields('annotations', annotations),
  ];
}
