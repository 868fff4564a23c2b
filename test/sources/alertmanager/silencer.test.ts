import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import type {SilenceDraft} from '../../../src/core/alert/silence.js';
import {SourceError} from '../../../src/core/ports.js';
import {systemClock} from '../../../src/lib/node/system-clock.js';
import {alertmanager} from '../../../src/sources/alertmanager/alertmanager.js';
import type {RawSilence} from '../../../src/sources/alertmanager/raw.js';
import {type FakeAlertmanager, fakeAlertmanager, someAlert} from '../support/fake-alertmanager.js';
import {sendJson, sendText} from '../support/fake-server.js';
import {watching} from '../support/watching.js';

let am: FakeAlertmanager;
let other: FakeAlertmanager;
const {signal} = new AbortController();
const fresh = {mayExist: false, signal};
const MINUTES_15 = 900_000;

const draft: SilenceDraft = {
  matchers: [
    {name: 'severity', value: 'critical', isRegex: false, isEqual: true},
    {name: 'alertname', value: '(A|B)', isRegex: true, isEqual: true},
  ],
  duration: MINUTES_15,
  createdBy: 'ana',
  comment: 'ACK! on it [wk:a1]',
  token: '[wk:a1]',
};

beforeEach(async () => {
  am = await fakeAlertmanager();
  other = await fakeAlertmanager();
});
afterEach(() => expect([...am.violations(), ...other.violations()]).toEqual([]));

function source(urls = [am.url], timeout = 2_000) {
  return alertmanager({name: 'eu', urls, poll: 5_000, timeout}, {clock: systemClock});
}

function only(server: FakeAlertmanager): RawSilence {
  const [silence, ...more] = server.silences.values();
  expect(more).toEqual([]);
  if (silence === undefined) throw new Error('there is no silence');
  return silence;
}

describe('a new silence', () => {
  test('starts in the past and ends by the clock of the server', async () => {
    am.skew = 7_200_000;
    const placed = await source().placeSilence(draft, fresh);
    const {startsAt, endsAt, matchers, comment, createdBy} = only(am);
    expect(Date.parse(startsAt)).toBeLessThan(Date.now() + 7_200_000);
    expect(Math.abs(Date.parse(endsAt) - (Date.now() + 7_200_000 + MINUTES_15))).toBeLessThan(2_000);
    expect({matchers, comment, createdBy}).toEqual({
      matchers: draft.matchers,
      comment: draft.comment,
      createdBy: 'ana',
    });
    expect(placed).toMatchObject({endsAt: Date.parse(endsAt), member: `127.0.0.1:${am.port}`});
  });

  test('may begin and end at times to come', async () => {
    const startsAt = Date.parse('2036-01-01T00:00:00Z');
    await source().placeSilence({...draft, startsAt, endsAt: startsAt + 1_000}, fresh);
    expect(only(am)).toMatchObject({startsAt: '2036-01-01T00:00:00.000Z', endsAt: '2036-01-01T00:00:01.000Z'});
  });

  test('is accepted with any 2xx', async () => {
    am.fault = (request, response) => {
      if (request.method !== 'POST') return false;
      sendJson(response, {silenceID: 'made-elsewhere'}, 202);
      return true;
    };
    expect(await source().placeSilence(draft, fresh)).toMatchObject({id: 'made-elsewhere'});
  });

  test('that an earlier process sent already is found and not sent again', async () => {
    const {id} = await source().placeSilence(draft, fresh);
    const again = await source().placeSilence(draft, {mayExist: true, signal});
    expect(again.id).toBe(id);
    expect(am.silences.size).toBe(1);
    expect(am.asked('POST').filter(one => !('id' in (one.body as object)))).toHaveLength(1);
  });

  test('is refused for good with the words of the server, in both shapes of an error', async () => {
    for (const [status, body] of [
      [400, 'silence invalid: bad regex'],
      [422, {code: 612, message: 'silence invalid: no matchers'}],
    ] as const) {
      am.fault = (request, response) => {
        if (request.method === 'POST') sendJson(response, body, status);
        return request.method === 'POST';
      };
      const error = await source([am.url, other.url])
        .placeSilence(draft, fresh)
        .catch(reason => reason);
      expect(error).toBeInstanceOf(SourceError);
      expect(error).toMatchObject({kind: 'rejected', final: true, message: expect.stringContaining('silence invalid')});
    }
    expect(other.silences.size).toBe(0);
  });

  test('matches the true value of a label that is shown filtered', async () => {
    am.alerts = [someAlert('f1', {labels: {alertname: 'Evil\u001b]0;x\u0007'}})];
    const seen = watching({urls: [am.url]});
    await seen.until('the alert', () => seen.alerts.size === 1);
    const value = seen.alerts.get('f1')?.labels.alertname ?? '';
    await seen.source.placeSilence(
      {...draft, matchers: [{name: 'alertname', value, isRegex: false, isEqual: true}]},
      fresh,
    );
    expect(only(am).matchers).toMatchObject([{name: 'alertname', value: 'Evil\u001b]0;x\u0007'}]);
  });
});

