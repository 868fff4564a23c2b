import {describe, expect, test} from 'vitest';
import {hygieneOf} from '../../../src/core/metrics/hygiene.js';
import {rulesFile} from '../../../src/core/metrics/rules-file.js';
import {adviceText, type Suggested, unknownRule} from '../../../src/core/metrics/suggestion-text.js';
import type {NewFact} from '../../../src/core/shift/decision.js';
import {anAlert, NIGHT, recorded, someSettings} from '../../support/given.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** An alert that fires again and again: so many minutes each time, hours apart; some of the calls are real. */
function fires(minutes: readonly number[], options: {readonly real?: readonly number[]; readonly apart?: number} = {}) {
  const {real = [], apart = 5 * HOUR} = options;
  const facts = minutes.flatMap((lasts, index): NewFact[] => {
    const startsAt = NIGHT + index * apart;
    const alert = anAlert({name: 'PoolExhausted', startsAt});
    const {source, fingerprint, labels} = alert;
    const key = {source, fingerprint, startsAt};
    return [
      {type: 'alert.fired', ...key, labels, severity: 'P2', state: 'active', on: startsAt},
      ...(real.includes(index) ? [{type: 'alert.judged', ...key, verdict: 'actionable'} as const] : []),
      {type: 'alert.resolved', ...key, on: startsAt + lasts * MINUTE, reason: 'absent'},
    ];
  });
  const [row] = hygieneOf(recorded(facts), {from: NIGHT - HOUR, to: NIGHT + 1000 * HOUR, settings: someSettings()});
  return row;
}

describe('a longer wait', () => {
  test('is proposed where it would have spared most calls and only delayed the real ones', () => {
    const row = fires([3, 4, 3, 4, 3, 4, 3, 4, 40, 50, 3, 4], {real: [8, 9]});
    expect(row?.suggestion).toEqual({wait: 5 * MINUTE, calls: 12, spared: 10, delayed: 2, hidden: 0});
    expect(row && adviceText(row)).toBe(
      '5m more of `for:` would have spared 10 of 12 calls and delayed 2 real ones by 5m',
    );
    const rule = {
      name: 'PoolExhausted',
      group: 'pools',
      file: 'pools.yml',
      expr: 'pool_free == 0',
      for: 10 * MINUTE,
      keepFiringFor: 0,
      labels: {severity: 'high'},
      annotations: {},
    };
    // One rule for two places is written once, with the shorter wait; groups of one name are one.
    const other = {name: 'PoolExhausted', place: 'us', suggestion: {...row?.suggestion, wait: 20 * MINUTE}};
    const twin = {...rule, file: 'more.yml', for: 0, labels: {}};
    const lines = rulesFile(
      [row, other].flatMap(one => (one as Suggested | undefined) ?? []),
      [rule, {...rule, name: 'Other'}, twin],
    );
    const remarks = (wait: string, place: string) =>
      expect.stringContaining(`  # PoolExhausted in ${place}: ${wait} more of`);
    expect(lines).toEqual([
      'groups:',
      '- name: "pools"',
      '  rules:',
      remarks('5m', 'eu'),
      remarks('20m', 'us'),
      '  # in pools.yml',
      '  - alert: "PoolExhausted"',
      '    expr: "pool_free == 0"',
      '    for: 15m # was 10m',
      '    labels: {"severity":"high"}',
      remarks('5m', 'eu'),
      remarks('20m', 'us'),
      '  # in more.yml',
      '  - alert: "PoolExhausted"',
      '    expr: "pool_free == 0"',
      '    for: 5m # was 0s',
    ]);
  });

  test('puts nothing there to paste where the present rule is not known: it might make it shorter', () => {
    const row = fires([3, 3, 3, 3, 3, 3, 3, 3, 3, 3]);
    const lines = row === undefined ? [] : unknownRule(row);
    expect(lines).toHaveLength(2);
    expect(lines.filter(line => !line.startsWith('#'))).toEqual([]);
    expect(row && rulesFile([row], [])).toEqual([...lines, 'groups: []']);
  });

  test('is not proposed where it would have hidden what was real', () => {
    expect(fires([3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3], {real: [1, 5]})?.suggestion).toBeUndefined();
  });

  test('is not proposed from fewer than ten calls', () => {
    expect(fires([3, 3, 3, 3, 3, 3, 3, 3, 3])?.suggestion).toBeUndefined();
  });

  test('is not proposed for what lasts', () => {
    expect(fires(Array.from({length: 12}, () => 90))?.suggestion).toBeUndefined();
  });
});

test('an alert that comes and goes within the hour flaps', () => {
  expect(fires([1, 1, 1, 1], {apart: 10 * MINUTE})?.complaints).toContain('flapping');
  expect(fires([1, 1, 1, 1])?.complaints).toEqual(['never-acted-on']);
});

test('from fewer than ten calls nothing is advised, whatever is wrong with it', () => {
  const few = fires([1, 1, 1, 1, 1, 1], {apart: 10 * MINUTE});
  expect(few?.complaints).toEqual(['flapping', 'never-acted-on']);
  expect(few && adviceText(few)).toBe('too few cases for a suggestion: 6 of 10');
  const many = fires(Array.from({length: 10}, () => 90));
  expect(many && adviceText(many)).toBe('take it away, or make it a dashboard; nobody needs it at night');
});

test('an alert that nobody complains about is not listed', () => {
  expect(fires([90])).toBeUndefined();
});
