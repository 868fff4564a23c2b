import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {describe, expect, onTestFinished, test} from 'vitest';
import {aMessage, aRequest, aTarget, firstTry, someTools} from '../../support/a-target.js';
import {describeTarget} from '../../support/describe-target.js';
import {vendorServer} from '../../support/vendor-server.js';
import {opsgenieVendor} from '../../support/vendors/opsgenie.js';

const KEY = {api_key: 'key-1'};
const options = {api_key: {env: 'OPSGENIE_KEY'}};
const {signal} = firstTry();

describeTarget({
  kind: 'opsgenie',
  vendor: opsgenieVendor,
  options: url => ({...options, url}),
  secrets: () => KEY,
  failures: [
    {
      title: 'a key that it does not know is refused',
      answer: {status: 401, json: {message: 'Could not authenticate', took: 0, requestId: 'r'}},
      kind: 'refused',
      final: true,
      says: 'Could not authenticate',
    },
    {
      title: 'what the plan does not allow is refused, not tried again',
      answer: {status: 402, json: {message: 'Your plan does not include this'}},
      kind: 'refused',
      final: true,
    },
    {
      title: 'what it cannot process is not sent again',
      answer: {status: 422, json: {message: 'Request body is not processable', errors: {message: 'may not be empty'}}},
      kind: 'rejected',
      final: true,
      unknown: false,
      says: 'message: may not be empty',
    },
    {
      title: 'an error of its own may have been done all the same',
      answer: {status: 500, json: {message: 'Internal error'}},
      kind: 'bad-answer',
      final: false,
      unknown: true,
    },
    {
      title: 'an acceptance that names no request is none',
      answer: {status: 202, json: {result: 'Request will be processed'}},
      kind: 'bad-answer',
      unknown: true,
    },
  ],
});

