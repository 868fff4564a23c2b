import {execFileSync} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {hygieneOf} from '../../../src/core/metrics/hygiene.js';
import type {NewFact} from '../../../src/core/shift/decision.js';
import {anAlert, NIGHT, recorded, someSettings} from '../../support/given.js';
import {describeReal, findBinary, tempDir} from '../../support/real.js';

const MINUTE = 60_000;
const FOR = 2;
/** How long, in minutes, each problem lasted that the rule is about; one an hour. Some were real. */
const PROBLEMS = [4, 5, 3, 6, 7, 4, 5, 40, 3, 6, 5, 45, 4, 8];
const REAL = [7, 11];
const APART = 60;
const LENGTH = PROBLEMS.length * APART;

/** From when to when, in minutes, a rule with such a `for:` fires for each of them; undefined where it does not. */
function firings(wait: number): readonly ({readonly from: number; readonly to: number} | undefined)[] {
  return PROBLEMS.map((lasts, index) => {
    const begins = 5 + index * APART;
    // Looked at each minute, it is gone at the one after its last.
    return lasts - 1 >= wait ? {from: begins + wait, to: begins + lasts} : undefined;
  });
}

/** What Alertmanager and whoever watched saw of the rule as it was. */
function recordedFacts() {
  return recorded(
    firings(FOR).flatMap((one, index): NewFact[] => {
      if (one === undefined) return [];
      const startsAt = NIGHT + one.from * MINUTE;
      const {source, fingerprint, labels} = anAlert({name: 'Problem', startsAt});
      const key = {source, fingerprint, startsAt};
      return [
        {type: 'alert.fired', ...key, labels, severity: 'P2', state: 'active', on: startsAt},
        ...(REAL.includes(index) ? [{type: 'alert.judged', ...key, verdict: 'actionable'} as const] : []),
        {type: 'alert.resolved', ...key, on: NIGHT + one.to * MINUTE, reason: 'absent'},
      ];
    }),
  );
}

describeReal('what a longer `for:` would have done, beside Prometheus with the changed rule', ['promtool'], () => {
  test('is what Prometheus does: as many calls are spared, and the real ones come later by as much', () => {
    const [row] = hygieneOf(recordedFacts(), {
      from: NIGHT,
      to: NIGHT + LENGTH * MINUTE,
      settings: someSettings(),
    });
    const suggestion = row?.suggestion;
    if (suggestion === undefined) throw new Error('nothing is suggested');
    const wait = suggestion.wait / MINUTE;
    const [before, after] = [firings(FOR), firings(FOR + wait)];
    expect(suggestion).toMatchObject({
      calls: before.filter(one => one !== undefined).length,
      spared: before.filter((one, index) => one !== undefined && after[index] === undefined).length,
      delayed: REAL.filter(index => after[index]?.from === (before[index]?.from ?? 0) + wait).length,
      hidden: REAL.filter(index => after[index] === undefined).length,
    });
    // One of them lasts exactly as long as the wait: whether that is spared is Prometheus' to say.
    expect(before.some(one => one !== undefined && one.to - one.from === wait)).toBe(true);

    const folder = tempDir();
    writeFileSync(path.join(folder, 'rules.yml'), rulesWith({before: FOR, after: FOR + wait}));
    writeFileSync(path.join(folder, 'test.yml'), minuteByMinute({before, after}));
    const said = execFileSync(findBinary('promtool') ?? 'promtool', ['test', 'rules', 'test.yml'], {
      encoding: 'utf8',
      cwd: folder,
    });
    expect(said).toContain('SUCCESS');
  });
});

function rulesWith(waits: Readonly<Record<string, number>>): string {
  const rules = Object.entries(waits).map(
    ([name, minutes]) => `      - {alert: ${name}, expr: problem > 0, for: ${minutes}m}`,
  );
  return `groups:\n  - name: all\n    interval: 1m\n    rules:\n${rules.join('\n')}\n`;
}

/** For each rule and minute, whether it fires. */
function minuteByMinute(rules: Readonly<Record<string, ReturnType<typeof firings>>>): string {
  const values = PROBLEMS.flatMap(lasts => [
    ...Array.from({length: 5}, () => 0),
    ...Array.from({length: lasts}, () => 1),
    ...Array.from({length: APART - 5 - lasts}, () => 0),
  ]);
  const checks = Object.entries(rules).flatMap(([name, fired]) =>
    Array.from({length: LENGTH}, (_, minute) => {
      const fires = fired.some(one => one !== undefined && minute >= one.from && minute < one.to);
      return `      - {expr: 'count(ALERTS{alertname="${name}",alertstate="firing"}) or vector(0)', eval_time: ${minute}m, exp_samples: [{labels: '{}', value: ${fires ? 1 : 0}}]}`;
    }),
  );
  return `rule_files: [rules.yml]
evaluation_interval: 1m
tests:
  - interval: 1m
    input_series: [{series: 'problem{service="x"}', values: '${values.join(' ')}'}]
    promql_expr_test:
${checks.join('\n')}
`;
}
