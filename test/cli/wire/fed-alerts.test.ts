import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import type {AlertQuery} from '../../../src/cli/context.js';
import {fedAlerts} from '../../../src/cli/wire/fed-alerts.js';
import {takeSeat} from '../../../src/cli/wire/watch-seat.js';
import type {Config} from '../../../src/config/config.js';
import {loadConfig} from '../../../src/config/load-config.js';
import type {FeedAlert} from '../../../src/core/feed/message.js';
import {systemClock} from '../../../src/lib/node/system-clock.js';
import type {NewEntry} from '../../../src/relay/backbone/backbone.js';
import {aRelay, TOKEN} from '../../relay/support/a-relay.js';
import {alertEntry} from '../../relay/support/fake-backbone.js';
import {fakeAlertmanager} from '../../sources/support/fake-alertmanager.js';
import {freePort, tempDir} from '../../support/real.js';

const ACTIVE: AlertQuery = {matchers: [], active: true, silenced: false, inhibited: false, unprocessed: false};
const env = {FEED_TOKEN: TOKEN};
const parts = {env, clock: systemClock, signal: new AbortController().signal};

async function configured(text: string, home = tempDir()): Promise<Config> {
  mkdirSync(join(home, 'watchkeeper'), {recursive: true});
  writeFileSync(join(home, 'watchkeeper/config.yaml'), text);
  const flags = {state: join(home, 'state'), operator: 'ana'};
  return loadConfig({flags, env: {XDG_CONFIG_HOME: home}, cwd: home, home, etc: home, reader: 'text'});
}

function feedText(url: string, more = ''): string {
  return `feed: {url: "${url.replace('http', 'ws')}", token: {env: FEED_TOKEN}${more}}\n`;
}

function fires(number: number, over: Partial<FeedAlert>): NewEntry {
  const entry = alertEntry(number);
  return entry.kind === 'alert' ? {...entry, alert: {...entry.alert, ...over}} : entry;
}

/** A relay of which datadog's and eu's alerts are known, and what was told of them. */
async function telling() {
  const made = await aRelay({token: () => TOKEN, sources: [{name: 'datadog', silence: false, resolve: true}]});
  const entries = [
    fires(1, {source: 'datadog', labels: {alertname: 'LatencyHigh', service: 'api'}}),
    fires(2, {source: 'datadog', labels: {alertname: 'Held'}, silencedBy: ['s1']}),
    fires(3, {source: 'eu', labels: {alertname: 'DiskFull'}}),
  ];
  made.backbone.put(entries);
  return made;
}

const names = (answer: Awaited<ReturnType<typeof fedAlerts>>) =>
  answer?.alerts.map(({source, labels}) => `${source} ${labels.alertname}`);

test('without a cockpit the relay is asked, and what is polled here is left out', async () => {
  const {url} = await telling();
  const config = await configured(`alertmanagers: [{name: eu, urls: ["http://am-1:9093"]}]\n${feedText(url)}`);
  const answer = await fedAlerts(config, ACTIVE, parts);
  expect(names(answer)).toEqual(['datadog LatencyHigh']);
  expect(answer?.alerts[0]).toMatchObject({endsAt: '0001-01-01T00:00:00.000Z', status: {state: 'active'}});
  expect(answer?.failures).toEqual([]);
  expect(names(await fedAlerts(config, {...ACTIVE, silenced: true}, parts))).toEqual([
    'datadog LatencyHigh',
    'datadog Held',
  ]);
  const matchers = [{name: 'service', value: 'w.*', isRegex: true, isEqual: true}];
  expect(names(await fedAlerts(config, {...ACTIVE, matchers}, parts))).toEqual([]);
});

test('an open cockpit is asked before the relay, and tells of its own feed', async () => {
  const [{url}, am, home] = [await telling(), await fakeAlertmanager(), tempDir()];
  const file = `alertmanagers: [{name: eu, urls: ["${am.url}"]}]\n${feedText(url)}`;
  const config = await configured(file, home);
  const seat = await takeSeat({config, env, clock: systemClock, live: true});
  onTestFinished(() => seat.leave());
  const bare = await configured('operator: ana\n', home);
  await expect.poll(async () => names(await fedAlerts(bare, ACTIVE, parts))).toEqual(['datadog LatencyHigh']);
  expect((await fedAlerts(bare, ACTIVE, parts))?.failures).toEqual([]);
});

test('nothing is said where there is no feed', async () => {
  expect(await fedAlerts(await configured('operator: ana\n'), ACTIVE, parts)).toBeUndefined();
});

test('who cannot be asked is a failure with its kind', async () => {
  const {url} = await telling();
  const strange = await fedAlerts(await configured(feedText(url)), ACTIVE, {
    ...parts,
    env: {FEED_TOKEN: 'another-one-of-them'},
  });
  expect(strange?.failures).toMatchObject([{kind: 'refused', message: expect.stringContaining('(401)')}]);
  const nobody = await configured(feedText(`http://127.0.0.1:${await freePort()}`));
  expect((await fedAlerts(nobody, ACTIVE, parts))?.failures).toMatchObject([
    {kind: 'unreachable', message: expect.stringContaining('connection refused')},
  ]);
  const foreign = await configured(feedText('http://push.example', ', format: alertmanager'));
  expect((await fedAlerts(foreign, ACTIVE, parts))?.failures).toMatchObject([
    {source: 'push.example:80', kind: 'unreachable', message: expect.stringContaining('tells what is new')},
  ]);
});

test('an Alertmanager that the relay does not reach is one of which it is not known what fires', async () => {
  const trouble = {message: 'connection refused', hint: 'Start it.'};
  const polled = [{name: 'us', state: 'down' as const, interval: 5_000, trouble}];
  const {url} = await aRelay({token: () => TOKEN, polled: () => polled});
  expect((await fedAlerts(await configured(feedText(url)), ACTIVE, parts))?.failures).toMatchObject([
    {source: 'us', message: 'The relay does not reach us: connection refused'},
  ]);
});