describe('an Opsgenie alert', () => {
  async function opened(more: Readonly<Record<string, unknown>> = {}) {
    const vendor = opsgenieVendor();
    const server = await vendorServer(vendor);
    const target = aTarget('opsgenie', {...options, url: server.url, ...more}, someTools(KEY));
    return {vendor, server, target};
  }
  const threads = [aRequest().thread];

  test('is created, acknowledged, noted, changed and closed under its alias, and found on the way', async () => {
    const {vendor, server, target} = await opened();
    const {ref} = await target.send(aRequest(), firstTry());
    expect(ref).toEqual({id: 'alert-1'});
    expect(await target.find?.(threads, signal)).toMatchObject([{status: 'triggered', title: 'DiskFull on db-1'}]);
    await target.send(aRequest({verb: 'ack'}), firstTry());
    expect(await target.find?.(threads, signal)).toEqual([
      {
        ref: {id: 'alert-1'},
        thread: threads[0],
        title: 'DiskFull on db-1',
        status: 'acknowledged',
        by: 'ana',
        on: Date.parse('2026-11-20T12:02:00Z'),
        assigned: ['ana'],
      },
    ]);
    await target.send(aRequest({verb: 'note', message: aMessage({title: 'On it', text: ''})}), firstTry());
    await target.send(aRequest({verb: 'update', message: aMessage({title: 'worse', severity: 'P2'})}), firstTry());
    expect(vendor.alerts).toMatchObject([{notes: ['On it'], message: 'worse', priority: 'P2', count: 1}]);
    await target.send(aRequest({verb: 'resolve'}), firstTry());
    expect(await target.find?.(threads, signal)).toMatchObject([
      {status: 'resolved', by: 'ana', on: Date.parse('2026-11-20T12:05:00Z')},
    ]);
    expect(server.violations).toEqual([]);
  });

  test('is nobody’s again once its acknowledgement is taken back', async () => {
    const {vendor, server, target} = await opened();
    await target.send(aRequest(), firstTry());
    await target.send(aRequest({verb: 'ack'}), firstTry());
    await target.send(aRequest({verb: 'release'}), firstTry());
    expect(vendor.alerts).toMatchObject([{acknowledged: false, status: 'open'}]);
    expect(await target.send(aRequest({verb: 'release'}), firstTry())).toMatchObject({existed: true});
    expect(server.violations).toEqual([]);
  });

  test('tells its responders, and carries the labels as details', async () => {
    const {vendor, target} = await opened({responders: [{type: 'team', name: 'database'}], tags: ['wk']});
    await target.send(aRequest(), firstTry());
    expect(vendor.alerts).toMatchObject([
      {responders: [{type: 'team', name: 'database'}], details: {alertname: 'DiskFull'}, priority: 'P1'},
    ]);
  });

  test('goes to the escalation of the level, or to people by name', async () => {
    const {vendor, server, target} = await opened({levels: ['primary', 'secondary']});
    await target.send(aRequest(), firstTry());
    await target.send(aRequest({verb: 'escalate', level: 2}), firstTry());
    await target.send(aRequest({verb: 'escalate', level: 2, people: ['lee@example.com', 'id-mo']}), firstTry());
    expect(vendor.alerts).toMatchObject([
      {
        escalations: ['secondary'],
        responders: [
          {type: 'user', username: 'lee@example.com'},
          {type: 'user', id: 'id-mo'},
        ],
      },
    ]);
    await expect(target.send(aRequest({verb: 'escalate', level: 3}), firstTry())).rejects.toMatchObject({
      kind: 'rejected',
      hint: expect.stringContaining('levels'),
    });
    expect(server.violations).toEqual([]);
  });

  test('has a thread as long as it likes', async () => {
    const {vendor, server, target} = await opened();
    const thread = 'x'.repeat(900);
    await target.send(aRequest({thread}), firstTry());
    await target.send(aRequest({thread, verb: 'resolve'}), firstTry());
    expect(vendor.alerts).toMatchObject([{status: 'closed'}]);
    expect(await target.find?.([thread], signal)).toMatchObject([{thread, status: 'resolved'}]);
    expect(server.violations).toEqual([]);
  });

  test('is waited for until it is said what became of it', async () => {
    const {vendor, target} = await opened();
    vendor.slowness = 2;
    expect(await target.send(aRequest(), firstTry())).toEqual({ref: {id: 'alert-1'}});
  });

  test('that was accepted and then failed is a failure', async () => {
    const {target} = await opened();
    await expect(target.send(aRequest({verb: 'ack'}), firstTry())).rejects.toMatchObject({
      kind: 'not-found',
      final: true,
      message: expect.stringContaining('Alert does not exist'),
    });
  });

  test('that is acknowledged or closed already needs nothing more', async () => {
    const {target} = await opened();
    await target.send(aRequest(), firstTry());
    for (const verb of ['ack', 'resolve'] as const) {
      expect(await target.send(aRequest({verb}), firstTry())).not.toHaveProperty('existed');
      expect(await target.send(aRequest({verb}), firstTry())).toMatchObject({existed: true});
    }
  });

  test('gets a note once, also when the answer to it was lost', async () => {
    const {vendor, server, target} = await opened();
    await target.send(aRequest(), firstTry());
    server.fail('lose');
    await expect(target.send(aRequest({verb: 'note'}), firstTry())).rejects.toMatchObject({unknown: true});
    const again = await target.send(aRequest({verb: 'note'}), {...firstTry(), mayExist: true});
    expect(again).toEqual({existed: true});
    expect(vendor.alerts).toMatchObject([{notes: {length: 1}}]);
    expect(server.violations).toEqual([]);
  });

  test('waits as long as the limit lasts that it names', async () => {
    const {server, target} = await opened();
    server.fail({status: 429, headers: {'x-ratelimit-state': 'THROTTLED', 'x-ratelimit-period-in-sec': '60'}});
    await expect(target.send(aRequest(), firstTry())).rejects.toMatchObject({kind: 'overloaded', retryAfter: 60_000});
  });

  test('knows who is on call, by all schedules or by those that are named', async () => {
    const {server, target} = await opened();
    expect(await target.onCall?.(undefined, signal)).toEqual([
      {person: 'lee@example.com', of: 'payments'},
      {person: 'mo@example.com', of: 'web'},
    ]);
    const {server: other, target: named} = await opened({schedules: ['payments']});
    const at = Date.parse('2026-11-21T00:00:00Z');
    expect(await named.onCall?.(at, signal)).toEqual([{person: 'lee@example.com', of: 'payments'}]);
    expect(other.received[0]?.query.get('date')).toBe('2026-11-21T00:00:00.000Z');
    expect([...server.violations, ...other.violations]).toEqual([]);
  });

  test('says in its check when Opsgenie ends', async () => {
    const {target} = await opened();
    expect(await target.check(signal)).toContain('2027-04-05');
  });
});

test('an account in Europe is reached in Europe', async () => {
  const asked: (string | undefined)[] = [];
  const proxy = createServer().on('connect', ({url}, socket) => {
    asked.push(url);
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void proxy.close());
  const {port} = proxy.address() as AddressInfo;
  const target = aTarget('opsgenie', {...options, region: 'eu'}, someTools(KEY, {proxy: `http://127.0.0.1:${port}`}));
  await expect(target.check(signal)).rejects.toMatchObject({kind: 'unreachable'});
  expect(asked).toEqual(['api.eu.opsgenie.com:443']);
});
