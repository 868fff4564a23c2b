import {execFileSync} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {hygieneOf} from '../../../src/core/metrics/hygiene.js';
import type {NewFact} from '../../../src/core/shift/decision.js';
import {anAlert, NIGHT, recorded, someSettings} from '../../support/given.js';
import {describeReal, findBinary, startPrometheus, tempDir} from '../../support/real.js';

const MINUTE = 60_000;
const FOR = 2;
/** How long, in minutes, each problem lasted that the rule is about; one an hour. Some were real. */
const PROBLEMS = [4, 5, 3, 6, 7, 4, 5, 40, 3, 6, 5, 45, 4, 8];
const REAL = [7, 11];
const APART = 60;
const LENGTH = PROBLEMS.length * APART;

/** From when to when, in minutes, a rule fires for each problem; undefined where it does not. */
type Firings = readonly ({readonly from: number; readonly to: number} | undefined)[];

/** What a rule with such a `for:` comes to. */
function firings(wait: number): Firings {
  return PROBLEMS.map((lasts, index) => {
    const begins = 5 + index * APART;
    // Looked at each minute, it is gone at the one after its last.
    return lasts - 1 >= wait ? {from: begins + wait, to: begins + lasts} : undefined;
  });
}

/** What is proposed by what Alertmanager and whoever watched saw of the rule as it was. */
function suggestedBy(fired: Firings, real: readonly number[]) {
  const facts = recorded(
    fired.flatMap((one, index): NewFact[] => {
      if (one === undefined) return [];
      const startsAt = NIGHT + one.from * MINUTE;
      const {source, fingerprint, labels} = anAlert({name: 'Problem', startsAt});
      const key = {source, fingerprint, startsAt};
      return [
        {type: 'alert.fired', ...key, labels, severity: 'P2', state: 'active', on: startsAt},
        ...(real.includes(index) ? [{type: 'alert.judged', ...key, verdict: 'actionable'} as const] : []),
        {type: 'alert.resolved', ...key, on: NIGHT + one.to * MINUTE, reason: 'absent'},
      ];
    }),
  );
  const [row] = hygieneOf(facts, {from: NIGHT, to: NIGHT + LENGTH * MINUTE, settings: someSettings()});
  if (row?.suggestion === undefined) throw new Error('nothing is suggested');
  return row.suggestion;
}

/** What it says, by what the rule with the longer `for:` came to. */
function cameTo(
  before: Firings,
  after: Firings,
  {real, wait}: {readonly real: readonly number[]; readonly wait: number},
) {
  return {
    wait: wait * MINUTE,
    calls: before.filter(one => one !== undefined).length,
    spared: before.filter((one, index) => one !== undefined && after[index] === undefined).length,
    delayed: real.filter(index => after[index]?.from === (before[index]?.from ?? 0) + wait).length,
    hidden: real.filter(index => after[index] === undefined).length,
  };
}

