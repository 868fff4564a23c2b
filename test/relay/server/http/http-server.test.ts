import {describe, expect, onTestFinished, test} from 'vitest';
import {aRelay, post} from '../../support/a-relay.js';
import {eventually} from '../../support/eventually.js';
import {metric} from '../../support/metric.js';
import {bareSocket, rawAnswer} from '../../support/raw.js';

describe('a sender that takes its time', () => {
  test('over its headers is cut, byte by byte or not, and others are served meanwhile', async () => {
    const {port, url} = await aRelay({limits: {headersTime: 400}});
    const loris = Array.from({length: 30}, () => bareSocket(port));
    for (const {socket} of loris) socket.write('POST /v1/hooks/test HTTP/1.1\r\nhost: x\r\n');
    const drip = setInterval(() => {
      for (const {socket} of loris) if (socket.writable) socket.write('x-a: b\r\n');
    }, 20);
    onTestFinished(() => clearInterval(drip));
    expect((await post(`${url}/v1/hooks/test`, {alerts: [1]})).status).toBe(200);
    for (const {socket, heard} of loris) {
      await eventually(() => socket.closed).toBe(true);
      expect(heard()).toMatch(/^HTTP\/1\.1 408 /);
      expect(heard()).toContain('The request did not come in time.');
    }
    expect((await post(`${url}/v1/hooks/test`, {alerts: [2]})).status).toBe(200);
  });

  test('and says nothing at all is cut too', async () => {
    const {port} = await aRelay({limits: {headersTime: 200}});
    const {socket} = bareSocket(port);
    await eventually(() => socket.closed).toBe(true);
  });
});

describe('what is no request', () => {
  test('is answered with a sentence', async () => {
    const {port, url} = await aRelay();
    expect(await rawAnswer(port, '\u0016\u0003\u0001\u0002\u0000\r\n\r\n')).toMatchObject({
      status: 400,
      body: {error: 'This is not HTTP/1.1.'},
    });
    expect((await post(`${url}/v1/hooks/test`, {alerts: [1]})).status).toBe(200);
  });

  test('because its headers are too long is told so', async () => {
    const {port} = await aRelay();
    const long = `GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`;
    expect(await rawAnswer(port, long)).toMatchObject({status: 431, body: {error: 'The headers are too long.'}});
  });
});

test('more connections than it takes are dropped, told of once and counted, and there is room again when some have gone', async () => {
  const {port, url, warned} = await aRelay({limits: {connections: 0}});
  const others = Array.from({length: 512}, () => bareSocket(port));
  await eventually(() => others.filter(({socket}) => socket.readyState === 'open').length).toBe(512);
  for (let turn = 0; turn < 3; turn += 1) await expect(post(`${url}/v1/hooks/test`, {alerts: [1]})).rejects.toThrow();
  expect(warned).toHaveLength(1);
  expect(warned[0]).toMatch(/^512 connections are open, and more are closed unheard.* Silent ones end after 10 s; see/);
  for (const {socket} of others) socket.destroy();
  await eventually(() =>
    post(`${url}/v1/hooks/test`, {alerts: [1]}).then(
      ({status}) => status,
      () => 0,
    ),
  ).toBe(200);
  expect(await metric(url, 'watchkeeper_relay_connections_dropped_total')).toBeGreaterThanOrEqual(3);
});
