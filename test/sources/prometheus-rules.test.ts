import {execFileSync, spawnSync} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {metricsOf} from '../../src/core/metrics/metrics.js';
import {openMetrics} from '../../src/core/metrics/openmetrics.js';
import {rulesFile} from '../../src/core/metrics/rules-file.js';
import {systemClock} from '../../src/lib/node/system-clock.js';
import {alertingRules} from '../../src/sources/prometheus-rules.js';
import {someSettings} from '../support/given.js';
import {describeReal, findBinary, startPrometheus, tempDir} from '../support/real.js';
import {YEAR} from '../support/year/tale.js';
import {aYear} from '../support/year/year.js';
import {fakeServer, sendJson, sendText} from './support/fake-server.js';

const {signal} = new AbortController();
const ask = (url: string) => alertingRules({url}, {clock: systemClock, signal});

test('the alerting rules of a Prometheus are told with what they wait for', async () => {
  const rules = [
    {type: 'alerting', name: 'Full', query: 'free == 0', duration: 300, labels: {severity: 'high'}, annotations: {}},
    {type: 'recording', name: 'x:y', query: 'z'},
  ];
  const server = await fakeServer((_, response) =>
    sendJson(response, {status: 'success', data: {groups: [{name: 'disks', file: 'disks.yml', rules}]}}),
  );
  expect(await ask(`${server.url}/prom`)).toEqual([
    {
      name: 'Full',
      group: 'disks',
      file: 'disks.yml',
      expr: 'free == 0',
      for: 300_000,
      keepFiringFor: 0,
      labels: {severity: 'high'},
      annotations: {},
    },
  ]);
  expect(server.received[0]?.path).toBe('/prom/api/v1/rules?type=alert');
});

test('an answer that is none, or a refusal, is said to be one', async () => {
  const web = await fakeServer((_, response) => sendText(response, '<html>'));
  await expect(ask(web.url)).rejects.toMatchObject({kind: 'bad-answer'});
  const shut = await fakeServer((_, response) => sendText(response, 'no', {status: 401}));
  await expect(ask(shut.url)).rejects.toMatchObject({kind: 'refused'});
});

describeReal('the rules of a real Prometheus', ['prometheus', 'promtool'], () => {
  test('are printed whole with a longer wait, as it can load them', async () => {
    const rules = `groups:
  - name: all
    rules:
      - alert: QueueStuck
        expr: 'rate(mails_sent{queue="out"}[5m]) == 0 and on() vector(1) > 0'
        for: 10m
        keep_firing_for: 2m
        labels: {severity: critical}
        annotations: {summary: 'no mail since {{ $value }}, "stuck"'}
      - {record: x, expr: vector(1)}
`;
    const server = await startPrometheus({rules});
    onTestFinished(() => server.stop());
    const known = await ask(server.url);
    expect(known).toMatchObject([{name: 'QueueStuck', for: 600_000, keepFiringFor: 120_000}]);
    const suggestion = {wait: 300_000, calls: 12, spared: 10, delayed: 2, hidden: 0};
    const row = (name: string, place: string) => ({name, place, suggestion});
    const lines = rulesFile([row('QueueStuck', 'eu/mail'), row('QueueStuck', 'us'), row('Unknown', 'eu')], known);
    expect(lines).toEqual(expect.arrayContaining(['    for: 15m # was 10m', '    keep_firing_for: 2m']));
    expect(promtool(['check', 'rules'], lines.join('\n'))).toContain('SUCCESS: 1 rules found');
    expect(promtool(['check', 'rules'], rulesFile([row('Unknown', 'eu')], known).join('\n'))).toContain('SUCCESS');
  });

  test('are not the only thing that it takes: the figures are metrics without fault', () => {
    const facts = aYear({facts: 500});
    const calendar = {zone: 'UTC', hours: [[], [], [], [], [], [], []]};
    const ask = {...YEAR, settings: someSettings({calendar}), hourOf: () => 3};
    const text = openMetrics(metricsOf(facts, ask));
    expect(text).toContain('watchkeeper_out_of_office_per_week');
    const said = spawnSync(findBinary('promtool') ?? 'promtool', ['check', 'metrics'], {input: text, encoding: 'utf8'});
    expect(said).toMatchObject({status: 0, stdout: '', stderr: ''});
  });
});

function promtool(check: readonly string[], text: string): string {
  const folder = tempDir();
  writeFileSync(path.join(folder, 'rules.yml'), `${text}\n`);
  const how = {encoding: 'utf8', cwd: folder} as const;
  return execFileSync(findBinary('promtool') ?? 'promtool', [...check, 'rules.yml'], how);
}