describeReal('what a longer `for:` would have done, beside Prometheus with the changed rule', ['promtool'], () => {
  test('is what Prometheus does: as many calls are spared, and the real ones come later by as much', () => {
    const before = firings(FOR);
    const suggestion = suggestedBy(before, REAL);
    const wait = suggestion.wait / MINUTE;
    const after = firings(FOR + wait);
    expect(suggestion).toEqual(cameTo(before, after, {real: REAL, wait}));
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

/** A minute is that long there, ms: rules are looked at as often. */
const SHORT = 150;
/** How long, in such minutes, each problem lasts; all begin at once. */
const AT_ONCE = [4, 3, 5, 4, 9, 3, 5, 4, 11, 3, 4, 5, 6, 4];
const REAL_AT_ONCE = [4, 8];

describeReal('what a longer `for:` would have done, beside a Prometheus that runs both rules', ['prometheus'], () => {
  test('is what it does', {timeout: 90_000}, async () => {
    const {before, after} = await undisturbed();
    expect(before.filter(one => one !== undefined)).toHaveLength(AT_ONCE.length);
    const suggestion = suggestedBy(before, REAL_AT_ONCE);
    const wait = suggestion.wait / MINUTE;
    expect(suggestion).toEqual(cameTo(before, after(wait), {real: REAL_AT_ONCE, wait}));
    // One of them fired exactly as long as the wait.
    expect(before.some(one => one !== undefined && one.to - one.from === wait)).toBe(true);
    expect(suggestion.spared).toBeLessThan(suggestion.calls);
  });
});

/** What the rule as it is and those with a longer wait fired; once more where Prometheus did not get to look in time. */
async function undisturbed(): Promise<{readonly before: Firings; readonly after: (wait: number) => Firings}> {
  for (let tries = 1; ; tries += 1) {
    const begins = Date.now() + 1_500;
    const server = await startPrometheus({
      config: `global: {evaluation_interval: ${SHORT}ms}\nrule_files: [rules.yml]\n`,
      rules: rulesFrom(begins / 1_000),
    });
    try {
      await expect
        .poll(async () => (await asked(server.url, `vector(time()) - ${begins / 1_000}`))[0]?.value?.[1], {
          timeout: 20_000,
        })
        .toSatisfy(passed => Number(passed) > ((Math.max(...AT_ONCE) + 2) * SHORT) / 1_000);
      const firing = await asked(server.url, 'ALERTS{alertstate="firing"}[1m]');
      const looks = (await asked(server.url, 'looked[1m]'))[0]?.values ?? [];
      const times = looks.map(([at]) => Math.round(at * 1_000)).filter(at => at >= begins - SHORT);
      // The first of them before the problems began.
      if (times.every((at, index) => Math.floor((at - begins) / SHORT) === index - 1) && times.length > 0) {
        const of = (wait: number) => firedOf(firing, `For${wait}`, begins);
        return {before: of(FOR), after: wait => of(FOR + wait)};
      }
    } finally {
      await server.stop();
    }
    if (tries === 3) throw new Error('Prometheus never got to look at its rules as often as it was told');
  }
}

interface Series {
  readonly metric: Readonly<Record<string, string>>;
  /** Unix s. */
  readonly values?: readonly (readonly [number, string])[];
  readonly value?: readonly [number, string];
}

async function asked(url: string, query: string): Promise<readonly Series[]> {
  const response = await fetch(`${url}/api/v1/query?query=${encodeURIComponent(query)}`);
  const {data} = (await response.json()) as {data: {result: readonly Series[]}};
  return data.result;
}

/** A rule with each wait that may be proposed, for problems that begin at that time, Unix s; and a trace of each look. */
function rulesFrom(begins: number): string {
  const problems = AT_ONCE.map(
    (lasts, index) =>
      `label_replace(vector(time()) >= ${begins} < ${begins + (lasts * SHORT) / 1_000}, "problem", "${index}", "", "")`,
  ).join(' or ');
  const rules = [0, 1, 2, 5, 10].map(
    wait => `      - {alert: For${FOR + wait}, expr: '${problems}', for: ${(FOR + wait) * SHORT}ms}`,
  );
  return `groups:\n  - name: all\n    rules:\n      - {record: looked, expr: vector(1)}\n${rules.join('\n')}\n`;
}

/** From when to when a rule fired for each problem, in looks since they began; told as if they had come one an hour. */
function firedOf(firing: readonly Series[], rule: string, begins: number): Firings {
  return AT_ONCE.map((_, index) => {
    const looks = firing
      .filter(({metric}) => metric.alertname === rule && metric.problem === String(index))
      .flatMap(({values}) => values ?? [])
      .map(([at]) => index * APART + Math.floor((at * 1_000 - begins) / SHORT));
    // Looked at as often, it is gone at the look after its last.
    return looks.length === 0 ? undefined : {from: Math.min(...looks), to: Math.max(...looks) + 1};
  });
}

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
