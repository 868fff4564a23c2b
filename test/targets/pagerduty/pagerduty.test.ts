import {describe, expect, test} from 'vitest';
import {aMessage, aRequest, aTarget, firstTry, someTools} from '../../support/a-target.js';
import {describeTarget} from '../../support/describe-target.js';
import {vendorServer} from '../../support/vendor-server.js';
import {pagerdutyEvents} from '../../support/vendors/pagerduty-events.js';

const KEY = 'R0123456789ABCDEF0123456789ABCDE';

describeTarget({
  kind: 'pagerduty',
  vendor: pagerdutyEvents,
  options: url => ({routing_key: {env: 'PD_KEY'}, url}),
  secrets: () => ({routing_key: KEY}),
  failures: [
    {
      title: 'a key that it does not know is refused, with what to look at',
      answer: {
        status: 400,
        json: {
          status: 'invalid event',
          message: 'Event object is invalid',
          errors: ["Length of 'routing_key' is incorrect (should be 32 characters)"],
        },
      },
      kind: 'refused',
      final: true,
      unknown: false,
      says: /Event object is invalid; Length of 'routing_key'/,
    },
    {
      title: 'an event that it does not take is not sent again',
      answer: {status: 400, json: {status: 'invalid event', message: 'Event object is invalid', errors: ['too long']}},
      kind: 'rejected',
      final: true,
      unknown: false,
    },
    {
      title: 'a body that is too large is not sent again',
      answer: {status: 413, text: 'Request Entity Too Large'},
      kind: 'rejected',
      final: true,
    },
    {
      title: 'an error of its own may have been done all the same',
      answer: {status: 500, json: {status: 'error', message: 'Internal Server Error'}},
      kind: 'bad-answer',
      final: false,
      unknown: true,
    },
    {
      title: 'an answer that is no success is none, whatever its status',
      answer: {status: 200, json: {status: 'success'}},
      kind: 'bad-answer',
      unknown: true,
    },
  ],
});

describe('a PagerDuty incident by events', () => {
  async function opened() {
    const vendor = pagerdutyEvents();
    const server = await vendorServer(vendor);
    const target = aTarget(
      'pagerduty',
      {routing_key: {env: 'PD_KEY'}, url: `${server.url}/`},
      someTools({routing_key: KEY}),
    );
    return {vendor, server, target};
  }

  test('is opened, acknowledged, told more of and resolved by one key', async () => {
    const {vendor, server, target} = await opened();
    const {ref} = await target.send(aRequest(), firstTry());
    const {thread} = aRequest();
    expect(ref).toEqual({dedup_key: thread});
    await target.send(aRequest({verb: 'ack'}), firstTry());
    await target.send(aRequest({verb: 'update', message: aMessage({title: 'worse'})}), firstTry());
    expect(vendor.incidents.get(thread)?.map(({status}) => status)).toEqual(['acknowledged']);
    await target.send(aRequest({verb: 'resolve'}), firstTry());
    expect(vendor.incidents.get(thread)?.map(({status}) => status)).toEqual(['resolved']);
    expect(server.violations).toEqual([]);
  });

  test('is not opened again by an update that says it is over', async () => {
    const {vendor, target} = await opened();
    await target.send(aRequest(), firstTry());
    await target.send(aRequest({verb: 'resolve'}), firstTry());
    await target.send(aRequest({verb: 'update', message: aMessage({status: 'resolved'})}), firstTry());
    expect(vendor.pages()).toBe(1);
  });

  test('says how bad it is, where it is and where to look', async () => {
    const {server, target} = await opened();
    for (const severity of ['P1', 'P2', 'P3', 'P4'] as const) {
      await target.send(aRequest({message: aMessage({severity})}), firstTry());
    }
    const sent = server.received.map(({json}) => json as {payload: {severity: string}; links: unknown});
    expect(sent.map(({payload}) => payload.severity)).toEqual(['critical', 'error', 'warning', 'info']);
    expect(sent[0]).toMatchObject({
      payload: {summary: 'DiskFull on db-1', source: 'eu', component: 'payments', class: 'DiskFull'},
      links: [{href: 'https://grafana.example/d/disk', text: 'Dashboard'}],
    });
  });

  test('takes a thread that is longer than its key may be', async () => {
    const {vendor, server, target} = await opened();
    const thread = 'x'.repeat(300);
    await target.send(aRequest({thread}), firstTry());
    await target.send(aRequest({thread, verb: 'resolve'}), firstTry());
    expect([...vendor.incidents.values()].flat().map(({status}) => status)).toEqual(['resolved']);
    expect(server.violations).toEqual([]);
  });
});
