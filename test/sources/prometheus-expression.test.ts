import {describe, expect, test} from 'vitest';
import {measuredSide, ruleExpression} from '../../src/sources/prometheus-expression.js';

describe('the expression behind an alert', () => {
  test('is in the link that Prometheus puts on it', () => {
    const generatorURL = 'http://prom:9090/graph?g0.expr=rate%28errors%5B5m%5D%29+%3E+0.05&g0.tab=1';
    expect(ruleExpression({generatorURL})).toBe('rate(errors[5m]) > 0.05');
    expect(ruleExpression({generatorURL: 'http://grafana/alerting/1'})).toBeUndefined();
    expect(ruleExpression({generatorURL: ''})).toBeUndefined();
  });

  test.each([
    ['up == 0', 'up'],
    ['rate(errors{code=~"5..", path!="/x"}[5m]) > 0.05', 'rate(errors{code=~"5..", path!="/x"}[5m])'],
    ['0.9 < (a / b)', '(a / b)'],
    ['sum by (x) (rate(a[1m])) >= bool 1e3', 'sum by (x) (rate(a[1m]))'],
    ['a / (b > 0) < 2', 'a / (b > 0)'],
    ['free < -1', 'free'],
    ['a > b', 'a > b'],
    ['a > 1 and b > 2', 'a > 1 and b > 2'],
    ['1 < a < 3', '1 < a < 3'],
    ['a == on (x) b', 'a == on (x) b'],
    ['absent(up)', 'absent(up)'],
    ['label_replace(a, "x", "> 1", "y", "(.*)") > 1', 'label_replace(a, "x", "> 1", "y", "(.*)")'],
    ['a > 1 # why', 'a > 1 # why'],
  ])('%s is drawn as %s', (expr, drawn) => {
    expect(measuredSide(expr)).toBe(drawn);
  });
});
