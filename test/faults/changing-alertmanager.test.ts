import {describe, expect, onTestFinished, test} from 'vitest';
import type {SourceHealth} from '../../src/core/live/update.js';
import {type Fact, isFact} from '../../src/core/shift/fact.js';
import {createEngine} from '../../src/engine/create-engine.js';
import {systemClock} from '../../src/lib/node/system-clock.js';
import {alertmanager} from '../../src/sources/alertmanager/alertmanager.js';
import type {RawAlert, RawSilence} from '../../src/sources/alertmanager/raw.js';
import {type FakeAlertmanager, fakeAlertmanager, someAlert} from '../sources/support/fake-alertmanager.js';
import {type Received, sendJson} from '../sources/support/fake-server.js';
import {aLevel, aPolicy} from '../support/escalating.js';
import {fakeTarget} from '../support/fake-target.js';
import {someSettings} from '../support/given.js';
import {memoryJournal} from '../support/memory-journal.js';
import {some} from '../support/soak.js';

type Answer = Parameters<FakeAlertmanager['fault']>[1];

/** A watch on a server, with somebody to call, and an ack that has to be extended all the time. */
async function watchOn(server: FakeAlertmanager) {
  const journal = memoryJournal();
  const pager = fakeTarget();
  let made = 0;
  const settings = someSettings();
  const engine = await createEngine({
    journal,
    clock: systemClock,
    ids: prefix => `${prefix}${String(++made).padStart(6, '0')}`,
    sources: [alertmanager({name: 'eu', urls: [server.url], poll: 200, timeout: 2_000}, {clock: systemClock})],
    targets: [pager],
    settings: {
      ...settings,
      ack: {...settings.ack, duration: 1_500},
      policies: [aPolicy({levels: [aLevel({name: 'second'})]})],
    },
  });
  onTestFinished(() => engine.stop());
  const health = () => engine.store.getState().live.sources.get('eu');
  const seen: SourceHealth[] = [];
  engine.store.subscribe(() => {
    const now = health();
    if (now !== undefined && now.state !== seen.at(-1)?.state) seen.push(now);
  });
  return {
    engine,
    journal,
    pager,
    health,
    seen,
    count: (type: Fact['type']) => journal.facts.filter(fact => fact.type === type).length,
    silenced: (fingerprint: string) => engine.store.getState().live.alerts.get(`eu/${fingerprint}`)?.state,
  };
}

type Watch = Awaited<ReturnType<typeof watchOn>>;

/** What any change of the server must leave as it was: each alert fired once, was paged for once, and goes on. */
function expectUnmoved({journal, pager, engine}: Watch, fingerprints: readonly string[]): void {
  const fired = journal.facts.flatMap(fact => (isFact(fact, 'alert.fired') ? [fact.fingerprint] : []));
  expect(fired.toSorted()).toEqual(fingerprints);
  expect(journal.facts.filter(fact => isFact(fact, 'alert.resolved'))).toEqual([]);
  expect([...engine.store.getState().live.alerts.values()].map(({fingerprint}) => fingerprint).toSorted()).toEqual(
    fingerprints,
  );
  expect(pager.calls.map(({request}) => request.verb)).toEqual(['create']);
}

const isAsking = (request: Received) => request.method === 'GET' && request.path.includes('/alerts');

/** Ways in which a server is there and not there, from one poll to the next. */
const FLAPS: Readonly<Record<string, (answer: Answer) => void>> = {
  'cuts the connection': answer => void answer.destroy(),
  'is overloaded': answer => sendJson(answer, {message: 'Limit of concurrent GET requests reached'}, 503),
  'has lost every alert': answer => sendJson(answer, []),
  'is something else': answer => sendJson(answer, {status: 'success', data: []}),
};

describe('an Alertmanager that at two of three polls', () => {
  test.each(some(Object.entries(FLAPS), 1))(
    '%s loses no alert and no ack, and pages nobody twice',
    async (name, flap) => {
      const server = await fakeAlertmanager([someAlert('a1'), someAlert('a2')]);
      let asked = 0;
      let flapped = 0;
      server.fault = (request, response) => {
        if (!isAsking(request)) return false;
        asked += 1;
        if (asked % 3 === 1) return false;
        flapped += 1;
        flap(response);
        return true;
      };
      const watch = await watchOn(server);
      await expect.poll(() => watch.count('alert.fired')).toBe(2);
      await watch.engine.dispatch({type: 'ack', alerts: ['eu/a1']});
      await watch.engine.dispatch({type: 'escalate', alerts: ['eu/a2']});
      await expect.poll(() => flapped, {timeout: 30_000}).toBeGreaterThanOrEqual(5);
      await expect.poll(() => watch.count('ack.extended'), {timeout: 30_000}).toBeGreaterThanOrEqual(2);
      expectUnmoved(watch, ['a1', 'a2']);
      expect(watch.count('ack.placed')).toBe(1);
      expect(server.silences.size).toBe(1);
      expect(watch.count('source.lost')).toBe(0);
      server.fault = () => false;
      await expect.poll(() => watch.health()?.state).toBe('up');
      if (name === 'has lost every alert') return;
      const troubles = watch.seen.filter(({state}) => state === 'down').map(({trouble}) => trouble?.message ?? '');
      expect(troubles.length).toBeGreaterThan(0);
      expect(troubles.every(text => text !== '')).toBe(true);
    },
  );
});

