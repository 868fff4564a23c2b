import {execFileSync} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {ruleChange} from '../../src/core/metrics/suggestion-text.js';
import {systemClock} from '../../src/lib/node/system-clock.js';
import {alertRules} from '../../src/sources/prometheus-rules.js';
import {describeReal, findBinary, startPrometheus, tempDir} from '../support/real.js';
import {fakeServer, sendText} from './support/fake-server.js';

const {signal} = new AbortController();
const ask = (url: string) => alertRules({url}, {clock: systemClock, signal});

test('an answer that is none is said to be one', async () => {
  const web = await fakeServer((_, response) => sendText(response, '<html>'));
  await expect(ask(web.url)).rejects.toMatchObject({kind: 'bad-answer'});
});

describeReal('the rules of a real Prometheus', ['prometheus', 'promtool'], () => {
  test('are printed whole with a longer wait, as it can load them', async () => {
    const rules = `groups:
  - name: all
    rules:
      - alert: QueueStuck
        expr: 'rate(mails_sent{queue="out"}[5m]) == 0 and on() vector(1) > 0'
        for: 10m
        labels: {severity: critical}
        annotations: {summary: 'no mail since {{ $value }}, "stuck"'}
      - {record: x, expr: vector(1)}
`;
    const server = await startPrometheus({rules});
    onTestFinished(() => server.stop());
    const known = await ask(server.url);
    expect(known).toMatchObject([{name: 'QueueStuck', wait: 600_000, labels: {severity: 'critical'}}]);
    const suggestion = {wait: 300_000, calls: 12, spared: 10, delayed: 2, hidden: 0};
    const lines = ruleChange({name: 'QueueStuck', suggestion}, known);
    expect(lines).toContain('  for: 15m # was 10m');
    const folder = tempDir();
    writeFileSync(
      path.join(folder, 'rules.yml'),
      `groups:\n- name: all\n  rules:\n${lines.map(line => `  ${line}\n`).join('')}`,
    );
    const said = execFileSync(findBinary('promtool') ?? 'promtool', ['check', 'rules', 'rules.yml'], {
      encoding: 'utf8',
      cwd: folder,
    });
    expect(said).toContain('SUCCESS: 1 rules found');
  });
});
