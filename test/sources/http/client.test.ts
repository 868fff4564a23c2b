import {type AddressInfo, connect as connectTo, createServer} from 'node:net';
import path from 'node:path';
import {beforeAll, describe, expect, onTestFinished, test} from 'vitest';
import {SourceError} from '../../../src/core/ports.js';
import {systemClock} from '../../../src/lib/node/system-clock.js';
import {json} from '../../../src/sources/alertmanager/endpoints.js';
import {queryAlerts} from '../../../src/sources/alertmanager/query.js';
import {address} from '../../../src/sources/http/address.js';
import {client} from '../../../src/sources/http/client.js';
import type {Connection} from '../../../src/sources/http/connection.js';
import {certificates} from '../support/certificates.js';
import {fakeServer, type Reply, sendJson, sendText} from '../support/fake-server.js';

const DEADLINE = 5_000;

/** The two ways we ask: over kept-alive connections, and once. Both must behave alike. */
const ways = [
  [
    'the client',
    (url: string, connection: Connection = {}, deadline = DEADLINE) => {
      const asks = client({
        address: address(url),
        connection,
        root: '/api/v2',
        server: 'Alertmanager',
        clock: systemClock,
      });
      onTestFinished(() => asks.close());
      return json(asks, {path: '/alerts', deadline}, new AbortController().signal);
    },
  ],
  [
    'the one-shot query',
    (url: string, connection: Connection = {}, deadline = DEADLINE) =>
      queryAlerts({url, ...connection, timeout: deadline}) as Promise<unknown>,
  ],
] as const;

async function failure(asked: Promise<unknown>): Promise<Pick<SourceError, 'kind' | 'message' | 'hint'>> {
  const error = await asked.then(
    () => undefined,
    reason => reason,
  );
  expect(error).toBeInstanceOf(SourceError);
  return error;
}

const noAlerts: Reply = (_, response) => sendJson(response, []);

