import {describe, expect, test} from 'vitest';
import {virtualClock} from '../../../../src/lib/virtual-clock.js';
import {BackboneError} from '../../../../src/relay/backbone/backbone.js';
import {aRelay, jsonHook, post} from '../../support/a-relay.js';
import {eventually} from '../../support/eventually.js';
import {feedReader} from '../../support/feed-reader.js';
import {metric} from '../../support/metric.js';

const NIGHT = Date.parse('2026-11-20T03:00:00.000Z');

describe('a hook', () => {
  test('answers when what it was told is recorded, and says what was a repeat', async () => {
    const {url, backbone} = await aRelay();
    const first = await post(`${url}/v1/hooks/test`, {alerts: [1, 2]});
    expect(first).toMatchObject({status: 200, body: {accepted: 2, repeated: 0}});
    const second = await post(`${url}/v1/hooks/test`, {alerts: [2, 3]});
    expect(second).toMatchObject({status: 200, body: {accepted: 1, repeated: 1}});
    expect(backbone.entries.map(({seq}) => seq)).toEqual([1, 2, 3]);
  });

  test('does not answer before the record is made', async () => {
    const {url, backbone} = await aRelay();
    let record: (() => void) | undefined;
    backbone.beforeAppend = () => new Promise(resolve => (record = resolve));
    let answered = false;
    const answer = post(`${url}/v1/hooks/test`, {alerts: [1]}).then(got => {
      answered = true;
      return got;
    });
    await eventually(() => record).toBeDefined();
    await metric(url, 'watchkeeper_relay_head');
    expect(answered).toBe(false);
    record?.();
    expect((await answer).status).toBe(200);
  });

  test('asks for another try, with 503 and Retry-After, when nothing could be recorded', async () => {
    const {url, backbone, warned, logged} = await aRelay();
    backbone.beforeAppend = () => {
      throw new BackboneError('unavailable', 'the disk is full');
    };
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const refused = await post(`${url}/v1/hooks/test`, {alerts: [1]});
      expect(refused.status).toBe(503);
      expect(refused.headers.get('retry-after')).toBe('2');
      expect(refused.body).toEqual({error: 'This could not be recorded.', hint: 'Try again in a moment.'});
    }
    expect(warned).toEqual(['Nothing is recorded now: the disk is full']);
    backbone.beforeAppend = () => undefined;
    expect((await post(`${url}/v1/hooks/test`, {alerts: [1]})).status).toBe(200);
    expect(logged).toEqual(['Recording works again.']);
  });

  test('keeps no sender waiting for a record that does not come', async () => {
    const clock = virtualClock(NIGHT);
    const {url, backbone} = await aRelay({clock});
    let asked = false;
    backbone.beforeAppend = () => {
      asked = true;
      return new Promise(() => undefined);
    };
    const answer = post(`${url}/v1/hooks/test`, {alerts: [1]});
    await eventually(() => asked).toBe(true);
    clock.advance(10_000);
    expect((await answer).status).toBe(503);
  });

  test('reads nothing while the backbone says that it cannot record', async () => {
    const {url, backbone} = await aRelay();
    backbone.told = {writable: false, trouble: 'Redis does not answer'};
    const refused = await post(`${url}/v1/hooks/test`, {alerts: [1]});
    expect(refused).toMatchObject({status: 503, body: {error: 'Nothing can be recorded now: Redis does not answer.'}});
    expect(backbone.entries).toEqual([]);
  });

  test('refuses a shape it does not know with its reason, filtered', async () => {
    const hook = jsonHook({read: () => ({ok: false, status: 400, reason: 'no \u001b[31malerts\u001b[0m in it\u0007'})});
    const {url} = await aRelay({hooks: [hook]});
    const refused = await post(`${url}/v1/hooks/test`, {});
    expect(refused.status).toBe(400);
    expect(refused.body.error).toBe('no alerts in it␇');
    expect(refused.body.hint).toMatch(/print-config/);
  });

  test('passes on a refused signature', async () => {
    const hook = jsonHook({read: () => ({ok: false, status: 403, reason: 'the signature is of another secret'})});
    const {url} = await aRelay({hooks: [hook]});
    expect((await post(`${url}/v1/hooks/test`, {})).status).toBe(403);
  });

  test('that fails itself is answered with 500, and the relay goes on', async () => {
    const {url, warned} = await aRelay();
    const failed = await post(`${url}/v1/hooks/test`, {bug: true});
    expect(failed).toMatchObject({status: 500, body: {error: 'The relay failed at this body.'}});
    expect(warned).toEqual(['The hook at /v1/hooks/test failed: Error: a bug']);
    expect((await post(`${url}/v1/hooks/test`, {alerts: [1]})).status).toBe(200);
  });

  test('wakes the sources that its body names', async () => {
    const {url, woken} = await aRelay();
    expect((await post(`${url}/v1/hooks/test`, {wake: ['eu', 'us']})).body).toEqual({accepted: 0, repeated: 0});
    expect(woken).toEqual(['eu', 'us']);
  });

  test('is found by its whole path and its method, whatever else that is', async () => {
    const {url} = await aRelay({
      hooks: [jsonHook({path: '/api/v1/alerts', methods: ['POST', 'PUT']}), jsonHook({path: '/v1/hooks/generic/ci'})],
    });
    const put = await fetch(`${url}/api/v1/alerts`, {
      method: 'PUT',
      headers: {'content-type': 'application/json'},
      body: '{}',
    });
    expect(put.status).toBe(200);
    expect((await post(`${url}/v1/hooks/generic/ci`, {})).status).toBe(200);
    expect((await post(`${url}/v1/hooks/generic/other`, {})).status).toBe(404);
    const wrong = await fetch(`${url}/v1/hooks/generic/ci`, {method: 'DELETE'});
    expect(wrong.status).toBe(405);
    expect(wrong.headers.get('allow')).toBe('POST');
    expect(await wrong.json()).toEqual({error: 'This hook does not take DELETE.', hint: 'Use POST.'});
  });

  test('gets headers, query and the body as it came', async () => {
    const seen: unknown[] = [];
    const hook = jsonHook({
      read(request) {
        seen.push({...request, headers: request.headers['x-signature'], raw: request.raw.toString()});
        return {ok: true, inbound: [], wake: []};
      },
    });
    const {url} = await aRelay({hooks: [hook]});
    await post(`${url}/v1/hooks/test?kind=a%20b`, '{"x": 1}', {'X-Signature': 'v1=00'});
    expect(seen).toEqual([
      {method: 'POST', headers: 'v1=00', query: {kind: 'a b'}, raw: '{"x": 1}', now: expect.any(Number)},
    ]);
  });
});

test('what a hook tells is on its way to the clients before its sender has an answer', async () => {
  const {url} = await aRelay();
  const reader = await feedReader(url);
  await eventually(() => reader.of('snapshot')).toHaveLength(1);
  await post(`${url}/v1/hooks/test`, {alerts: [1]});
  await eventually(() => reader.seqs).toEqual([1]);
  await eventually(() => metric(url, 'watchkeeper_relay_hook_to_send_seconds_count')).toBe(1);
});
