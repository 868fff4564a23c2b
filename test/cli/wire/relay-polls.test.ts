import {describe, expect, onTestFinished, test} from 'vitest';
import {openPolls} from '../../../src/cli/wire/relay/polls.js';
import type {Config} from '../../../src/config/config.js';
import type {SourceUpdate} from '../../../src/core/live/update.js';
import {systemClock} from '../../../src/lib/node/system-clock.js';
import {followView} from '../../../src/relay/view/follow-view.js';
import {listAlerts} from '../../../src/relay/view/told-alerts.js';
import {alertmanager} from '../../../src/sources/alertmanager/alertmanager.js';
import {aRelay, TOKEN} from '../../relay/support/a-relay.js';
import {fakeBackbone} from '../../relay/support/fake-backbone.js';
import {type FakeAlertmanager, fakeAlertmanager, someAlert} from '../../sources/support/fake-alertmanager.js';

const DISK = '00000000000000aa';
const MEMORY = '00000000000000bb';
const HEADERS = {authorization: `Bearer ${TOKEN}`};

/** A relay that polls these, seldom unless said otherwise. */
async function polling(members: readonly FakeAlertmanager[], poll = 60_000) {
  const backbone = fakeBackbone();
  const followed = await followView(backbone);
  const urls = members.map(({url}) => url);
  const config = {relay: {alertmanagers: [{name: 'eu', urls, poll, timeout: 2_000, headers: {}}]}};
  const polls = await openPolls(config as unknown as Config, {
    env: {},
    clock: systemClock,
    backbone,
    alerts: () => followed.current().view.alerts,
    say: () => undefined,
  });
  if (polls === undefined) throw new Error('it polls nothing');
  onTestFinished(() => polls.close());
  const {gateway, polled, told} = polls;
  const relay = await aRelay({backbone, gateway, polled, onTold: told, token: () => TOKEN});
  const fires = () => listAlerts(followed.current().view.alerts).map(({alert}) => alert.fingerprint);
  await expect.poll(() => polled()[0]?.state, {timeout: 10_000}).not.toBe('connecting');
  return {...relay, polls, fires, api: `${relay.url}/v1/alertmanager/eu`};
}

/** A cockpit's source that knows the relay only; answers with what it was told. */
function cockpit(urls: readonly string[]) {
  const updates: SourceUpdate[] = [];
  const stop = new AbortController();
  const options = {name: 'eu', urls: [...urls], poll: 500, timeout: 2_000, auth: {bearer: TOKEN}};
  const source = alertmanager(options, {clock: systemClock});
  const done = source.watch(update => updates.push(update), stop.signal);
  onTestFinished(async () => {
    stop.abort();
    await done;
  });
  const fires = () => updates.flatMap(({alerts}) => alerts?.changed ?? []).map(({fingerprint}) => fingerprint);
  return {source, updates, fires};
}

describe('a relay that polls an Alertmanager', () => {
  test('answers many cockpits from its own poll', async () => {
    const server = await fakeAlertmanager([someAlert(DISK)]);
    const {api} = await polling([server]);
    const cockpits = Array.from({length: 10}, () => cockpit([api]));
    for (const {updates} of cockpits) await expect.poll(() => updates.length, {timeout: 15_000}).toBeGreaterThan(2);
    expect(cockpits.map(({fires}) => fires()[0])).toEqual(Array.from({length: 10}, () => DISK));
    expect(server.asked('GET /alerts/groups')).toHaveLength(1);
    expect(server.asked('GET /silences')).toHaveLength(1);
  });

  test('tells the feed what fires, what holds it, and what has ended', async () => {
    const held = {state: 'suppressed' as const, silencedBy: ['s-1'], inhibitedBy: []};
    const server = await fakeAlertmanager([someAlert(DISK), someAlert(MEMORY, {status: held})]);
    const {fires, backbone, polls} = await polling([server]);
    await expect.poll(fires).toEqual([DISK, MEMORY]);
    expect(backbone.entries[1]).toMatchObject({alert: {silencedBy: ['s-1']}});
    // A hook tells it first; the poll that follows agrees.
    server.alerts = [someAlert(MEMORY, {status: held})];
    const [first] = backbone.entries;
    if (first?.kind !== 'alert') throw new Error('it is an alert');
    polls.told([{...first.alert, status: 'resolved', endsAt: new Date().toISOString()}]);
    await expect.poll(fires).toEqual([MEMORY]);
    expect(backbone.entries).toHaveLength(3);
  });

  test('reads anew when a hook tells of it: no cockpit gets what was true before', async () => {
    const server = await fakeAlertmanager([someAlert(DISK)]);
    const {api, polls} = await polling([server]);
    server.alerts = [someAlert(DISK), someAlert(MEMORY)];
    polls.wake('eu');
    const answer = await fetch(`${api}/api/v2/alerts/groups`, {headers: HEADERS});
    expect(JSON.stringify(await answer.json())).toContain(MEMORY);
  });
});

