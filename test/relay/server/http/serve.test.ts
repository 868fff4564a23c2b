import {describe, expect, test} from 'vitest';
import {aRelay, TOKEN} from '../../support/a-relay.js';
import {eventually} from '../../support/eventually.js';
import {bareSocket} from '../../support/raw.js';

const asked = async (url: string, init?: RequestInit) => {
  const response = await fetch(url, init);
  return {status: response.status, text: await response.text(), headers: response.headers};
};

describe('whether the relay is well', () => {
  test('it lives as long as its process does, whatever else is wrong, and needs no token to say so', async () => {
    const {url, backbone} = await aRelay({token: () => TOKEN});
    backbone.told = {writable: false, trouble: 'the disk is full'};
    expect(await asked(`${url}/-/healthy`)).toMatchObject({status: 200, text: '{"status":"alive"}\n'});
  });

  test('it is ready while it can record', async () => {
    const {url, backbone} = await aRelay({token: () => TOKEN});
    expect(await asked(`${url}/-/ready`)).toMatchObject({status: 200, text: '{"status":"ready"}\n'});
    backbone.told = {writable: true, trouble: 'Redis is away, entries are kept here'};
    expect(await asked(`${url}/-/ready`)).toMatchObject({
      status: 200,
      text: '{"status":"ready","degraded":"Redis is away, entries are kept here"}\n',
    });
    backbone.told = {writable: false, trouble: 'the disk is full'};
    const {status, text} = await asked(`${url}/-/ready`);
    expect([status, JSON.parse(text)]).toEqual([
      503,
      {error: 'The relay takes nothing in: the disk is full.', hint: 'Senders send again.'},
    ]);
  });

  test('it is not ready while it stops, and takes nothing more in', async () => {
    const {port, relay} = await aRelay();
    const half = (head: string) => {
      const {socket, heard} = bareSocket(port);
      socket.write(head);
      return {socket, heard};
    };
    const asking = half('GET /-/ready HTTP/1.1\r\nhost: x\r\n');
    const telling = half('POST /v1/hooks/test HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n');
    // Both have been heard when an answer to something later is here.
    await fetch(`http://127.0.0.1:${port}/-/healthy`);
    const closing = relay.close();
    for (const {socket} of [asking, telling]) socket.write('\r\n');
    await eventually(asking.heard).toContain('The relay takes nothing in: the relay is stopping.');
    await eventually(telling.heard).toContain('Nothing can be recorded now: the relay is stopping.');
    for (const {heard} of [asking, telling]) expect(heard()).toMatch(/^HTTP\/1\.1 503 /);
    for (const {heard} of [asking, telling]) expect(heard()).toMatch(/^connection: close/im);
    await closing;
  });

  test('it is asked by GET and HEAD alone', async () => {
    const {url} = await aRelay();
    expect(await asked(`${url}/-/healthy`, {method: 'HEAD'})).toMatchObject({status: 200, text: ''});
    const posted = await asked(`${url}/-/healthy`, {method: 'POST', body: 'x'});
    expect(posted.status).toBe(405);
    expect(posted.headers.get('allow')).toBe('GET, HEAD');
  });
});

describe('the metrics', () => {
  test('are open on loopback, even where a token is asked for elsewhere', async () => {
    const {url} = await aRelay({token: () => TOKEN});
    const {status, text, headers} = await asked(`${url}/metrics`);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(text).toContain('watchkeeper_relay_info{version="0.0.0-test"} 1');
  });

  test('take the token where they are told to', async () => {
    const {url} = await aRelay({token: () => TOKEN, metrics: 'token'});
    expect((await asked(`${url}/metrics`)).status).toBe(401);
    const headers = {authorization: `Bearer ${TOKEN}`};
    expect((await asked(`${url}/metrics`, {headers})).status).toBe(200);
  });

  test('take the token on an address that others reach, unless they are told not to', async () => {
    const listen = {host: '0.0.0.0', port: 0};
    const guarded = await aRelay({token: () => TOKEN, listen});
    expect((await asked(`${guarded.url}/metrics`)).status).toBe(401);
    const open = await aRelay({token: () => TOKEN, listen, metrics: 'open'});
    expect((await asked(`${open.url}/metrics`)).status).toBe(200);
  });
});

test('there is nothing anywhere else, and no part of the request is in the answer', async () => {
  const {url} = await aRelay();
  for (const path of ['/', '/v1/hooks/nope<script>', '/v1/hooks/', '/constructor', '//', '/%00']) {
    const {status, text} = await asked(url + path);
    expect([status, JSON.parse(text).error]).toEqual([404, 'There is nothing at this path.']);
    expect(text).not.toContain('script');
  }
});
