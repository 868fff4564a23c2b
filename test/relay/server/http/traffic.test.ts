import {connect} from 'node:net';
import {describe, expect, test} from 'vitest';
import {aRelay, post} from '../../support/a-relay.js';
import {eventually} from '../../support/eventually.js';
import {fakeBackbone} from '../../support/fake-backbone.js';
import {metric} from '../../support/metric.js';

describe('too much at once', () => {
  test('of requests is sent away with 503, and finds room again', async () => {
    const backbone = fakeBackbone();
    let record = (): void => undefined;
    const gate = new Promise<void>(resolve => (record = resolve));
    backbone.beforeAppend = () => gate;
    const {url} = await aRelay({backbone, limits: {hooksInFlight: 2}});
    const held = [1, 2].map(number => post(`${url}/v1/hooks/test`, {alerts: [number]}));
    await eventually(() => metric(url, 'watchkeeper_relay_hooks_in_flight')).toBe(2);
    const refused = await post(`${url}/v1/hooks/test`, {alerts: [3]});
    expect(refused).toMatchObject({status: 503, body: {error: 'Too much is being sent at once.'}});
    expect(refused.headers.get('retry-after')).toBe('2');
    record();
    expect((await Promise.all(held)).map(({status}) => status)).toEqual([200, 200]);
    expect((await post(`${url}/v1/hooks/test`, {alerts: [3]})).status).toBe(200);
  });

  test('of bytes too', async () => {
    const {url, port} = await aRelay({limits: {bytesInFlight: 1_000}});
    const holder = connect(port, '127.0.0.1');
    holder.write(`POST /v1/hooks/test HTTP/1.1\r\nhost: x\r\ncontent-length: 901\r\n\r\n${'x'.repeat(900)}`);
    await eventually(async () => (await post(`${url}/v1/hooks/test`, `"${'x'.repeat(300)}"`)).status).toBe(503);
    holder.destroy();
    await eventually(async () => (await post(`${url}/v1/hooks/test`, `"${'x'.repeat(300)}"`)).status).toBe(400);
  });
});
