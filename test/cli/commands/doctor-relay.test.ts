import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import type {FeedReport, RedisReport, SourceReport} from '../../../src/cli/context.js';
import {NIGHT} from '../../support/given.js';
import {type BenchOptions, bench} from '../fake-context.js';

const GOOD: SourceReport = {
  source: 'eu',
  watchdog: 'firing',
  members: [{member: 'am-1:9093', version: '0.27.0', latency: 12.4, skew: 100}],
};

function doctorBench(report: Partial<SourceReport> = {}, options: BenchOptions = {}) {
  return bench({
    ...options,
    context: {probeSources: async () => [{...GOOD, ...report}], readLog: async () => ({facts: []}), ...options.context},
  });
}

describe('wk doctor on a feed and a relay', () => {
  const RELAY = {version: '1.0.0', protocol: 1, lag: 3, polled: [], told: []};

  const POLICY =
    'alertmanagers: [{name: eu, urls: ["http://am-1:9093"]}]\n' +
    'targets: {room: {kind: command, command: ["page"]}}\nescalation: {all: {levels: [{name: room, to: [room]}]}}\n';

  async function examined(report: FeedReport, redis?: RedisReport, more = '') {
    const {run, home} = doctorBench(
      {},
      {
        env: {WK_CONFIG: 'wk.yaml'},
        context: {
          probeFeed: async () => report,
          ...(redis === undefined
            ? {}
            : {probeRedis: async () => redis, hookFaults: async () => ['relay.hooks.x: no.']}),
        },
      },
    );
    const relay = redis === undefined ? '' : '\nrelay: {redis: {url: "redis://r:6379"}}';
    writeFileSync(join(home, 'wk.yaml'), `feed: {url: "ws://relay:9095"}${relay}\n${more}`);
    return run('doctor');
  }

  test('tells that the relay answers and takes the token', async () => {
    const {stdout, exitCode} = await examined({name: 'relay:9095', relay: RELAY});
    expect(stdout).toContain('ok    feed: relay:9095: relay 1.0.0, protocol 1, the token is accepted\n');
    expect(exitCode).toBe(0);
  });

  test('tells whether the relay would go on when the cockpit is gone, and what it lacks for that', async () => {
    const none = await examined({name: 'relay:9095', relay: RELAY});
    expect(none.stdout).toContain('warn  lease: relay:9095 does not go on for a cockpit that is gone');
    const lease = {relay: 'j-relay', length: 60_000, sources: [], policies: [], targets: []};
    const bare = await examined(
      {name: 'relay:9095', relay: {...RELAY, lease}},
      {warnings: [], isHidden: false},
      POLICY,
    );
    expect(bare.stdout).toContain('not heard of for 1m, but lacks Alertmanager eu, policy all, target room\n');
    const all = {...lease, sources: ['eu'], policies: ['all'], targets: ['room']};
    const able = await examined(
      {name: 'relay:9095', relay: {...RELAY, lease: all}},
      {warnings: [], isHidden: false},
      POLICY,
    );
    expect(able.stdout).toContain('ok    lease: relay:9095 goes on for this cockpit when it is not heard of for 1m\n');
  });

  test('tells what keeps the relay from its work, and what it does not reach', async () => {
    const trouble = {message: 'connection refused.', hint: 'Look there.'};
    const polled = [{name: 'eu', state: 'down' as const, interval: 5_000, trouble}];
    const relay = {...RELAY, protocol: 2, lag: 60_000, degraded: 'its disk is full', polled};
    const {stdout, exitCode} = await examined({name: 'relay:9095', relay});
    expect(stdout).toContain('warn  feed: relay:9095 speaks protocol 2');
    expect(stdout).toContain('come 1m late');
    expect(stdout).toContain('warn  feed: relay:9095 is degraded: its disk is full');
    expect(stdout).toContain('warn  feed, eu: the relay does not reach it: connection refused\n      Look there.');
    expect(exitCode).toBe(0);
  });

  test('tells when those last told something that only hooks tell of, and who has not yet', async () => {
    const told = [{name: 'grafana', at: NIGHT - 35 * 60_000}, {name: 'datadog'}, {name: 'elastalert'}];
    const {stdout} = await examined({name: 'relay:9095', relay: {...RELAY, told}});
    expect(stdout).toMatch(/ok {4}feed, grafana: last told (\d\d-\d\d )?\d\d:\d\d, 35m ago\n/);
    expect(stdout).toContain('ok    feed: nothing was told yet under datadog, elastalert\n');
  });

  test.each([
    [401, 4],
    [undefined, 3],
  ])('a relay that is not reached (%s) fails', async (status, code) => {
    const failure = {message: 'No.', hint: 'Do this.', ...(status === undefined ? {} : {status})};
    const {stdout, exitCode} = await examined({name: 'relay:9095', failure});
    expect(stdout).toContain('FAIL  feed: No.\n      Do this.');
    expect(exitCode).toBe(code);
  });

  test('tells what a relay would find here', async () => {
    const warnings = [{text: 'it forgets', next: 'Set this.'}];
    const {stdout, exitCode} = await examined({name: 'x', relay: RELAY}, {warnings, isHidden: true});
    expect(stdout).toContain('FAIL  relay: relay.hooks.x: no.');
    expect(stdout).toContain('warn  relay, redis: it forgets\n      Set this.');
    expect(stdout).toContain('cannot be seen from here');
    expect(exitCode).toBe(2);
    const gone = await examined({name: 'x', relay: RELAY}, {failure: 'refused', warnings: [], isHidden: false});
    expect(gone.stdout).toContain('FAIL  relay, redis: it cannot be used: refused');
  });
});
