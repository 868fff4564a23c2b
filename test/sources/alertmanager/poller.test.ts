import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {type FakeAlertmanager, fakeAlertmanager, someAlert} from '../support/fake-alertmanager.js';
import {sendJson, sendText} from '../support/fake-server.js';
import {watching} from '../support/watching.js';

let am: FakeAlertmanager;
beforeEach(async () => {
  am = await fakeAlertmanager([someAlert('f1'), someAlert('f2')]);
});
afterEach(() => expect(am.violations()).toEqual([]));

describe('watching', () => {
  test('tells everything first, then what changed only', async () => {
    const seen = watching({urls: [am.url]});
    await seen.until('both alerts', () => seen.alerts.size === 2);
    expect(seen.updates[0]?.groups?.changed).toHaveLength(2);
    await seen.polls(2);
    expect(seen.updates.slice(1).every(update => update.alerts === undefined && update.groups === undefined)).toBe(
      true,
    );
    am.alerts = [...am.alerts, someAlert('f3')];
    await seen.until('the new one', () => seen.alerts.has('f3'));
    const news = seen.updates.find(update => update.alerts?.changed.some(alert => alert.fingerprint === 'f3'));
    expect(news?.alerts?.changed).toHaveLength(1);
    expect(news?.groups?.changed).toHaveLength(1);
  });

  test('never has two requests under way at one server', async () => {
    let open = 0;
    let most = 0;
    am.fault = (request, response) => {
      open++;
      most = Math.max(most, open);
      setTimeout(() => {
        open--;
        sendJson(response, request.path.endsWith('/status') ? {} : []);
      }, 30);
      return true;
    };
    const seen = watching({urls: [am.url]});
    for (let wakes = 0; wakes < 20; wakes++) seen.source.wake();
    await seen.polls(4);
    expect(most).toBe(1);
  });

  test('polls at once when woken, once for any number of wakes', async () => {
    const seen = watching({urls: [am.url], poll: 60_000});
    await seen.until('a poll', () => seen.updates.length === 1);
    am.alerts = [...am.alerts, someAlert('f3')];
    seen.source.wake();
    seen.source.wake();
    await seen.until('the new one', () => seen.alerts.has('f3'));
    expect(seen.updates).toHaveLength(2);
  });

  test('takes the plain list where there are no groups', async () => {
    am.fault = (request, response) => {
      if (!request.path.endsWith('/groups')) return false;
      sendJson(response, {code: 404, message: 'no such path'}, 404);
      return true;
    };
    const seen = watching({urls: [am.url]});
    await seen.until('both alerts', () => seen.alerts.size === 2);
    expect(seen.updates[0]?.groups).toBeUndefined();
    expect(seen.health()).toMatchObject({state: 'up'});
  });

  test('does without the state of a server that tells none', async () => {
    am.fault = (request, response) => {
      if (!request.path.endsWith('/status')) return false;
      sendText(response, 'not found', {status: 404});
      return true;
    };
    const seen = watching({urls: [am.url]});
    await seen.until('both alerts', () => seen.alerts.size === 2);
    expect(seen.health()?.trouble).toBeUndefined();
  });

  test('leaves no timer and no connection behind when it ends', async () => {
    const seen = watching({urls: [am.url], poll: 60_000});
    await seen.until('a poll', () => seen.updates.length > 0);
    const before = seen.updates.length;
    await seen.stop();
    am.alerts = [];
    expect(seen.updates).toHaveLength(before);
  });
});

