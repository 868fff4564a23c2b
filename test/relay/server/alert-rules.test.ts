import {execFileSync} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {relayAlertRules} from '../../../src/relay/server/alert-rules.js';
import {describeReal, findBinary, tempDir} from '../../support/real.js';
import {aRelay, post} from '../support/a-relay.js';

describe('the alert rules for the relay', () => {
  test('ask only for metrics that a relay has', async () => {
    const {url} = await aRelay();
    await post(`${url}/v1/hooks/test`, {alerts: [1]});
    const text = await (await fetch(`${url}/metrics`)).text();
    const has = new Set([...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name));
    const asked = [...relayAlertRules().matchAll(/watchkeeper_relay_\w+?(?=_bucket\{|\{)/g)].map(([name]) => name);
    expect(asked.length).toBeGreaterThan(6);
    expect(asked.filter(name => !has.has(name))).toEqual([]);
  });

  test('are about the job they are made for', () => {
    expect(relayAlertRules('relays "eu"')).toContain('up{job="relays \\"eu\\""} == 0');
    expect(relayAlertRules('x').match(/job="x"/g)?.length).toBe(relayAlertRules().match(/job="/g)?.length);
  });
});

describeReal('Prometheus', ['promtool'], () => {
  test('finds nothing wrong in them', () => {
    const file = path.join(tempDir(), 'relay.yml');
    writeFileSync(file, relayAlertRules());
    const said = execFileSync(findBinary('promtool') ?? 'promtool', ['check', 'rules', file], {encoding: 'utf8'});
    expect(said).toMatch(/SUCCESS: \d+ rules found/);
  });

  test('fires them when the relay is gone or degraded', () => {
    const folder = tempDir();
    writeFileSync(path.join(folder, 'relay.yml'), relayAlertRules());
    writeFileSync(path.join(folder, 'test.yml'), WATCHED);
    const said = execFileSync(findBinary('promtool') ?? 'promtool', ['test', 'rules', 'test.yml'], {
      encoding: 'utf8',
      cwd: folder,
    });
    expect(said).toContain('SUCCESS');
  });
});

const WATCHED = `rule_files: [relay.yml]
evaluation_interval: 30s
tests:
  - interval: 30s
    input_series:
      - series: 'up{job="watchkeeper-relay", instance="a"}'
        values: '1x10 0x10'
      - series: 'watchkeeper_relay_degraded{job="watchkeeper-relay", instance="b"}'
        values: '1x20'
    promql_expr_test:
      - expr: count by (alertname) (ALERTS{alertstate="firing"})
        eval_time: 4m
        exp_samples:
          - labels: '{alertname="WatchkeeperRelayDegraded"}'
            value: 1
      - expr: count by (alertname) (ALERTS{alertstate="firing"})
        eval_time: 8m
        exp_samples:
          - labels: '{alertname="WatchkeeperRelayDegraded"}'
            value: 1
          - labels: '{alertname="WatchkeeperRelayDown"}'
            value: 1
`;
