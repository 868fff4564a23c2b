import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import type {DemoRequest} from '../../../src/cli/play-request.js';
import {bench} from '../fake-context.js';

test('wk demo takes whole numbers of alerts, and any speed from 1 on', async () => {
  const played: DemoRequest[] = [];
  const {run} = bench({
    context: {
      playDemo: async (_config, request) => {
        played.push(request);
        return 0;
      },
    },
  });
  expect((await run('demo', '--speed', '1.5', '--alerts', '20')).exitCode).toBe(0);
  expect(played).toMatchObject([{speed: 1.5, alerts: 20, plain: true}]);
  for (const argv of [
    ['--alerts', '0.5'],
    ['--alerts', '2.5'],
    ['--speed', '0.5'],
    ['--seed', 'x'],
  ]) {
    expect((await run('demo', ...argv)).exitCode).toBe(2);
  }
});

test('wk demo tells the night whether anybody reads it, so that it ends with a closed pipe', async () => {
  const read: unknown[] = [];
  const playDemo = async (_config: unknown, request: DemoRequest) => {
    read.push(request.isRead?.());
    return 0;
  };
  await bench({context: {playDemo}}).run('demo');
  const stdout = {write: () => undefined, isTTY: false, columns: undefined, closed: true};
  await bench({context: {playDemo, stdout}}).run('demo');
  expect(read).toEqual([true, false]);
});

test('wk demo refuses a drill that cannot be read before it plays anything', async () => {
  const {stderr, exitCode} = await bench().run('demo', '--scenario', 'nothing.yaml');
  expect(exitCode).toBe(2);
  expect(stderr).toContain('nothing.yaml cannot be read (ENOENT)');
});

test('wk demo hands on the drill that was read, and the folder to keep as a whole path', async () => {
  const played: DemoRequest[] = [];
  const playDemo = async (_config: unknown, request: DemoRequest) => {
    played.push(request);
    return 0;
  };
  const {run, home} = bench({context: {playDemo}});
  writeFileSync(
    join(home, 'drill.yaml'),
    'title: pool\nlength: 10m\nalerts: [{name: a, at: 1m, labels: {alertname: A}}]\n',
  );
  expect((await run('demo', '--scenario', 'drill.yaml', '--keep', 'kept')).exitCode).toBe(0);
  expect(played).toMatchObject([{drill: {title: 'pool', length: 600_000}, keep: join(home, 'kept')}]);
});
