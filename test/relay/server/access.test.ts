import {describe, expect, test} from 'vitest';
import {aRelay, jsonHook, post, TOKEN} from '../support/a-relay.js';

describe('who may tell a hook something', () => {
  const asked = async (headers: Record<string, string>) => {
    const {url} = await aRelay({token: () => TOKEN});
    return post(`${url}/v1/hooks/test`, {alerts: [1]}, headers);
  };

  test('nobody without the token', async () => {
    const refused = await asked({});
    expect(refused).toMatchObject({status: 401, body: {error: 'The token of the relay is missing or wrong.'}});
    expect(refused.headers.get('www-authenticate')).toMatch(/^Bearer/);
  });

  test.each([
    ['another token', 'Bearer another-token-of-16'],
    ['a part of it', `Bearer ${TOKEN.slice(0, -1)}`],
    ['more than it', `Bearer ${TOKEN}x`],
    ['another scheme', `Digest ${TOKEN}`],
    ['a basic user of that name', `Basic ${Buffer.from(`${TOKEN}:x`).toString('base64')}`],
  ])('nobody with %s', async (_what, authorization) => {
    expect((await asked({authorization})).status).toBe(401);
  });

  test.each([
    ['as a bearer token', `Bearer ${TOKEN}`],
    ['as the password of basic authentication', `Basic ${Buffer.from(`grafana:${TOKEN}`).toString('base64')}`],
    ['with the scheme in small letters', `bearer ${TOKEN}`],
  ])('everybody who brings it %s', async (_how, authorization) => {
    expect((await asked({authorization})).status).toBe(200);
  });

  test('the token can change while it runs, and one that is taken away lets nobody in', async () => {
    let token: string | undefined = TOKEN;
    const {url, warned} = await aRelay({token: () => token});
    const status = async (given: string) =>
      (await post(`${url}/v1/hooks/test`, {}, {authorization: `Bearer ${given}`})).status;
    expect(await status(TOKEN)).toBe(200);
    token = 'the-second-token-here';
    expect(await status(TOKEN)).toBe(401);
    expect(await status('the-second-token-here')).toBe(200);
    token = undefined;
    expect(await status('the-second-token-here')).toBe(401);
    token = '';
    expect(await status('')).toBe(401);
    expect(warned.filter(line => !line.includes('refused a sender'))).toHaveLength(1);
  });

  test('a hook that checks a signature by itself asks for no token', async () => {
    const {url} = await aRelay({token: () => TOKEN, hooks: [jsonHook({proves: () => true})]});
    expect((await post(`${url}/v1/hooks/test`, {alerts: [1]})).status).toBe(200);
  });

  test('no page in a browser, unless its origin is let in', async () => {
    const {url, backbone} = await aRelay({origins: ['https://ops.example']});
    const status = async (origin: string) => (await post(`${url}/v1/hooks/test`, {alerts: [1]}, {origin})).status;
    expect(await status('https://evil.example')).toBe(403);
    expect(backbone.entries).toEqual([]);
    expect(await status('https://ops.example')).toBe(200);
  });
});
