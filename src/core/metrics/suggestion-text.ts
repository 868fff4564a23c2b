import {counted} from '../counted.js';
import {brief, formatDuration} from '../time/duration.js';
import type {AlertRule} from './alert-rule.js';
import type {Counterfactual} from './counterfactual.js';
import {CASES, type Complaint, type HygieneRow} from './hygiene.js';

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

/** What to do about an alert, in a sentence; the counterfactual where there are cases enough. */
export function adviceText(row: HygieneRow): string {
  if (row.suggestion !== undefined) return suggestionText(row.suggestion);
  const [first] = row.complaints;
  if (first !== 'no-runbook' && row.fired < CASES) return `too few cases for a suggestion: ${row.fired} of ${CASES}`;
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
      return 'write a runbook, or link one with runbook_url';
  }
}

/**
 * The change to its Prometheus rule, as YAML: the whole rule to paste where it is known as it stands, else what is to be
 * added to it.
 */
export function ruleChange(
  {name, suggestion}: Pick<HygieneRow, 'name' | 'suggestion'>,
  rules: readonly AlertRule[] = [],
): readonly string[] {
  if (suggestion === undefined) return [];
  const more = formatDuration(suggestion.wait);
  const said = `# ${suggestionText(suggestion)}`;
  const known = rules.filter(rule => rule.name === name);
  if (known.length === 0) return [said, `# alert ${JSON.stringify(name)}: to the \`for:\` it has now add ${more}`];
  return [said, ...known.flatMap(rule => ruleLines(rule, suggestion.wait))];
}

function ruleLines({name, query, wait, labels, annotations}: AlertRule, more: number): readonly string[] {
  const texts = (key: string, given: Readonly<Record<string, string>>) =>
    Object.keys(given).length === 0 ? [] : [`  ${key}: ${JSON.stringify(given)}`];
  return [
    `- alert: ${JSON.stringify(name)}`,
    `  expr: ${JSON.stringify(query)}`,
    `  for: ${formatDuration(wait + more)} # was ${formatDuration(wait)}`,
    ...texts('labels', labels),
    ...texts('annotations', annotations),
  ];
}