describe('trouble', () => {
  const faults: readonly (readonly [string, FakeAlertmanager['fault'], string, RegExp])[] = [
    [
      'a web page',
      (_, response) => sent(() => sendText(response, '<html>', {type: 'text/html'})),
      'bad-answer',
      /web page/,
    ],
    ['half a list', (_, response) => sent(() => sendText(response, '[{"alerts":[')), 'bad-answer', /cut short/],
    ['another shape', (_, response) => sent(() => sendJson(response, [{alerts: [{}]}])), 'bad-answer', /another kind/],
    ['an object', (_, response) => sent(() => sendJson(response, {})), 'bad-answer', /another kind/],
    [
      '503',
      (_, response) => sent(() => sendText(response, 'try again later', {status: 503})),
      'overloaded',
      /try again/,
    ],
    ['401', (_, response) => sent(() => sendText(response, 'no', {status: 401})), 'refused', /credentials/],
    ['404 everywhere', (_, response) => sent(() => sendText(response, 'no', {status: 404})), 'bad-answer', /404/],
    ['a cut connection', (_, response) => sent(() => response.destroy()), 'unreachable', /cut/],
  ];

  test.each(faults)(
    '%s keeps the last good alerts, and recovery is noticed',
    async (_what, fault, ...[kind, message]) => {
      const seen = watching({urls: [am.url]});
      await seen.until('both alerts', () => seen.alerts.size === 2);
      const good = seen.health()?.lastGood;
      am.fault = fault;
      await seen.until('the trouble', () => seen.health()?.state === 'down');
      expect(seen.health()?.trouble).toMatchObject({kind, message: expect.stringMatching(message)});
      expect(seen.health()?.trouble?.hint).not.toBe('');
      expect(seen.health()?.lastGood).toBeGreaterThanOrEqual(good ?? 0);
      expect(seen.health()?.retryAt).toBeDefined();
      expect(seen.alerts.size).toBe(2);
      expect([...seen.alerts.values()].some(alert => alert.absentSince !== undefined)).toBe(false);
      am.fault = () => false;
      await seen.until('recovery', () => seen.health()?.state === 'up');
      expect(seen.health()?.trouble).toBeUndefined();
      expect(seen.gone).toEqual([]);
    },
  );

  test('a server that hangs is given up after the deadline', async () => {
    const seen = watching({urls: [am.url], timeout: 200});
    await seen.until('both alerts', () => seen.alerts.size === 2);
    am.fault = () => true;
    await seen.until('the trouble', () => seen.health()?.state === 'down');
    expect(seen.health()?.trouble?.kind).toBe('timeout');
    am.fault = () => false;
    await seen.until('recovery', () => seen.health()?.state === 'up');
  });

  test('lists that are slow while the server answers otherwise are given more time', async () => {
    am.fault = (request, response) => {
      if (!request.path.endsWith('/groups')) return false;
      setTimeout(() => sendJson(response, []), 500);
      return true;
    };
    const seen = watching({urls: [am.url], timeout: 200});
    await seen.until('the list', () => seen.health()?.state === 'up');
    expect(seen.updates[0]?.health.trouble?.kind).toBe('timeout');
    expect(seen.health()?.interval).toBeGreaterThan(200);
  });

  test('silences that cannot be read do not hide the alerts', async () => {
    am.fault = (request, response) => {
      if (!request.path.endsWith('/silences')) return false;
      sendJson(response, 'silence has more than one matcher set', 500);
      return true;
    };
    const seen = watching({urls: [am.url]});
    await seen.until('both alerts', () => seen.alerts.size === 2);
    expect(seen.health()).toMatchObject({
      state: 'up',
      trouble: {message: expect.stringContaining('more than one matcher set')},
    });
    expect(seen.updates.every(update => update.silencesRead === undefined)).toBe(true);
  });

  test('a server that is not there at first is down, then up', async () => {
    await am.close();
    const seen = watching({urls: [am.url]});
    await seen.until('the first failure', () => seen.updates.length > 0);
    expect(seen.health()).toMatchObject({state: 'down', trouble: {kind: 'unreachable'}});
    expect(seen.health()?.lastGood).toBeUndefined();
  });
});

describe('absence', () => {
  test('is resolution after the grace, and asks how long the server has run', async () => {
    const seen = watching({urls: [am.url], grace: 300});
    await seen.until('both alerts', () => seen.alerts.size === 2);
    const before = am.asked('GET /status').length;
    am.alerts = am.alerts.slice(1);
    await seen.until('the end', () => seen.gone.length > 0);
    expect(seen.gone).toMatchObject([{fingerprint: 'f1', reason: 'absent'}]);
    expect(am.asked('GET /status').length).toBeGreaterThan(before);
  });

  test('after a restart of the server is none', async () => {
    const seen = watching({urls: [am.url], grace: 100});
    await seen.until('both alerts', () => seen.alerts.size === 2);
    am.uptime = new Date(Date.now() - 5_000).toISOString();
    am.alerts = [];
    await seen.polls(5);
    expect(seen.gone).toEqual([]);
    expect(seen.health()?.settling).toBe(true);
    expect([...seen.alerts.values()].every(alert => alert.absentSince !== undefined)).toBe(true);
    am.alerts = [someAlert('f1'), someAlert('f2')];
    await seen.until('both again', () => [...seen.alerts.values()].every(alert => alert.absentSince === undefined));
    expect(seen.gone).toEqual([]);
  });

  test('the age of the server is told by its own clock', async () => {
    am.skew = -3_600_000;
    am.uptime = new Date(Date.now() - 3_600_000 - 30_000).toISOString();
    const seen = watching({urls: [am.url]});
    await seen.until('a poll', () => seen.updates.length > 0);
    expect(seen.health()?.settling).toBe(true);
    expect(Math.abs((seen.health()?.skew ?? 0) + 3_600_000)).toBeLessThan(1_000);
  });
});

test('a member that hangs does not hold up the other one', async () => {
  const other = await fakeAlertmanager([someAlert('f1')]);
  other.fault = () => true;
  const seen = watching({urls: [am.url, other.url], timeout: 3_000});
  await seen.until('both alerts', () => seen.alerts.size === 2);
  am.alerts = [...am.alerts, someAlert('f3')];
  await seen.until('a new one', () => seen.alerts.has('f3'));
  expect(seen.health()?.members).toMatchObject([{up: true}, {up: false}]);
  other.fault = () => false;
  await seen.until('the other one', () => seen.alerts.get('f1')?.members.length === 2);
});

test('a source that was stopped before it began ends at once', async () => {
  const seen = watching({urls: [am.url]});
  await seen.stop();
  expect(seen.updates).toEqual([]);
});

function sent(send: () => unknown): true {
  send();
  return true;
}
