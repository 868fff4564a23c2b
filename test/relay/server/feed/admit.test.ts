import {describe, expect, test} from 'vitest';
import {aRelay, TOKEN} from '../../support/a-relay.js';
import {eventually} from '../../support/eventually.js';
import {feedReader, refusedUpgrade} from '../../support/feed-reader.js';
import {metric} from '../../support/metric.js';
import {rawAnswer} from '../../support/raw.js';

const authorization = `Bearer ${TOKEN}`;
const guarded = () => aRelay({token: () => TOKEN, origins: ['https://ops.example'], limits: {connections: 1}});

describe('the door of the feed', () => {
  test('asks one thing after another, and says which one is wrong', async () => {
    const {url} = await guarded();
    const origin = 'https://evil.example';
    const ask = async (path: string, headers: Record<string, string>) => {
      const {status, body} = await refusedUpgrade(url, {path, headers});
      expect(Object.keys(body)).toEqual(['error', 'hint']);
      return [status, body.error];
    };
    const wrong = '?v=2&after=nonsense';
    expect(await ask(`/v2/feed${wrong}`, {origin})).toEqual([404, 'There is nothing at this path.']);
    expect(await ask(`/v1/feed${wrong}`, {origin})).toEqual([401, 'The token of the relay is missing or wrong.']);
    expect(await ask(`/v1/feed${wrong}`, {origin, authorization})).toEqual([
      403,
      'Pages of this origin may not speak to the relay.',
    ]);
    expect(await ask(`/v1/feed${wrong}`, {authorization})).toEqual([
      400,
      "This relay speaks version 1 of the feed's protocol.",
    ]);
    expect(await ask('/v1/feed?v=1&after=nonsense', {authorization})).toEqual([
      400,
      'What comes in `after` is no place in the stream.',
    ]);
    await feedReader(url, {headers: {authorization}});
    expect(await ask('/v1/feed', {authorization})).toEqual([503, 'The relay has as many feed clients as it takes.']);
    expect(await metric(url, 'watchkeeper_relay_client_refusals_total{status="503"}')).toBe(1);
  });

  test('opens again when a client has left', async () => {
    const {url} = await guarded();
    const first = await feedReader(url, {headers: {authorization}});
    first.close();
    await eventually(() => metric(url, 'watchkeeper_relay_clients')).toBe(0);
    await feedReader(url, {headers: {authorization}});
  });

  test.each([
    ['without an origin', {}],
    ['of an origin that is let in', {origin: 'https://ops.example'}],
  ])('lets in who comes %s', async (_what, headers) => {
    const {url} = await guarded();
    const reader = await feedReader(url, {headers: {authorization, ...headers}, query: '?v=1'});
    await eventually(() => reader.of('hello')).toHaveLength(1);
  });

  test('asks for an upgrade', async () => {
    const {url} = await guarded();
    const answer = await fetch(`${url}/v1/feed`, {headers: {authorization}});
    expect(answer.status).toBe(426);
    expect(await answer.json()).toEqual({
      error: 'The feed is a WebSocket.',
      hint: 'Connect with `Upgrade: websocket`.',
    });
  });

  test('refuses an upgrade to anything else', async () => {
    const {port} = await aRelay();
    const head = 'GET /v1/feed HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: h2c\r\n\r\n';
    expect(await rawAnswer(port, head)).toMatchObject({status: 400, body: {error: 'Invalid Upgrade header.'}});
    const key = 'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\nsec-websocket-version: 13';
    const posted = `POST /v1/feed HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n${key}\r\n\r\n`;
    expect((await rawAnswer(port, posted)).status).toBe(400);
  });
});