describe('when the answer is lost', () => {
  const loseAnswer = (server: FakeAlertmanager) => {
    let lost = 0;
    server.fault = (request, response) => {
      if (request.method !== 'POST' || lost > 0) return false;
      lost++;
      const id = `lost-${lost}`;
      server.silences.set(id, {...JSON.parse(request.body), id, status: {state: 'active'}});
      response.destroy();
      return true;
    };
  };

  test('the silence is found by its token, and not posted twice', async () => {
    loseAnswer(am);
    expect(await source().placeSilence(draft, fresh)).toMatchObject({id: 'lost-1'});
    expect(am.silences.size).toBe(1);
  });

  test('a comment that only mentions the token is not taken for it', async () => {
    const silence = {
      ...draft,
      comment: 'see [wk:a1] of ana',
      startsAt: '2026-11-20T03:00:00Z',
      endsAt: '2036-01-01T00:00:00Z',
    };
    am.silences.set('s0', {...silence, id: 's0', status: {state: 'active'}});
    const placed = await source().placeSilence(draft, {mayExist: true, signal});
    expect(placed.id).not.toBe('s0');
  });

  test('the next member is asked what it knows before it is told', async () => {
    const sent = (fault: FakeAlertmanager['fault']) => fault;
    am.fault = sent((request, response) => {
      if (request.method === 'POST') {
        other.silences.set('gossiped', {...JSON.parse(request.body), id: 'gossiped', status: {state: 'active'}});
      }
      if (request.path.endsWith('/status')) return false;
      response.destroy();
      return true;
    });
    const placed = await source([am.url, other.url]).placeSilence(draft, fresh);
    expect(placed).toMatchObject({id: 'gossiped', member: `127.0.0.1:${other.port}`});
    expect(other.silences.size).toBe(1);
    expect(other.asked('POST').filter(one => !('id' in (one.body as object)))).toEqual([]);
  });
});

describe('another member', () => {
  test.each([
    ['is down', (server: FakeAlertmanager) => server.close()],
    ['fails', (server: FakeAlertmanager) => fails(server, 500)],
    ['is overloaded', (server: FakeAlertmanager) => fails(server, 503)],
    ['refuses us', (server: FakeAlertmanager) => fails(server, 401)],
  ])('takes the silence when the first %s', async (_what, break_) => {
    await break_(am);
    const placed = await source([am.url, other.url]).placeSilence(draft, fresh);
    expect(placed.member).toBe(`127.0.0.1:${other.port}`);
    expect(other.silences.size).toBe(1);
  });

  test('is no help when all are down: then the first reason is told', async () => {
    await am.close();
    await other.close();
    const error = await source([am.url, other.url])
      .placeSilence(draft, fresh)
      .catch(reason => reason);
    expect(error).toMatchObject({kind: 'unreachable', message: expect.stringContaining(String(am.port)), final: false});
  });
});

