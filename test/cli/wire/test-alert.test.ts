import {describe, expect, onTestFinished, test} from 'vitest';
import {WebSocketServer} from 'ws';
import {servedHooks} from '../../../src/cli/wire/relay/served-hooks.js';
import {prepareTestAlert} from '../../../src/cli/wire/test-alert.js';
import type {Config} from '../../../src/config/config.js';
import {loadConfig} from '../../../src/config/load-config.js';
import {isTestAlert} from '../../../src/core/checklist/test-alert.js';
import {type DemoServer, demoServer} from '../../../src/demo/server/server.js';
import {systemClock} from '../../../src/lib/node/system-clock.js';
import {targets} from '../../../src/targets/index.js';
import {aRelay, TOKEN} from '../../relay/support/a-relay.js';
import {fakeServer, sendText} from '../../sources/support/fake-server.js';
import {describeReal, startAlertmanager, tempDir} from '../../support/real.js';
import {type VendorRequest, vendorServer} from '../../support/vendor-server.js';
import {type PagerdutyEvent, pagerdutyEvents} from '../../support/vendors/pagerduty-events.js';
import {pagerdutyRest} from '../../support/vendors/pagerduty-rest.js';

async function anAlertmanager(): Promise<DemoServer> {
  const config = {
    route: {receiver: 'on-call', groupBy: ['alertname'], matchers: [], routes: []},
    inhibitRules: [],
    receivers: ['on-call'],
    timeIntervals: [],
  };
  let made = 0;
  const server = await demoServer({
    clock: systemClock,
    config,
    startedAt: Date.now() - 86_400_000,
    newId: () => `id-${++made}`,
  });
  onTestFinished(() => server.close());
  return server;
}

/** A stream that says hello, and what it is told to say. */
async function aFeed() {
  const server = new WebSocketServer({port: 0, host: '127.0.0.1'});
  await new Promise(resolve => server.once('listening', resolve));
  onTestFinished(() => void server.close());
  const {port} = server.address() as {port: number};
  return {
    url: `ws://127.0.0.1:${port}`,
    tell: (text: string) => {
      for (const client of server.clients) client.send(text);
    },
  };
}

async function prepared(urls: readonly string[], feed?: string, pagers: Config['targets'] = []) {
  const home = tempDir();
  const env = {HOME: home, WK_CONFIG: undefined, TZ: 'UTC', PD_TOKEN: 'y_NbAkKc66ryYTWUXYEu', FEED_TOKEN: TOKEN};
  const base = await loadConfig({
    flags: {alertmanagers: [`eu=${urls.join(',')}`], state: home},
    env,
    home,
    cwd: home,
    targetKinds: async () => targets,
  } as never);
  const config = {
    ...base,
    targets: pagers,
    alertmanagers: [{name: 'eu', urls, poll: 1_000, timeout: 2_000, headers: {}}],
    ...(feed === undefined
      ? {}
      : {
          feed: {
            url: feed,
            format: 'watchkeeper' as const,
            source: 'feed',
            headers: {},
            auth: {kind: 'bearer' as const, scheme: 'Bearer', token: {env: 'FEED_TOKEN'}},
          },
        }),
  };
  const signal = new AbortController().signal;
  return prepareTestAlert({
    config,
    env,
    clock: systemClock,
    signal,
    patience: {poll: 8_000, told: pagers.length > 0 ? 20_000 : 1_500},
  });
}

const fires = (server: DemoServer) => server.firing().filter(({labels}) => isTestAlert(labels));