/** The same as a server of 0.34 tells it. */
function newer(alert: RawAlert): RawAlert {
  const receivers = (alert.receivers ?? []).map(receiver => ({...receiver, labels: {team: 'a'}}));
  return {...alert, receivers, status: {...alert.status, mutedBy: []}} as RawAlert;
}

function ofVersion(version: string, server: FakeAlertmanager): FakeAlertmanager['fault'] {
  return (request, response) => {
    const shaped = server.alerts.map(newer).map(alert => held(alert, [...server.silences.values()]));
    const path = request.path.replace(/^.*?\/api\/v2/, '').replace(/\?.*/, '');
    if (request.method !== 'GET') return false;
    if (path === '/alerts') sendJson(response, shaped);
    else if (path === '/alerts/groups') sendJson(response, groupsOf(shaped));
    else if (path === '/silences')
      sendJson(
        response,
        [...server.silences.values()].map(silence => ({...silence, annotations: {}})),
      );
    else if (path === '/status') sendJson(response, statusOf(version, server.uptime));
    else return false;
    return true;
  };
}

function held(alert: RawAlert, silences: readonly RawSilence[]): RawAlert {
  const by = silences
    .filter(({matchers}) => matchers.every(({name, value}) => alert.labels[name] === value))
    .map(({id}) => id);
  return by.length === 0 ? alert : {...alert, status: {...alert.status, state: 'suppressed', silencedBy: by}};
}

function groupsOf(alerts: readonly RawAlert[]) {
  return alerts.map(alert => ({
    labels: {alertname: alert.labels.alertname},
    routeLabels: {team: 'a'},
    receiver: {name: 'team', labels: {team: 'a'}},
    alerts: [alert],
  }));
}

function statusOf(version: string, uptime: string) {
  return {
    cluster: {name: '01JD', peers: [{name: '01JD', address: '127.0.0.1:9094'}], status: 'ready'},
    versionInfo: {version, branch: 'HEAD', buildDate: '', buildUser: '', goVersion: 'go1.25', revision: ''},
    config: {
      original: 'route:\n  receiver: team\n  group_by: [alertname]\nreceivers: [{name: team, labels: {team: a}}]\n',
    },
    uptime,
  };
}

const REPLACED = [
  ['0.25.0', '0.34.0'],
  ['0.34.0', '0.25.0'],
] as const;

describe('an Alertmanager that is replaced in place', () => {
  test.each(some(REPLACED, 1))('from %s to %s keeps its alerts, its acks and its pages', async (from, to) => {
    const server = await fakeAlertmanager([someAlert('a1'), someAlert('a2')]);
    const shapes = {'0.25.0': () => false, '0.34.0': ofVersion('0.34.0', server)};
    server.fault = shapes[from];
    const watch = await watchOn(server);
    await expect.poll(() => watch.count('alert.fired')).toBe(2);
    await watch.engine.dispatch({type: 'ack', alerts: ['eu/a1']});
    await watch.engine.dispatch({type: 'escalate', alerts: ['eu/a2']});
    await expect.poll(() => watch.count('ack.placed')).toBe(1);

    server.fault = (_request, response) => {
      response.destroy();
      return true;
    };
    await expect.poll(() => watch.health()?.state).toBe('down');
    expect(watch.health()?.trouble?.message).not.toBe('');
    server.uptime = new Date().toISOString();
    server.fault = shapes[to];
    await expect.poll(() => watch.health()?.state).toBe('up');
    // It has only just begun to run: that nothing resolves now is told.
    await expect.poll(() => watch.health()?.settling).toBe(true);
    const extended = watch.count('ack.extended');
    await expect.poll(() => watch.count('ack.extended'), {timeout: 30_000}).toBeGreaterThan(extended);
    server.alerts = [...server.alerts, someAlert('a3')];
    await expect.poll(() => watch.count('alert.fired')).toBe(3);
    expectUnmoved(watch, ['a1', 'a2', 'a3']);
    expect(watch.count('ack.requested')).toBe(1);
    expect(server.silences.size).toBe(1);
    expect(server.violations()).toEqual([]);
  });
});
