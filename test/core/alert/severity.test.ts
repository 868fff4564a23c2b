import {describe, expect, test} from 'vitest';
import {
  compareSeverity,
  DEFAULT_SEVERITY_MAP,
  SEVERITIES,
  severityOf,
  worst,
} from '../../../src/core/alert/severity.js';

const byName = {label: 'severity', scheme: 'name', map: DEFAULT_SEVERITY_MAP} as const;

function read(word: string, scheme: 'name' | 'p0' | 'p1' | 'sev' = 'name'): string {
  const {severity, known} = severityOf({severity: word}, {...byName, scheme});
  return known ? severity : `${severity}?`;
}

test.each([
  ['critical', 'P1'],
  ['high', 'P2'],
  ['error', 'P2'],
  ['warning', 'P3'],
  ['medium', 'P3'],
  ['info', 'P4'],
  ['low', 'P4'],
  ['none', 'P4'],
  ['CRITICAL ', 'P1'],
  ['page', 'P3?'],
  ['', 'P3?'],
  ['constructor', 'P3?'],
])('by name, %j is %s', (word, severity) => {
  expect(read(word)).toBe(severity);
});

test('a missing label is a guess', () => {
  expect(severityOf({}, byName)).toEqual({severity: 'P3', known: false});
});

test('words of the configuration come before the usual ones, in any case', () => {
  const rules = {...byName, map: {Page: 'P1', warning: 'P2'} as const};
  expect(severityOf({severity: 'page'}, rules)).toEqual({severity: 'P1', known: true});
  expect(severityOf({severity: 'Warning'}, rules)).toEqual({severity: 'P2', known: true});
  expect(severityOf({severity: 'error'}, rules)).toEqual({severity: 'P2', known: true});
});

describe('numbered schemes', () => {
  test.each([
    ['p0', 'P0', 'P1'],
    ['p0', 'p3', 'P4'],
    ['p0', 'P4', 'P3?'],
    ['p1', 'P1', 'P1'],
    ['p1', 'P0', 'P3?'],
    ['p1', 'p4', 'P4'],
    ['sev', 'SEV-1', 'P1'],
    ['sev', 'sev2', 'P2'],
    ['sev', 'Sev 3', 'P3'],
    ['sev', '4', 'P4'],
    ['sev', 'SEV-5', 'P3?'],
    ['p1', 'critical', 'P3?'],
  ] as const)('in %s, %s is %s', (scheme, word, severity) => {
    expect(read(word, scheme)).toBe(severity);
  });

  test('know the words that the operator added', () => {
    const rules = {label: 'prio', scheme: 'p1', map: {...DEFAULT_SEVERITY_MAP, page: 'P1'}} as const;
    expect(severityOf({prio: 'page'}, rules)).toEqual({severity: 'P1', known: true});
  });
});

test('the worst of several is the lowest number', () => {
  expect(worst(['P3', 'P1', 'P2'])).toBe('P1');
  expect(worst([])).toBe('P4');
  expect(['P4', 'P1', 'P3', 'P2'].sort(compareSeverity as (a: string, b: string) => number)).toEqual(SEVERITIES);
});
