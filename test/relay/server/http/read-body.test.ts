import {request as httpRequest} from 'node:http';
import {connect} from 'node:net';
import {describe, expect, test} from 'vitest';
import {aRelay, jsonHook, post} from '../../support/a-relay.js';
import {countedClock} from '../../support/counted-clock.js';
import {eventually} from '../../support/eventually.js';
import {metric} from '../../support/metric.js';
import {rawAnswer} from '../../support/raw.js';

describe('a body', () => {
  test('of another type is refused, one of no type is read', async () => {
    const {url} = await aRelay();
    const refused = await post(`${url}/v1/hooks/test`, '{}', {'content-type': 'text/html'});
    expect(refused).toMatchObject({status: 415, body: {hint: 'Send application/json, not compressed.'}});
    expect((await post(`${url}/v1/hooks/test`, '{}', {'content-type': 'application/json; charset=utf-8'})).status).toBe(
      200,
    );
    expect((await post(`${url}/v1/hooks/test`, '{}', {'content-type': 'application/cloudevents+json'})).status).toBe(
      200,
    );
    expect((await post(`${url}/v1/hooks/test`, '{}', {'content-encoding': 'gzip'})).status).toBe(415);
    const untyped = await fetch(`${url}/v1/hooks/test`, {method: 'POST', body: Buffer.from('{}')});
    expect(untyped.status).toBe(200);
  });

  test('a hook can name the types it reads', async () => {
    const form = 'application/x-www-form-urlencoded';
    const {url} = await aRelay({hooks: [jsonHook({types: [form]})]});
    expect((await post(`${url}/v1/hooks/test`, '{}', {'content-type': form})).status).toBe(200);
    expect((await post(`${url}/v1/hooks/test`, '{}')).status).toBe(415);
  });

  test('nested 10,000 deep is the hook’s to refuse, and harms nobody', async () => {
    const {url} = await aRelay();
    const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
    expect((await post(`${url}/v1/hooks/test`, deep)).status).toBe(400);
    expect((await post(`${url}/v1/hooks/test`, {alerts: [1]})).status).toBe(200);
  });

  test('of 100 MB is refused by its length before a byte of it is read', async () => {
    const {port, url} = await aRelay();
    const answer = await rawAnswer(
      port,
      'POST /v1/hooks/test HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100000000\r\n\r\n',
    );
    expect(answer.status).toBe(413);
    expect(answer.body).toEqual({error: 'The body is longer than 33554432 bytes.', hint: 'Send less at once.'});
    expect((await post(`${url}/v1/hooks/test`, {alerts: [1]})).status).toBe(200);
  });

  test('of 100 MB without a length is refused when it is too long, and its sender reads why', async () => {
    const {port} = await aRelay();
    const sent = await streamed(port, 100 * 1024 * 1024);
    expect(sent.status).toBe(413);
  });

  test('that is refused does not cut its sender off before it has read why', async () => {
    const {port} = await aRelay({clock: countedClock()});
    const head =
      'POST /v1/hooks/test HTTP/1.1\r\nhost: x\r\ncontent-type: text/html\r\ncontent-length: 40000000\r\n\r\n';
    expect(await readAtLast(port, head, 40_000_000)).toMatch(/^HTTP\/1\.1 415 /);
  });

  test('is only asked for when its head is good', async () => {
    const {port} = await aRelay();
    const head = (length: number) =>
      `POST /v1/hooks/test HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\ncontent-length: ${length}\r\n\r\n`;
    expect((await rawAnswer(port, head(100_000_000))).status).toBe(413);
    expect((await rawAnswer(port, head(2))).status).toBe(100);
  });

  test('that comes too slowly is cut, while others are served', async () => {
    const clock = countedClock();
    const {port, url, backbone} = await aRelay({clock});
    const slow = connect(port, '127.0.0.1');
    const heard: Buffer[] = [];
    slow.on('data', chunk => heard.push(chunk));
    slow.write('POST /v1/hooks/test HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{"al');
    await eventually(() => metric(url, 'watchkeeper_relay_hooks_in_flight')).toBe(1);
    clock.advance(29_000);
    expect((await post(`${url}/v1/hooks/test`, {alerts: [1]})).status).toBe(200);
    expect(Buffer.concat(heard).toString()).toBe('');
    clock.advance(1_000);
    await eventually(() => Buffer.concat(heard).toString()).toMatch(/^HTTP\/1\.1 408/);
    expect(Buffer.concat(heard).toString()).toContain('The body did not come within 30 s.');
    clock.advance(2_000);
    await eventually(() => slow.closed).toBe(true);
    expect(backbone.entries).toHaveLength(1);
  });

  test('whose sender leaves in the middle leaves nothing behind', async () => {
    const clock = countedClock();
    const {port, url} = await aRelay({clock});
    const {timers} = clock;
    const socket = connect(port, '127.0.0.1');
    socket.write('POST /v1/hooks/test HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{"al');
    await eventually(() => metric(url, 'watchkeeper_relay_hooks_in_flight')).toBe(1);
    socket.destroy();
    await eventually(() => metric(url, 'watchkeeper_relay_hooks_in_flight')).toBe(0);
    expect(clock.timers).toBe(timers);
  });
});

function streamed(port: number, bytes: number): Promise<{readonly status: number}> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({port, host: '127.0.0.1', method: 'POST', path: '/v1/hooks/test'}, response => {
      response.resume();
      resolve({status: response.statusCode ?? 0});
    });
    request.on('error', reject);
    const chunk = Buffer.alloc(64 * 1024, 'x');
    let sent = 0;
    const more = () => {
      while (sent < bytes) {
        sent += chunk.length;
        if (!request.write(chunk)) {
          request.once('drain', more);
          return;
        }
      }
      request.end();
    };
    more();
  });
}

/** What a sender reads that first sends everything and then looks for an answer. */
function readAtLast(port: number, head: string, bytes: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    const heard: Buffer[] = [];
    socket.on('error', reject);
    socket.write(head);
    let sent = 0;
    const chunk = Buffer.alloc(50_000, 'x');
    const more = () => {
      for (let room = true; room && sent < bytes; sent += chunk.length) room = socket.write(chunk);
      if (sent < bytes) {
        socket.once('drain', more);
        return;
      }
      socket.on('data', data => heard.push(data));
      socket.on('close', () => resolve(Buffer.concat(heard).toString()));
    };
    more();
  });
}
