import {describe, expect, test} from 'vitest';
import {OperatorError} from '../../../src/lib/operator-error.js';
import {certificates} from '../../sources/support/certificates.js';
import {describeReal} from '../../support/real.js';
import {aRelay, closed, post, TOKEN} from '../support/a-relay.js';
import {countedClock} from '../support/counted-clock.js';
import {eventually} from '../support/eventually.js';
import {fakeBackbone} from '../support/fake-backbone.js';
import {feedReader, refusedUpgrade} from '../support/feed-reader.js';
import {bareSocket} from '../support/raw.js';

async function refusalOf(opening: Promise<unknown>): Promise<OperatorError> {
  const error = await opening.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(OperatorError);
  return error as OperatorError;
}

describe('a relay does not open', () => {
  test.each(['0.0.0.0', '::', '192.0.2.1', 'relay.example'])('on %s without a token', async host => {
    const error = await refusalOf(aRelay({listen: {host, port: 0}}));
    expect(error.message).toBe(
      `A relay on ${host} is in reach of other machines, and it has no token to ask them for.`,
    );
    expect(error.hint).toBe('Give it a token of its own, or let it listen on 127.0.0.1.');
  });

  test('with a token that can be guessed', async () => {
    const error = await refusalOf(aRelay({token: () => 'secret'}));
    expect(error.message).toBe("The relay's token has 6 characters, and 16 are the least.");
    expect(error.message).not.toContain('secret');
    expect((await refusalOf(aRelay({token: () => ''}))).message).toMatch(/has 0 characters/);
  });

  test('where something else listens, and leaves nothing behind', async () => {
    const first = await aRelay();
    const clock = countedClock();
    const backbone = fakeBackbone();
    const error = await refusalOf(aRelay({clock, backbone, listen: {host: '127.0.0.1', port: first.port}}));
    expect(error.message).toMatch(/^The relay cannot listen on 127\.0\.0\.1:\d+: /);
    expect(error.hint).toMatch(/^Something else listens there/);
    expect(clock.timers).toBe(0);
    expect(backbone.listeners).toBe(0);
  });

  test('with a certificate that is none', async () => {
    const error = await refusalOf(aRelay({tls: {cert: 'nonsense', key: 'nonsense'}}));
    expect(error.message).toBe('The certificate of the relay, or its key, cannot be used.');
  });
});

test('without a token, it opens on every address of loopback', async () => {
  for (const host of ['127.0.0.1', '127.8.8.8', 'localhost']) {
    const {relay} = await aRelay({listen: {host, port: 0}});
    expect(relay.address).toEqual({host, port: expect.any(Number)});
  }
});

describeReal('over TLS', ['openssl'], () => {
  test('hooks and the feed work as without', async () => {
    const {ca, server} = certificates();
    const {url} = await aRelay({tls: server, token: () => TOKEN});
    const headers = {authorization: `Bearer ${TOKEN}`};
    const reader = await feedReader(url, {ca, headers});
    await eventually(() => reader.of('snapshot')).toHaveLength(1);
    expect(await refusedUpgrade(url, {ca})).toMatchObject({status: 401});
    expect(await postTls(`${url}/v1/hooks/test`, {ca, headers, body: '{"alerts":[1]}'})).toBe(200);
    await eventually(() => reader.seqs).toEqual([1]);
  });
});

describeReal('a relay over TLS', ['openssl'], () => {
  test('cuts who speaks plain HTTP to it, and goes on', async () => {
    const {ca, server} = certificates();
    const {port, url} = await aRelay({tls: server});
    const {socket, heard} = bareSocket(port);
    socket.write('GET /-/healthy HTTP/1.1\r\nhost: x\r\n\r\n');
    await eventually(() => socket.closed).toBe(true);
    expect(heard()).not.toContain('200');
    const reader = await feedReader(url, {ca});
    await eventually(() => reader.of('snapshot')).toHaveLength(1);
  });
});

describe('closing', () => {
  test('says good-bye to the clients and takes nobody in any more', async () => {
    const {relay, url, backbone} = await aRelay();
    const readers = [await feedReader(url), await feedReader(url)];
    await relay.close();
    for (const reader of readers) await eventually(() => reader.ended).toEqual({code: 1001, reason: 'going-away'});
    await expect(post(`${url}/v1/hooks/test`, {alerts: [1]})).rejects.toThrow();
    expect(backbone.listeners).toBe(0);
  });

  test('waits for what is being recorded, and for its answer', async () => {
    const backbone = fakeBackbone();
    let record: (() => void) | undefined;
    backbone.beforeAppend = () => new Promise<void>(resolve => (record = resolve));
    const {relay, url} = await aRelay({backbone});
    const answer = post(`${url}/v1/hooks/test`, {alerts: [1]});
    await eventually(() => record).toBeDefined();
    let isClosed = false;
    const closing = relay.close().then(() => {
      isClosed = true;
    });
    await eventually(() =>
      fetch(url).then(
        () => 'served',
        () => 'not served',
      ),
    ).toBe('not served');
    expect(isClosed).toBe(false);
    record?.();
    expect((await answer).status).toBe(200);
    await closing;
    expect(backbone.entries).toHaveLength(1);
  });

  test('takes two seconds at the most, whoever does not let go', async () => {
    const clock = countedClock();
    const backbone = fakeBackbone();
    backbone.beforeAppend = () => new Promise<void>(() => undefined);
    const {relay, url, port} = await aRelay({backbone, clock});
    const deaf = await feedReader(url);
    deaf.socket.pause();
    const stuck = post(`${url}/v1/hooks/test`, {alerts: [1]}).catch(() => 'cut');
    const [{socket: silent}, {socket: slow}] = [bareSocket(port), bareSocket(port)];
    slow.write('POST /v1/hooks/test HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\n{');
    await new Promise(resolve => silent.once('connect', resolve));
    const began = clock.now();
    await closed(relay, clock);
    expect(clock.now() - began).toBeLessThanOrEqual(2_000);
    expect(await stuck).toBe('cut');
    await eventually(() => [silent.closed, slow.closed]).toEqual([true, true]);
    deaf.socket.resume();
    await eventually(() => deaf.ended).toBeDefined();
    // What is left is the patience of that one append.
    expect(clock.timers).toBeLessThanOrEqual(1);
  });

  test('twice is closing once', async () => {
    const {relay} = await aRelay();
    const first = relay.close();
    expect(relay.close()).toBe(first);
    await first;
  });
});

async function postTls(
  url: string,
  options: {readonly ca: string; readonly headers: Record<string, string>; readonly body: string},
): Promise<number> {
  const {request} = await import('node:https');
  return new Promise((resolve, reject) => {
    const headers = {...options.headers, 'content-type': 'application/json'};
    const sending = request(url, {method: 'POST', ca: options.ca, headers}, response => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sending.on('error', reject);
    sending.end(options.body);
  });
}