describe('a test alert', () => {
  test('is posted only when it is run, found by a poll, and ended afterwards', async () => {
    const server = await anAlertmanager();
    const {question, run} = await prepared([server.url]);
    expect(question).toContain('eu leads it to on-call, which tells nobody');
    expect(fires(server)).toEqual([]);
    const result = await run();
    expect(result).toMatchObject({ok: true, said: expect.stringMatching(/seen by poll of eu after \d\.\ds; no feed/)});
    expect(fires(server)).toEqual([]);
  });

  test('is looked for on the feed, too, and it is said when it does not come', async () => {
    const [server, feed] = [await anAlertmanager(), await aFeed()];
    const missed = await (await prepared([server.url], feed.url)).run();
    expect(missed).toMatchObject({ok: false, said: expect.stringContaining('NOT by feed of eu (not within 2 s)')});
    expect(fires(server)).toEqual([]);

    const {run} = await prepared([server.url], feed.url);
    const running = run();
    await expect.poll(() => fires(server).length).toBe(1);
    feed.tell(JSON.stringify({type: 'alert', labels: fires(server)[0]?.labels}));
    expect(await running).toMatchObject({ok: true, said: expect.stringMatching(/by feed of eu after/)});
  });

  test('that no member takes is not well, with the reason', async () => {
    const shut = await fakeServer((_, response) => sendText(response, 'no', {status: 403}));
    const {question, run} = await prepared([shut.url]);
    expect(question).toContain('whom eu tells of it is not known');
    expect(await run()).toMatchObject({ok: false, said: expect.stringContaining('NOT by poll of eu (')});
  });
});

/** PagerDuty on both of its sides: what Alertmanager tells it of, and what can be asked of it. */
async function aPager() {
  const [events, rest] = [pagerdutyEvents(), pagerdutyRest()];
  const isEvent = ({path}: VendorRequest) => path === '/v2/enqueue';
  const server = await vendorServer({
    problems: request => (isEvent(request) ? events : rest).problems(request),
    answer(request) {
      if (!isEvent(request)) return rest.answer(request);
      const {event_action: action, dedup_key: key, payload} = request.json as PagerdutyEvent;
      if (action === 'trigger') rest.open({incident_key: key, title: payload?.summary ?? ''});
      for (const one of rest.incidents) {
        if (action === 'resolve' && one.incident_key === key) one.status = 'resolved';
      }
      return events.answer(request);
    },
  });
  return {...server, incidents: rest.incidents};
}

describeReal('a test alert on a real Alertmanager', ['prometheus-alertmanager'], () => {
  test('is seen by poll, by the feed of a real relay and in the pager that its routes lead it to, and ended there', {
    timeout: 60_000,
  }, async () => {
    const pager = await aPager();
    const {hooks} = await servedHooks([], {});
    const relay = await aRelay({hooks, token: () => TOKEN});
    const server = await startAlertmanager({
      config: `route: {receiver: pd, group_by: [alertname], group_wait: 1s, group_interval: 1s}
receivers:
  - name: pd
    pagerduty_configs: [{routing_key: 0123456789abcdef0123456789abcdef, url: "${pager.url}/v2/enqueue"}]
    webhook_configs: [{url: "${relay.url}/v1/hooks/alertmanager", http_config: {authorization: {credentials: ${TOKEN}}}}]
`,
    });
    onTestFinished(() => server.stop());
    const options = {
      token: {env: 'PD_TOKEN'},
      from: 'ana@example.org',
      url: pager.url,
    };
    const feed = `ws://127.0.0.1:${relay.port}/v1/feed`;
    const pagers = [{name: 'oncall', kind: 'pagerduty-rest', options}];
    const {question, run} = await prepared([server.url], feed, pagers);
    expect(question).toContain('eu leads it to pd, which tells by pagerduty and webhook');
    expect(pager.received).toEqual([]);
    expect(await run()).toEqual({
      ok: true,
      said: expect.stringMatching(
        /^A test alert was seen by poll of eu after .*, by feed of eu after .*, by pager oncall after [^;]*$/,
      ),
    });
    await expect
      .poll(() => pager.incidents.map(({status, title}) => [status, title]), {timeout: 15_000})
      .toEqual([['resolved', expect.stringContaining('WatchkeeperTest')]]);
    expect(pager.violations).toEqual([]);
  });
});
