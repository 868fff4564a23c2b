import {expect, test} from 'vitest';
import {DEFAULT_SEVERITY_MAP, type SeverityRules} from '../../../src/core/alert/severity.js';
import {escalationsFor, firstDeadline} from '../../../src/core/runbook/deadline.js';
import type {Escalation} from '../../../src/core/runbook/document.js';
import {documentOf} from '../../runbooks/reading.js';

const RULES: SeverityRules = {label: 'severity', scheme: 'name', map: DEFAULT_SEVERITY_MAP};
const MINUTE = 60_000;

const BY_SEVERITY = documentOf(`
# Web

'''sh
id
'''

## Escalation

| Severity | After | Who |
|---|---|---|
| P1 | 2 minutes | DBA team |
| P2 | 1 hour | lead |
`);

function deadline(severity: string) {
  return firstDeadline(BY_SEVERITY, {labels: severity === '' ? {} : {severity}, rules: RULES});
}

test('the deadline of a line for one severity does not fire for an alert of another', () => {
  expect(deadline('critical')).toEqual({after: 2 * MINUTE, to: 'DBA team'});
  expect(deadline('error')).toEqual({after: 60 * MINUTE, to: 'lead'});
  expect(deadline('warning')).toBeUndefined();
});

test('where the severity of the alert is not known, every line counts', () => {
  expect(deadline('')).toEqual({after: 2 * MINUTE, to: 'DBA team'});
  expect(deadline('odd')).toEqual({after: 2 * MINUTE, to: 'DBA team'});
  expect(firstDeadline(BY_SEVERITY)).toEqual({after: 2 * MINUTE, to: 'DBA team'});
});

test.each([
  ['sev1', 'critical', RULES],
  ['p0', 'critical', RULES],
  ['critical', 'p1', {...RULES, scheme: 'p1'}],
  ['p1', 'p1', {...RULES, scheme: 'p0'}],
  ['page', 'page', {...RULES, map: {page: 'P1'}}],
] as const)('%s in a runbook is for an alert of severity %s', (word, severity, rules) => {
  const one: Escalation = {to: 'x', text: 'x', lines: [1, 1], severities: [word]};
  expect(escalationsFor([one], {labels: {severity}, rules})).toEqual([one]);
  expect(escalationsFor([one], {labels: {severity: rules.scheme === 'name' ? 'warning' : 'p3'}, rules})).toEqual([]);
});

test('a runbook that counts from P0 means its P1 for the second severity', () => {
  const rows = ['p0', 'p1'].map((word): Escalation => ({to: word, text: '', lines: [1, 1], severities: [word]}));
  const of = (severity: string) => escalationsFor(rows, {labels: {severity}, rules: RULES}).map(({to}) => to);
  expect(of('critical')).toEqual(['p0']);
  expect(of('error')).toEqual(['p1']);
});