describe('a change', () => {
  const existing: RawSilence = {
    id: '5b1ba0f1-0000-4000-8000-000000000001',
    status: {state: 'active'},
    startsAt: '2026-11-20T03:00:00.987654Z',
    endsAt: '2036-01-01T00:00:00Z',
    matchers: [
      {name: 'severity', value: 'critical', isRegex: false},
      {name: 'alertname', value: '(A|B)', isRegex: true, isEqual: true},
    ],
    comment: draft.comment,
    createdBy: 'ana',
    annotations: {ticket: 'T-1'},
  };
  const change = {...draft, id: existing.id};

  test('echoes matchers, start and annotations, so that the id stays', async () => {
    am.silences.set(existing.id, existing);
    expect((await source().placeSilence(change, fresh)).id).toBe(existing.id);
    const {body} = am.asked('POST')[0] ?? {};
    expect(body).toMatchObject({
      id: existing.id,
      startsAt: existing.startsAt,
      matchers: existing.matchers,
      annotations: existing.annotations,
    });
  });

  test('echoes the true value of a matcher that is shown filtered, though its alert was never seen', async () => {
    const matchers = [{name: 'alertname', value: 'Evil\u001b[31m', isRegex: false, isEqual: true}];
    am.silences.set(existing.id, {...existing, matchers});
    const shown = await source().readSilence(existing.id, signal);
    expect(shown?.matchers[0]?.value).toBe('Evil␛[31m');
    const placed = await source().placeSilence({...change, matchers: shown?.matchers ?? []}, fresh);
    expect(placed.id).toBe(existing.id);
    expect(only(am).matchers).toEqual(matchers);
  });

  test('to a silence that is gone, or has ended, makes a new one', async () => {
    const first = await source().placeSilence(change, fresh);
    expect(first.id).not.toBe(existing.id);
    am.silences.clear();
    am.silences.set(existing.id, {...existing, status: {state: 'expired'}});
    const second = await source().placeSilence(change, fresh);
    expect(second.id).not.toBe(existing.id);
    expect(am.asked('POST').every(one => !('id' in (one.body as object)))).toBe(true);
  });

  test('finds the silence again when its id has forked', async () => {
    am.silences.set('forked', {...existing, id: 'forked'});
    expect((await source().placeSilence(change, fresh)).id).toBe('forked');
  });

  test('moves a pending silence to another time to come', async () => {
    am.silences.set(existing.id, {...existing, status: {state: 'pending'}});
    const startsAt = Date.parse('2035-01-01T00:00:00Z');
    await source().placeSilence({...change, startsAt, endsAt: startsAt + 1}, fresh);
    expect(am.asked('POST')[0]?.body).toMatchObject({id: existing.id, startsAt: '2035-01-01T00:00:00.000Z'});
  });

  test('shortens as well as it extends', async () => {
    am.silences.set(existing.id, existing);
    await source().placeSilence({...change, duration: 60_000}, {mayExist: true, signal});
    expect(Date.parse(only(am).endsAt)).toBeLessThan(Date.now() + 120_000);
  });
});

describe('ending and reading', () => {
  test('ends a silence, and counts an unknown one as ended, old and new way', async () => {
    const {id} = await source().placeSilence(draft, fresh);
    await source().expireSilence(id, signal);
    expect(only(am).status?.state).toBe('expired');
    await source().expireSilence('00000000-0000-0000-0000-000000000000', signal);
    am.fault = (_, response) => {
      sendJson(response, 'silence not found', 500);
      return true;
    };
    await source().expireSilence('00000000-0000-0000-0000-000000000000', signal);
  });

  test('tells when it could not end it', async () => {
    fails(am, 500);
    await expect(source().expireSilence('s1', signal)).rejects.toBeInstanceOf(SourceError);
  });

  test('reads one as it is now, or says that there is none', async () => {
    const {id} = await source().placeSilence(draft, fresh);
    expect(await source().readSilence(id, signal)).toMatchObject({
      id,
      source: 'eu',
      state: 'active',
      matchers: draft.matchers,
    });
    expect(await source().readSilence('00000000-0000-0000-0000-000000000000', signal)).toBeUndefined();
  });
});

test('what was changed is seen by the poll that whoever changed it wakes', async () => {
  const seen = watching({urls: [am.url], poll: 60_000});
  await seen.until('a poll', () => seen.updates.length > 0);
  const {id} = await seen.source.placeSilence(draft, fresh);
  seen.source.wake();
  await seen.until('the silence', () => seen.silences.has(id));
});

function fails(server: FakeAlertmanager, status: number): void {
  server.fault = (_, response) => {
    sendText(response, 'no', {status});
    return true;
  };
}
