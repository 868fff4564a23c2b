import {formatDuration} from '../time/duration.js';
import type {PresentRule} from './present-rule.js';
import {type Suggested, suggestionRemark, unknownRule} from './suggestion-text.js';

interface Change {
  readonly rule: PresentRule;
  readonly rows: readonly Suggested[];
}

/**
 * The changes to the rules of a Prometheus as a file that it takes: each rule that is suggested a longer `for:` once, in its
 * group, and but for that as it is. What is suggested for a rule that is not known is a comment on top.
 */
export function rulesFile(rows: readonly Suggested[], present: readonly PresentRule[]): readonly string[] {
  const suggested = rows.filter(({suggestion}) => suggestion !== undefined);
  if (suggested.length === 0) return [];
  const unknown = suggested.filter(({name}) => !present.some(rule => rule.name === name));
  const groups = new Map<string, Change[]>();
  for (const rule of present) {
    const about = suggested.filter(({name}) => name === rule.name);
    if (about.length > 0) groups.set(rule.group, [...(groups.get(rule.group) ?? []), {rule, rows: about}]);
  }
  return [
    ...unknown.flatMap(unknownRule),
    ...(groups.size === 0 ? ['groups: []'] : ['groups:']),
    ...[...groups].flatMap(([group, changes]) => [
      `- name: ${JSON.stringify(group)}`,
      '  rules:',
      ...changes.flatMap(changedRule).map(line => `  ${line}`),
    ]),
  ];
}

/** Of what is suggested for several places, the shortest: one rule is for all of them. */
function changedRule({rule, rows}: Change): readonly string[] {
  const {name, file, expr, keepFiringFor, labels, annotations} = rule;
  const wait = Math.min(...rows.flatMap(({suggestion}) => suggestion?.wait ?? []));
  const fields = (key: string, map: Readonly<Record<string, string>>) =>
    Object.keys(map).length === 0 ? [] : [`  ${key}: ${JSON.stringify(map)}`];
  return [
    ...rows.map(suggestionRemark),
    `# in ${file}`,
    `- alert: ${JSON.stringify(name)}`,
    `  expr: ${JSON.stringify(expr)}`,
    `  for: ${formatDuration(rule.for + wait)} # was ${rule.for === 0 ? '0s' : formatDuration(rule.for)}`,
    ...(keepFiringFor === 0 ? [] : [`  keep_firing_for: ${formatDuration(keepFiringFor)}`]),
    ...fields('labels', labels),
    ...fields('annotations', annotations),
  ];
}
