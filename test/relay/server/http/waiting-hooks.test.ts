import {describe, expect, onTestFinished, test} from 'vitest';
import {BackboneError} from '../../../../src/relay/backbone/backbone.js';
import {readWaiting} from '../../../../src/relay/waiting/read-waiting.js';
import {openWaitingRoom} from '../../../../src/relay/waiting/waiting-room.js';
import {diskFull, memoryJournal} from '../../../support/memory-journal.js';
import {aFact} from '../../support/a-fact.js';
import {aRelay, jsonHook, post} from '../../support/a-relay.js';
import {countedClock} from '../../support/counted-clock.js';
import {eventually} from '../../support/eventually.js';
import {fakeBackbone} from '../../support/fake-backbone.js';
import {feedReader, refusedUpgrade} from '../../support/feed-reader.js';
import {metric} from '../../support/metric.js';

const AWAY = {writable: false, trouble: 'Redis at redis:6379 does not do its work: connection refused'};

/** A relay whose hooks may wait. */
async function aPatientRelay(options: {readonly epoch?: string} = {}) {
  const clock = countedClock();
  const backbone = fakeBackbone(options);
  const journal = memoryJournal({origin: 'w-1'});
  const warn = () => undefined;
  const waiting = openWaitingRoom({journal, found: await readWaiting(journal), backbone, clock, warn});
  onTestFinished(() => waiting.close());
  let late = 0;
  const relay = await aRelay({
    clock,
    backbone,
    waiting,
    hooks: [jsonHook()],
    onLate: () => {
      late += 1;
    },
  });
  const ready = async () => {
    const answer = await fetch(`${relay.url}/-/ready`);
    return [answer.status, await answer.json()];
  };
  return {...relay, clock, journal, waiting, ready, late: () => late, hook: `${relay.url}/v1/hooks/test`};
}

describe('a hook while Redis is away', () => {
  test('is answered when what it told is on the disk, and reaches the cockpits when Redis is back', async () => {
    const {url, hook, backbone, clock, ready, warned, logged, late} = await aPatientRelay();
    const reader = await feedReader(url);
    await eventually(() => reader.of('snapshot')).toHaveLength(1);
    backbone.told = AWAY;
    clock.advance(1_000);
    expect(await post(hook, {alerts: [1, 2]})).toMatchObject({status: 200, body: {waiting: 2}});
    expect(await post(hook, {alerts: [3]})).toMatchObject({status: 200, body: {waiting: 1}});
    clock.advance(5_000);
    const said = `hooks wait here for Redis (3 entries so far): ${AWAY.trouble}`;
    expect(await ready()).toEqual([200, {status: 'ready', degraded: said}]);
    await eventually(() => reader.of('head').at(-1)).toMatchObject({degraded: said, waits: 3});
    expect(await metric(url, 'watchkeeper_relay_waiting_entries')).toBe(3);
    expect(await metric(url, 'watchkeeper_relay_waiting_seconds')).toBe(5);
    expect(await metric(url, 'watchkeeper_relay_entries_total{from="test",outcome="waiting"}')).toBe(3);
    expect(reader.seqs).toEqual([]);
    backbone.told = {writable: true};
    clock.advance(1_000);
    await eventually(() => reader.seqs).toEqual([1, 2, 3]);
    clock.advance(1_000);
    await eventually(() => reader.of('head').at(-1)).not.toHaveProperty('waits');
    expect(await ready()).toEqual([200, {status: 'ready'}]);
    expect(await metric(url, 'watchkeeper_relay_waiting_entries')).toBe(0);
    expect(await metric(url, 'watchkeeper_relay_entries_total{from="waiting",outcome="accepted"}')).toBe(3);
    expect(warned).toEqual([`Hooks wait on this relay's disk now, and reach the cockpits later: ${AWAY.trouble}`]);
    expect(logged.filter(line => !line.startsWith('Feed client')).toSorted()).toEqual([
      '3 entries of hooks that waited here are in the stream.',
      'Recording works again.',
    ]);
    expect(late()).toBe(1);
  });

  test('is counted for those who ask a relay that was started anew for the feed', async () => {
    const {url, hook, backbone} = await aPatientRelay({epoch: ''});
    backbone.told = AWAY;
    await post(hook, {alerts: [1, 2]});
    const {status, body} = await refusedUpgrade(url);
    expect(status).toBe(503);
    expect(body.error).toBe(`2 entries of hooks wait here. The relay has not reached its stream yet: ${AWAY.trouble}.`);
  });

  test('that Redis leaves without an answer waits as well', async () => {
    const {hook, backbone, waiting} = await aPatientRelay();
    backbone.beforeAppend = () => {
      throw new BackboneError('unavailable', 'no answer within 2000 ms');
    };
    expect(await post(hook, {alerts: [1]})).toMatchObject({status: 200, body: {waiting: 1}});
    expect(waiting.count).toBe(1);
  });

  test('is asked for another try, with the reason, when the disk takes nothing either', async () => {
    const {hook, backbone, journal, ready, clock} = await aPatientRelay();
    backbone.told = AWAY;
    journal.failure = diskFull();
    const why = `${AWAY.trouble}; and nothing can wait here: the disk is full`;
    expect(await post(hook, {alerts: [1]})).toMatchObject({
      status: 503,
      body: {error: `This could not be recorded: ${why}.`},
    });
    expect(await post(hook, {alerts: [1]})).toMatchObject({
      status: 503,
      body: {error: `Nothing can be recorded now: ${why}.`},
    });
    expect(await ready()).toEqual([503, {error: `The relay takes nothing in: ${why}.`, hint: 'Senders send again.'}]);
    journal.failure = undefined;
    clock.advance(5_000);
    expect(await post(hook, {alerts: [1]})).toMatchObject({status: 200, body: {waiting: 1}});
  });

  test('waits alone: what a cockpit did is refused, since the cockpit keeps it', async () => {
    const {url, backbone, waiting} = await aPatientRelay();
    const reader = await feedReader(url);
    await eventually(() => reader.of('snapshot')).toHaveLength(1);
    backbone.beforeAppend = () => {
      throw new BackboneError('unavailable', 'Redis is away');
    };
    reader.send({type: 'join', origin: 'j1', by: 'ana'});
    reader.send({type: 'fact', fact: aFact(1)});
    await eventually(() => reader.of('error')[0]?.code).toBe('not-recorded');
    expect(waiting.count).toBe(0);
  });
});

test('a cockpit that comes before the stream was reached for the first time is sent away for a moment', async () => {
  const {url} = await aRelay({backbone: fakeBackbone({epoch: ''})});
  const answer = await fetch(`${url}/v1/feed`, {
    headers: {connection: 'upgrade', upgrade: 'websocket'},
  }).catch(() => undefined);
  expect(answer?.status ?? 503).not.toBe(200);
  await expect(feedReader(url)).rejects.toThrow('503');
});