describe.each(ways)('%s', (_name, ask) => {
  test('asks below the prefix, with the headers and credentials of the configuration', async () => {
    const server = await fakeServer(noAlerts);
    await ask(`${server.url}/am/`, {
      auth: {basic: {user: 'ana', password: 'pä'}},
      headers: {'X-Scope-OrgID': 'team-a'},
    });
    await ask(server.url, {auth: {bearer: 'secret'}});
    await ask(server.url.replace('//', '//ana:pw@'));
    const [first, second, third] = server.received;
    expect(first?.path.replace(/\?$/, '')).toBe('/am/api/v2/alerts');
    expect(first?.headers).toMatchObject({
      'x-scope-orgid': 'team-a',
      authorization: `Basic ${Buffer.from('ana:pä').toString('base64')}`,
    });
    expect(second?.headers.authorization).toBe('Bearer secret');
    expect(third?.headers.authorization).toBe(`Basic ${Buffer.from('ana:pw').toString('base64')}`);
  });

  const replies: readonly (readonly [string, Reply, SourceError['kind'], RegExp])[] = [
    [
      'a web page',
      (_, response) => sendText(response, '<!doctype html><p>Log in', {type: 'text/html'}),
      'bad-answer',
      /web page instead of JSON/,
    ],
    [
      'JSON that is cut short',
      (_, response) => sendText(response, '[{"labels":{"a":"b', {type: 'application/json'}),
      'bad-answer',
      /cut short/,
    ],
    ['nothing', (_, response) => void response.end(), 'bad-answer', /with nothing/],
    ['another text', (_, response) => sendText(response, 'hello\u001b[31m'), 'bad-answer', /not JSON: hello\.$/],
    [
      '401',
      (_, response) => sendText(response, 'Unauthorized', {status: 401}),
      'refused',
      /refuses our credentials \(401\): Unauthorized/,
    ],
    [
      '403 with a page',
      (_, response) => sendText(response, '<html>', {status: 403, type: 'text/html'}),
      'refused',
      /refuses our credentials \(403\)\.$/,
    ],
    [
      '503',
      (_, response) =>
        sendText(response, 'Limit of concurrent GET requests reached (8), try again later.\n', {status: 503}),
      'overloaded',
      /is overloaded \(503\): Limit of concurrent GET requests reached \(8\), try again later\.$/,
    ],
    ['proxy', (_, to) => sendText(to, 'none', {status: 503}), 'overloaded', /not available \(503\): none/],
    [
      'a redirect',
      (_, response) => void response.writeHead(302, {location: 'https://sso.example/login'}).end(),
      'bad-answer',
      /sends us on to https:\/\/sso\.example\/login/,
    ],
    [
      '404',
      (_, response) => sendJson(response, {code: 404, message: 'path was not found'}, 404),
      'not-found',
      /404.*path was not found/,
    ],
    [
      '410',
      (_, response) => sendText(response, 'gone', {status: 410, type: 'text/plain'}),
      'not-found',
      /no longer has/,
    ],
    [
      'http:// to a server that speaks TLS',
      (_, response) =>
        sendText(response, 'Client sent an HTTP request to an HTTPS server.\n', {status: 400, type: 'text/plain'}),
      'bad-answer',
      /speaks TLS, and is asked without it/,
    ],
    ['400', (_, response) => sendJson(response, 'bad matcher', 400), 'rejected', /bad matcher/],
    [
      '502',
      (_, response) => sendText(response, '<html>', {status: 502, type: 'text/html'}),
      'unreachable',
      /cannot reach it \(502\)/,
    ],
  ];

  test.each(replies)('says in words what is wrong with %s', async (_what, reply, ...[kind, message]) => {
    const server = await fakeServer(reply);
    const error = await failure(ask(server.url));
    expect(error.kind).toBe(kind);
    expect(error.message).toMatch(message);
    expect(error.message).toContain(`127.0.0.1:${server.port}`);
    expect(error.hint).not.toBe('');
  });

  test('notices a body that ends too early', async () => {
    const server = await fakeServer((_, response) => {
      response.writeHead(200, {'content-type': 'application/json', 'content-length': '1000'});
      response.write('[{"labels":');
      setTimeout(() => response.destroy(), 20);
    });
    expect(await failure(ask(server.url))).toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining('cut'),
    });
  });

  test.each(['before the headers', 'within the body'])('gives up a server that hangs %s', async where => {
    const server = await fakeServer((_, response) => {
      if (where === 'within the body') response.write('[');
    });
    expect(await failure(ask(server.url, {}, 200))).toMatchObject({
      kind: 'timeout',
      message: expect.stringContaining('within 0.2 s'),
    });
  });

  test('tells a closed port from a name that does not exist', async () => {
    const server = await fakeServer(noAlerts);
    await server.close();
    expect(await failure(ask(server.url))).toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining('refused'),
    });
    expect(await failure(ask('http://no-such-host.invalid:9093'))).toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining('cannot be resolved'),
    });
  });

  test('goes through a proxy, with credentials for it', async () => {
    const proxy = await fakeServer(noAlerts);
    await ask('http://am.test:9093', {proxy: proxy.url.replace('//', '//ana:pw@')});
    expect(proxy.received[0]?.path.replace(/\?$/, '')).toBe('http://am.test:9093/api/v2/alerts');
    expect(proxy.received[0]?.headers['proxy-authorization']).toBe(`Basic ${Buffer.from('ana:pw').toString('base64')}`);
    expect(proxy.received[0]?.headers.host).toBe('am.test:9093');
  });

  describe('over TLS', () => {
    let pems: ReturnType<typeof certificates>;
    beforeAll(() => {
      pems = certificates();
    });
    const secured = () =>
      fakeServer(noAlerts, {...pems.server, ca: pems.ca, requestCert: true, rejectUnauthorized: true});

    test('shows its certificate, given as text or as a file', async () => {
      const server = await secured();
      expect(await ask(server.url, {tls: {ca: pems.ca, ...pems.client}})).toEqual([]);
      const file = (name: string) => path.join(pems.folder, name);
      const tls = {ca: file('ca.pem'), cert: file('client.pem'), key: file('client.key')};
      expect(await ask(server.url, {tls})).toEqual([]);
    });

    test('is told to show one when it does not', async () => {
      const server = await secured();
      const error = await failure(ask(server.url, {tls: {ca: pems.ca}}));
      expect(error.kind).toMatch(/refused|unreachable/);
      expect(`${error.message} ${error.hint}`).toContain('client certificate');
    });

    test('distrusts an unknown CA unless told otherwise', async () => {
      const server = await fakeServer(noAlerts, pems.server);
      expect(await failure(ask(server.url))).toMatchObject({
        kind: 'refused',
        message: expect.stringContaining('not trusted'),
        hint: expect.stringContaining('tls.ca'),
      });
      expect(await ask(server.url, {tls: {insecure: true}})).toEqual([]);
    });

    test('names the certificate file that is missing', async () => {
      const server = await fakeServer(noAlerts, pems.server);
      const error = await failure(ask(server.url, {tls: {ca: '/nowhere/ca.pem'}}));
      expect(error).toMatchObject({kind: 'refused', message: expect.stringContaining('/nowhere/ca.pem')});
    });

    test('says so when the server speaks no TLS', async () => {
      const server = await fakeServer(noAlerts);
      const error = await failure(ask(server.url.replace('http:', 'https:')));
      expect(error).toMatchObject({kind: 'unreachable', message: expect.stringContaining('does not speak TLS')});
    });

    test('reaches a TLS server through the tunnel of a proxy', async () => {
      const server = await fakeServer(noAlerts, pems.server);
      const proxy = await tunnelProxy(server.port);
      expect(await ask('https://am.test:9093', {proxy: proxy.url, tls: {ca: pems.ca}})).toEqual([]);
      expect(proxy.asked).toEqual(['CONNECT am.test:9093 HTTP/1.1']);
    });
  });
});

