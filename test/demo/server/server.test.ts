import {afterEach, describe, expect, test} from 'vitest';
import {type DemoServer, demoServer} from '../../../src/demo/server/server.js';
import {type VirtualClock, virtualClock} from '../../../src/lib/virtual-clock.js';
import {api, PLAIN_CONFIG, silence} from './api.js';

const START = Date.UTC(2026, 10, 20, 22);
let server: DemoServer | undefined;

async function serve(config = PLAIN_CONFIG) {
  const clock: VirtualClock = virtualClock(START);
  server = await demoServer({clock, config});
  return {clock, server, ...api(server.url)};
}

afterEach(async () => {
  await server?.close();
});

describe('time', () => {
  test('is the clock of the one who started it: Date, start, silences and ends', async () => {
    const {clock, get, post} = await serve();
    clock.advance(90_000);
    expect((await get('/alerts')).headers.get('date')).toBe('Fri, 20 Nov 2026 22:01:30 GMT');
    expect((await get('/status')).body).toMatchObject({uptime: '2026-11-20T22:00:00.000Z'});
    await post('/alerts', [{labels: {alertname: 'A'}}]);
    expect((await get('/alerts')).body).toMatchObject([
      {startsAt: '2026-11-20T22:01:30.000Z', endsAt: '2026-11-20T22:06:30.000Z'},
    ]);
    clock.advance(5 * 60_000);
    expect((await get('/alerts')).body).toEqual([]);
  });

  test('a silence begins and ends by itself, though the same question was just answered', async () => {
    const {clock, get, post} = await serve();
    await post('/alerts', [{labels: {alertname: 'A'}, endsAt: new Date(START + 3_600_000).toISOString()}]);
    await post('/silences', silence({matchers: {alertname: 'A'}, from: START + 60_000, to: START + 120_000}));
    const states: unknown[] = [];
    for (const step of [0, 60_000, 59_999, 1]) {
      clock.advance(step);
      const {body} = await get('/alerts');
      states.push((body as {status: {state: string}}[])[0]?.status.state);
    }
    expect(states).toEqual(['active', 'suppressed', 'suppressed', 'active']);
    expect((await get('/silences')).body).toMatchObject([{status: {state: 'expired'}}]);
  });
});

describe('muting', () => {
  test('shows in groups, as in Alertmanager, and is over with its interval', async () => {
    const config = {
      ...PLAIN_CONFIG,
      route: {...PLAIN_CONFIG.route, muteTimeIntervals: ['late']},
      timeIntervals: [{name: 'late', from: 22 * 60, to: 22 * 60 + 30}],
    };
    const {clock, get, post} = await serve(config);
    await post('/alerts', [{labels: {alertname: 'A'}, endsAt: new Date(START + 7_200_000).toISOString()}]);
    const status = async (path: string) => JSON.stringify((await get(path)).body);
    expect(await status('/alerts/groups')).toContain('"mutedBy":["late"],"silencedBy":[],"state":"suppressed"');
    expect(await status('/alerts')).toContain('"mutedBy":[],"silencedBy":[],"state":"active"');
    expect((await get('/alerts/groups?muted=false')).body).toEqual([]);
    clock.advance(30 * 60_000);
    expect(await status('/alerts/groups')).toContain('"mutedBy":[],"silencedBy":[],"state":"active"');
  });
});

describe('inhibition', () => {
  test('names the alert that holds another back, only while that fires and shares the labels', async () => {
    const config = {
      ...PLAIN_CONFIG,
      inhibitRules: [
        {
          source: [{name: 'severity', value: 'critical', isRegex: false, isEqual: true}],
          target: [{name: 'severity', value: 'warning', isRegex: false, isEqual: true}],
          equal: ['cluster'],
        },
      ],
    };
    const {clock, get, post} = await serve(config);
    await post('/alerts', [
      {
        labels: {alertname: 'Down', severity: 'critical', cluster: 'eu'},
        endsAt: new Date(START + 60_000).toISOString(),
      },
      {labels: {alertname: 'Slow', severity: 'warning', cluster: 'eu'}},
      {labels: {alertname: 'Slow', severity: 'warning', cluster: 'us'}},
    ]);
    const held = async () => {
      const {body} = await get('/alerts?filter=alertname=Slow');
      const alerts = body as {labels: {cluster: string}; status: {inhibitedBy: string[]}}[];
      return alerts.filter(alert => alert.status.inhibitedBy.length > 0).map(alert => alert.labels.cluster);
    };
    expect(await held()).toEqual(['eu']);
    expect((await get('/alerts?inhibited=false')).body).toHaveLength(2);
    clock.advance(60_000);
    expect(await held()).toEqual([]);
  });
});

describe('the link', () => {
  test('can be cut and comes back on the same port, alerts and all', async () => {
    const {get, post, server: demo} = await serve();
    await post('/alerts', [{labels: {alertname: 'A'}}]);
    demo.reachable(false);
    await expect(get('/alerts')).rejects.toThrow();
    demo.reachable(true);
    expect((await get('/alerts')).body).toHaveLength(1);
  });
});

test('answers the same question again from what it has kept, until something is posted', async () => {
  const {clock, get, post, server: demo} = await serve();
  demo.receive(
    Array.from({length: 10_000}, (_, index) => ({
      labels: {alertname: 'Bulk', instance: `host-${index}`},
      endsAt: START + 3_600_000,
    })),
  );
  const first = await get('/alerts/groups');
  expect((first.body as {alerts: unknown[]}[])[0]?.alerts).toHaveLength(10_000);
  clock.advance(1_000);
  expect((await get('/alerts/groups')).body).toEqual(first.body);
  await post('/alerts', [{labels: {alertname: 'One more'}}]);
  expect((await get('/alerts/groups')).body).toHaveLength(2);
});
