import {describe, expect, test} from 'vitest';
import {aMessage, aRequest, aTarget, firstTry, someTools} from '../../support/a-target.js';
import {describeTarget} from '../../support/describe-target.js';
import {vendorServer} from '../../support/vendor-server.js';
import {splunkOncallVendor} from '../../support/vendors/splunk-oncall.js';

const options = {api_key: {env: 'SPLUNK_KEY'}, routing_key: 'database'};
const {signal} = firstTry();

describeTarget({
  kind: 'splunk-oncall',
  vendor: splunkOncallVendor,
  options: url => ({...options, url}),
  secrets: () => ({api_key: 'key-1'}),
  failures: [
    {
      title: 'a failure is one although its status is 200',
      answer: {status: 200, json: {result: 'failure', messages: 'Unknown routing key'}},
      kind: 'rejected',
      final: true,
      unknown: false,
      says: 'Unknown routing key',
    },
    {
      title: 'an answer without a result is none',
      answer: {status: 200, text: 'ok'},
      kind: 'bad-answer',
      unknown: true,
    },
    {
      title: 'an error of its own may have been done all the same',
      answer: {status: 503, text: 'Service Unavailable'},
      kind: 'overloaded',
      final: false,
    },
  ],
});

describe('a Splunk On-Call incident', () => {
  async function opened(more: Readonly<Record<string, unknown>> = {}) {
    const vendor = splunkOncallVendor();
    const server = await vendorServer(vendor);
    const tools = someTools({api_key: 'key-1', 'api.key': 'api-key-1'});
    return {vendor, server, target: aTarget('splunk-oncall', {...options, url: server.url, ...more}, tools)};
  }
  const withApi = async (more: Readonly<Record<string, unknown>> = {}) => {
    const vendor = splunkOncallVendor();
    const server = await vendorServer(vendor);
    const api = {url: server.url, id: 'id-1', key: {env: 'VO_KEY'}, user: 'ana'};
    const tools = someTools({api_key: 'key-1', 'api.key': 'api-key-1'});
    return {vendor, server, target: aTarget('splunk-oncall', {...options, url: server.url, api, ...more}, tools)};
  };
  const threads = [aRequest().thread];

  test('is opened, acknowledged, told more of and ended by one entity', async () => {
    const {vendor, server, target} = await opened();
    await target.send(aRequest(), firstTry());
    for (const verb of ['ack', 'note', 'update'] as const) await target.send(aRequest({verb}), firstTry());
    expect(vendor.incidents).toMatchObject([{entityId: threads[0], currentPhase: 'ACKED'}]);
    await target.send(aRequest({verb: 'resolve'}), firstTry());
    expect(vendor.incidents.map(({events}) => events.map(event => event.message_type))).toEqual([
      ['CRITICAL', 'ACKNOWLEDGEMENT', 'INFO', 'CRITICAL', 'RECOVERY'],
    ]);
    expect(server.violations).toEqual([]);
  });

  test('is opened whatever its severity: nothing is only information', async () => {
    const {vendor, target} = await opened();
    for (const severity of ['P1', 'P2', 'P3', 'P4'] as const) {
      await target.send(aRequest({thread: severity, message: aMessage({severity})}), firstTry());
    }
    expect(vendor.incidents.map(({events}) => events[0]?.message_type)).toEqual([
      'CRITICAL',
      'CRITICAL',
      'WARNING',
      'WARNING',
    ]);
  });

  test('is not opened again by an update that says it is over', async () => {
    const {vendor, target} = await opened();
    await target.send(aRequest(), firstTry());
    await target.send(aRequest({verb: 'resolve'}), firstTry());
    await target.send(aRequest({verb: 'update', message: aMessage({status: 'resolved'})}), firstTry());
    expect(vendor.pages()).toBe(1);
  });

  test('is found with who acknowledged it, where the public API is configured', async () => {
    const {server, target} = await withApi();
    await target.send(aRequest(), firstTry());
    expect(await target.find?.(threads, signal)).toMatchObject([{status: 'triggered', title: 'DiskFull on db-1'}]);
    await target.send(aRequest({verb: 'ack'}), firstTry());
    expect(await target.find?.(threads, signal)).toMatchObject([
      {status: 'acknowledged', by: 'ana', on: Date.parse('2026-11-20T12:05:00Z'), ref: {incident: '1'}},
    ]);
    expect(server.violations).toEqual([]);
  });

  test('is escalated to the policy of a level, or to users', async () => {
    const {vendor, server, target} = await withApi({levels: ['primary', 'secondary', 'nobody']});
    await target.send(aRequest(), firstTry());
    await target.send(aRequest({verb: 'escalate', level: 2}), firstTry());
    await target.send(aRequest({verb: 'escalate', level: 2, people: ['lee']}), firstTry());
    expect(vendor.incidents).toMatchObject([{pagedPolicies: ['secondary'], pagedUsers: ['lee']}]);
    await expect(target.send(aRequest({verb: 'escalate', level: 3}), firstTry())).rejects.toMatchObject({
      kind: 'rejected',
      message: expect.stringContaining('nobody'),
    });
    await expect(target.send(aRequest({verb: 'escalate', level: 9}), firstTry())).rejects.toMatchObject({
      hint: expect.stringContaining('levels'),
    });
    expect(server.violations).toEqual([]);
  });

  test('that has ended cannot be escalated', async () => {
    const {target} = await withApi({levels: ['primary']});
    await target.send(aRequest(), firstTry());
    await target.send(aRequest({verb: 'resolve'}), firstTry());
    await expect(target.send(aRequest({verb: 'escalate', level: 1}), firstTry())).rejects.toMatchObject({
      kind: 'not-found',
    });
  });

  test('has people on call now, and nobody knows those of another time', async () => {
    const {target} = await withApi();
    expect(await target.onCall?.(undefined, signal)).toEqual([
      {person: 'lee', of: 'Primary'},
      {person: 'mo', of: 'Primary'},
    ]);
    await expect(target.onCall?.(0, signal)).rejects.toMatchObject({kind: 'unsupported'});
  });
});
