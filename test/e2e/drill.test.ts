import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {launch} from '../support/launch.js';
import {programFile} from '../support/program.js';
import {tempDir} from '../support/real.js';
import {leave} from './support/desk.js';

const DRILL = `
title: The pool is full
length: 30m
targets: {ack: 24h, mitigate: 24h}
alerts:
  - name: pool of the api
    at: 30s
    labels: {alertname: PoolFull, severity: critical, service: api}
    annotations: {summary: 50 of 50}
    mitigation: {change: report, ends_after: 20s}
`;

test('a drill is practised in the cockpit: what mitigates its alert ends it, and the report says how long all took', {
  timeout: 90_000,
}, async () => {
  const bin = await programFile();
  const home = tempDir();
  const file = path.join(home, 'drill.yaml');
  writeFileSync(file, DRILL);
  const env = {HOME: home, XDG_CONFIG_HOME: undefined, XDG_STATE_HOME: undefined};
  const drill = launch([bin, 'demo', '--scenario', file, '--speed', '20'], {cols: 100, env});
  await drill.waitFor(/▌P1.*PoolFull/, 30_000);
  drill.type('a');
  await drill.waitFor(/on it 1[\s\S]*PoolFull/, 20_000);
  drill.type(':change report stopped\r');
  await drill.waitFor(/needs you 0|Nothing needs you/, 30_000);
  await drill.waitFor(screen => !/on it 1/.test(screen), 30_000);
  expect(await leave(drill)).toBe(0);
  const report = await drill.waitFor(/1 of 1 alert mitigated, .* 1 of 1 in time\./, 20_000);
  expect(report.join('\n')).toMatch(/pool of the api +\+\S+ +\S+, in time +never +\S+, in time/);
});