test('the client repeats a GET once when a kept connection was closed under it', async () => {
  let requests = 0;
  const server = await fakeServer((_, response) => {
    requests++;
    if (requests === 2) response.destroy();
    else sendJson(response, []);
  });
  const asks = client({
    address: address(server.url),
    connection: {},
    root: '',
    server: 'Alertmanager',
    clock: systemClock,
  });
  onTestFinished(() => asks.close());
  const {signal} = new AbortController();
  await asks.call({path: '/alerts', deadline: DEADLINE}, signal);
  expect((await asks.call({path: '/alerts', deadline: DEADLINE}, signal)).status).toBe(200);
  expect(requests).toBe(3);
});

test('the client takes 50 MB and refuses more than its cap', async () => {
  const item = {labels: {alertname: 'x'.repeat(900)}};
  const body = JSON.stringify(new Array(54_000).fill(item));
  const server = await fakeServer((_, response) => sendText(response, body));
  const asks = client({
    address: address(server.url),
    connection: {},
    root: '',
    server: 'Alertmanager',
    clock: systemClock,
  });
  onTestFinished(() => asks.close());
  const {signal} = new AbortController();
  const call = {path: '/alerts', deadline: 20_000};
  expect(await json(asks, call, signal)).toHaveLength(54_000);
  expect(await failure(json(asks, {...call, cap: 1_000_000}, signal))).toMatchObject({kind: 'too-large'});
});

async function tunnelProxy(port: number): Promise<{readonly url: string; readonly asked: string[]}> {
  const asked: string[] = [];
  const server = createServer(socket => {
    socket.once('data', head => {
      asked.push(String(head).split('\r\n')[0] ?? '');
      const target = connectTo(port, '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
      socket.pipe(target).pipe(socket);
      for (const end of [socket, target]) end.on('error', () => socket.destroy());
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return {url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked};
}
