import {describe, expect, test} from 'vitest';
import {hygieneOf} from '../../../src/core/metrics/hygiene.js';
import {adviceText, ruleChange} from '../../../src/core/metrics/suggestion-text.js';
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
      query: 'free < 1',
      wait: 10 * MINUTE,
      labels: {severity: 'high'},
      annotations: {},
    };
    expect(row && ruleChange(row, [rule, {...rule, name: 'Other'}])).toEqual([
      '# 5m more of `for:` would have spared 10 of 12 calls and delayed 2 real ones by 5m',
      '- alert: "PoolExhausted"',
      '  expr: "free < 1"',
      '  for: 15m # was 10m',
      '  labels: {"severity":"high"}',
    ]);
    expect(row && ruleChange(row).join('\n')).toContain('# alert "PoolExhausted": to the `for:` it has now add 5m');
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

test('an alert that nobody complains about is not listed', () => {
  expect(fires([90])).toBeUndefined();
});
