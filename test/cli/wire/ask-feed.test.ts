import {expect, test} from 'vitest';
import {askFeed} from '../../../src/cli/wire/ask-feed.js';
import type {Config} from '../../../src/config/config.js';
import {systemClock} from '../../../src/lib/node/system-clock.js';
import {aRelay, TOKEN} from '../../relay/support/a-relay.js';
import {alertEntry, fakeBackbone} from '../../relay/support/fake-backbone.js';
import {freePort} from '../../support/real.js';

function ask(url: string, token = TOKEN) {
  const feed = {
    url,
    format: 'watchkeeper',
    source: 'feed',
    headers: {},
    auth: {kind: 'bearer', scheme: 'Bearer', token: {value: token}},
  };
  const parts = {env: {}, clock: systemClock, signal: new AbortController().signal};
  return askFeed({feed, alertmanagers: []} as unknown as Config, parts);
}

test('a relay says its version, its protocol, how late it is, and what it polls', async () => {
  const polled = [{name: 'eu', state: 'up' as const, interval: 5_000, age: 10}];
  const {url} = await aRelay({token: () => TOKEN, polled: () => polled});
  expect(await ask(url.replace('http', 'ws'))).toEqual({
    name: url.replace('http://', ''),
    relay: {version: '0.0.0-test', protocol: 1, lag: expect.any(Number), polled, told: []},
  });
});

test('a relay says when those last told something that only hooks tell of', async () => {
  const sources = ['grafana', 'datadog'].map(name => ({name, silence: false, resolve: true}));
  const backbone = fakeBackbone({now: () => 1_000});
  backbone.put([alertEntry(1, {source: 'grafana'})]);
  const {url} = await aRelay({token: () => TOKEN, sources, backbone});
  expect(await ask(url)).toMatchObject({relay: {told: [{name: 'grafana', at: 1_000}, {name: 'datadog'}]}});
});

test('a relay that cannot record says so', async () => {
  const backbone = fakeBackbone();
  backbone.told = {writable: false, trouble: 'the disk is full'};
  const {url} = await aRelay({backbone, token: () => TOKEN});
  expect(await ask(url)).toMatchObject({
    relay: {
      degraded: 'the relay takes nothing in: the disk is full',
      shut: 'The relay takes nothing in: the disk is full.',
    },
  });
});

test('a wrong token, and nobody there, are failures with their reasons', async () => {
  const {url} = await aRelay({token: () => TOKEN});
  expect(await ask(url, 'another-token-of-them')).toMatchObject({failure: {status: 401}});
  expect(await ask(`ws://127.0.0.1:${await freePort()}`)).toMatchObject({
    failure: {message: expect.stringContaining('connection refused')},
  });
});
