import {expect, test} from 'vitest';
import {BackboneError} from '../../../src/relay/backbone/backbone.js';
import {aFact} from '../support/a-fact.js';
import {aRelay, jsonHook, post} from '../support/a-relay.js';
import {eventually} from '../support/eventually.js';
import {feedReader} from '../support/feed-reader.js';
import {metric} from '../support/metric.js';

test('hooks are counted by what they were answered, and what they told by what became of it', async () => {
  const {url, backbone} = await aRelay({hooks: [jsonHook({path: '/v1/hooks/generic/ci'}), jsonHook()]});
  const hook = `${url}/v1/hooks/generic/ci`;
  await post(hook, {alerts: [1, 2]});
  await post(hook, {alerts: [2, 3]});
  await post(hook, 'nonsense');
  await post(hook, {bug: true});
  backbone.beforeAppend = () => {
    throw new BackboneError('unavailable', 'the disk is full');
  };
  await post(hook, {alerts: [4, 5]});
  const requests = (status: number) =>
    metric(url, `watchkeeper_relay_hook_requests_total{hook="generic/ci",status="${status}"}`);
  const entries = (outcome: string) =>
    metric(url, `watchkeeper_relay_entries_total{from="generic/ci",outcome="${outcome}"}`);
  expect(await Promise.all([200, 400, 500, 503].map(requests))).toEqual([2, 1, 1, 1]);
  expect(await Promise.all(['accepted', 'repeated', 'refused'].map(entries))).toEqual([3, 1, 2]);
  expect(await metric(url, 'watchkeeper_relay_append_seconds_count')).toBe(2);
  expect(await metric(url, 'watchkeeper_relay_hook_to_send_seconds_count')).toBe(2);
  expect(await metric(url, 'watchkeeper_relay_head')).toBe(3);
  const accepted = await metric(url, 'watchkeeper_relay_hook_last_accepted_timestamp_seconds{hook="generic/ci"}');
  expect(Math.abs(Date.now() / 1_000 - (accepted ?? 0))).toBeLessThan(600);
  expect(await metric(url, 'watchkeeper_relay_hook_requests_total{hook="test",status="200"}')).toBeUndefined();
});

test('refusals are counted from 0, so that the first one is an increase', async () => {
  const {url} = await aRelay({hooks: [jsonHook()]});
  const refused = (status: number) =>
    metric(url, `watchkeeper_relay_hook_requests_total{hook="test",status="${status}"}`);
  expect(await Promise.all([400, 401, 403, 413, 415, 500, 503].map(refused))).toEqual([0, 0, 0, 0, 0, 0, 0]);
});

test('clients are counted, with what is sent to them and what they tell', async () => {
  const {url} = await aRelay({limits: {connections: 7}});
  const reader = await feedReader(url);
  await eventually(() => reader.of('snapshot')).toHaveLength(1);
  const before = await metric(url, 'watchkeeper_relay_messages_sent_total');
  expect(before).toBe(3);
  reader.send({type: 'join', origin: 'j1', by: 'ana'});
  reader.send({type: 'fact', fact: aFact(1)});
  await eventually(() => reader.seqs).toEqual([1]);
  expect(await metric(url, 'watchkeeper_relay_messages_sent_total')).toBe(5);
  const bytes = reader.messages.reduce((sum, message) => sum + Buffer.byteLength(JSON.stringify(message)), 0);
  expect(await metric(url, 'watchkeeper_relay_bytes_sent_total')).toBe(bytes);
  expect(await metric(url, 'watchkeeper_relay_entries_total{from="cockpit",outcome="accepted"}')).toBe(1);
  expect(await metric(url, 'watchkeeper_relay_clients')).toBe(1);
  expect(await metric(url, 'watchkeeper_relay_clients_limit')).toBe(7);
});

test('two relays in one process count for themselves', async () => {
  const [one, other] = [await aRelay(), await aRelay()];
  await post(`${one.url}/v1/hooks/test`, {alerts: [1]});
  expect(await metric(one.url, 'watchkeeper_relay_head')).toBe(1);
  expect(await metric(other.url, 'watchkeeper_relay_head')).toBe(0);
});