describe('a cockpit that asks through the relay', () => {
  test('makes and ends silences there', async () => {
    const server = await fakeAlertmanager([someAlert(DISK)]);
    const {api} = await polling([server]);
    const {source} = cockpit([api]);
    const matchers = [{name: 'alertname', value: 'x', isRegex: false, isEqual: true}];
    const draft = {matchers, duration: 900_000, createdBy: 'ana', comment: 'x wk-1', token: 'wk-1'};
    const {signal} = new AbortController();
    const placed = await source.placeSilence(draft, {mayExist: false, signal});
    expect([...server.silences.keys()]).toEqual([placed.id]);
    await source.expireSilence(placed.id, signal);
    expect(server.silences.get(placed.id)?.status?.state).toBe('expired');
    expect(server.violations()).toEqual([]);
  });

  test('makes no second silence when the answer to the first was lost on the way', async () => {
    const server = await fakeAlertmanager([someAlert(DISK)]);
    const {api} = await polling([server]);
    const {source} = cockpit([api]);
    await fetch(`${api}/api/v2/silences`, {headers: HEADERS});
    let lost = false;
    server.fault = ({method, body}, response) => {
      if (method !== 'POST' || lost) return false;
      lost = true;
      const made = {...JSON.parse(body), id: 's-lost', status: {state: 'active'}, updatedAt: new Date().toISOString()};
      server.silences.set('s-lost', made);
      response.destroy();
      return true;
    };
    const matchers = [{name: 'alertname', value: 'x', isRegex: false, isEqual: true}];
    const draft = {matchers, duration: 900_000, createdBy: 'ana', comment: 'x wk-2', token: 'wk-2'};
    const placed = await source.placeSilence(draft, {mayExist: false, signal: new AbortController().signal});
    expect(placed.id).toBe('s-lost');
    expect(server.silences.size).toBe(1);
  });

  test('sees that the relay does not reach it, with the reason, and keeps when it was last true', async () => {
    const server = await fakeAlertmanager([someAlert(DISK)]);
    const {api, polls} = await polling([server]);
    const {updates} = cockpit([api]);
    await expect.poll(() => updates.at(-1)?.health.state).toBe('up');
    const {lastGood} = updates.at(-1)?.health ?? {};
    await server.close();
    polls.wake('eu');
    await expect
      .poll(() => updates.at(-1)?.health, {timeout: 10_000})
      .toMatchObject({
        state: 'down',
        trouble: {message: expect.stringContaining('connection refused')},
      });
    expect(updates.at(-1)?.health.lastGood).toBeLessThanOrEqual((lastGood ?? 0) + 2_000);
    await expect
      .poll(() => polls.polled()[0], {timeout: 10_000})
      .toMatchObject({
        state: 'down',
        trouble: {message: expect.stringContaining('connection refused')},
      });
  });

  test('is not told that it has no access when the relay has none', async () => {
    const server = await fakeAlertmanager();
    server.fault = (_, response) => {
      response.writeHead(401).end('who are you');
      return true;
    };
    const {api} = await polling([server]);
    const answer = await fetch(`${api}/api/v2/status`, {headers: HEADERS});
    expect(answer.status).toBe(502);
    expect(await answer.text()).toContain("refuses the relay's credentials");
  });

  test('asks each member by its number, and any of them without', async () => {
    const [first, second] = [await fakeAlertmanager([someAlert(DISK)]), await fakeAlertmanager([someAlert(MEMORY)])];
    const {api, fires} = await polling([first, second]);
    await expect.poll(() => [...fires()].sort()).toEqual([DISK, MEMORY]);
    const {fires: seen} = cockpit([`${api}/1`, `${api}/2`]);
    await expect.poll(() => [...new Set(seen())].sort()).toEqual([DISK, MEMORY]);
    await first.close();
    const answers = await Promise.all(
      ['', '/2', '/3', '/1'].map(member => fetch(`${api}${member}/api/v2/receivers?x=1`, {headers: HEADERS})),
    );
    expect(answers.map(({status}) => status)).toEqual([404, 404, 404, 502]);
    expect(await answers[0]?.text()).toContain('path /receivers was not found');
  });

  test('needs the token, and gets nothing but the API for reading and silencing', async () => {
    const server = await fakeAlertmanager([someAlert(DISK)]);
    const {api, url} = await polling([server]);
    const ask = async (to: string, init: RequestInit = {}) => (await fetch(to, {headers: HEADERS, ...init})).status;
    const root = `${url}/v1/alertmanager`;
    expect(await ask(`${api}/api/v2/alerts`, {headers: {}})).toBe(401);
    expect(await ask(`${api}/api/v2/alerts`, {headers: {...HEADERS, origin: 'https://evil.example'}})).toBe(403);
    expect(await ask(`${api}/api/v2/alerts`, {method: 'POST', body: '[]'})).toBe(405);
    expect(await ask(`${api}/api/v2/silences`, {method: 'POST', body: 'no json'})).toBe(400);
    expect(await ask(`${root}/us/api/v2/alerts`)).toBe(404);
    expect(await ask(`${root}/eu/-/reload`, {method: 'POST'})).toBe(404);
    expect(await ask(`${root}/eu/api/v2/%2e%2e/secret`)).toBe(404);
    expect(await ask(`${api}/api/v2/alerts?filter=alertname%3D%22x%22`)).toBe(200);
    expect(server.received.some(({path}) => path.includes('secret') || path.includes('reload'))).toBe(false);
  });
});
