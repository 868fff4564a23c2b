import * as v from 'valibot';
import {describe, expect, test} from 'vitest';
import {FEED_MESSAGES} from '../../../../src/core/feed/message.js';
import {inboundAlert, type ToldAlert} from '../../../../src/relay/hooks/tell/inbound-alert.js';
import {ARRIVAL} from '../../../support/hook-request.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const given = (change: Partial<ToldAlert> = {}): ToldAlert => ({
  source: 'eu',
  status: 'firing',
  labels: {alertname: 'DiskFull', host: 'a'},
  annotations: {summary: '91 %'},
  startsAt: ARRIVAL - HOUR,
  ...change,
});

/** Key and value, as the stream compares them. */
function said(told: ToldAlert, telling: {now?: number; resolveAfter?: number} = {}) {
  const inbound = inboundAlert(told, {now: ARRIVAL, ...telling});
  if (inbound.kind !== 'alert') throw new Error(inbound.kind);
  return {key: inbound.key, value: inbound.value, alert: inbound.alert};
}

describe('the occurrence', () => {
  test('is named by source, group, labels and start', () => {
    expect(said(given({groupKey: '{}:{}', fingerprint: '0123456789abcdef'})).key).toBe(
      `["eu","{}:{}","0123456789abcdef",${ARRIVAL - HOUR}]`,
    );
    const keys = [given(), given({source: 'us'}), given({labels: {alertname: 'B'}}), given({startsAt: ARRIVAL})];
    expect(new Set(keys.map(told => said(told).key)).size).toBe(4);
  });

  test('told again is a repeat, whenever it is told and in whatever order its labels stand', () => {
    const first = said(given());
    const again = said(given({labels: {host: 'a', alertname: 'DiskFull'}}), {now: ARRIVAL + MINUTE});
    expect([again.key, again.value]).toEqual([first.key, first.value]);
  });

  test('that fires, ends and fires with the same start is told three times', () => {
    const [fired, ended, again] = [given(), given({status: 'resolved', endsAt: ARRIVAL}), given()].map(told =>
      said(told),
    );
    expect(ended?.key).toBe(fired?.key);
    expect(ended?.value).not.toBe(fired?.value);
    expect(again?.value).not.toBe(ended?.value);
  });

  test('with other annotations or labels is no repeat', () => {
    const first = said(given());
    expect(said(given({annotations: {summary: '95 %'}})).value).not.toBe(first.value);
    const sameId = {fingerprint: '0123456789abcdef'};
    expect(said(given({...sameId, labels: {a: '1'}})).value).not.toBe(said(given({...sameId, labels: {a: '2'}})).value);
    expect(said(given({labels: {ab: 'c'}, annotations: {}})).value).not.toBe(
      said(given({labels: {a: 'bc'}, annotations: {}})).value,
    );
  });
});

describe('a sender that tells no start', () => {
  test('speaks of one occurrence, however often it is told', () => {
    const told = given({startsAt: undefined});
    const [first, later] = [said(told), said(told, {now: ARRIVAL + MINUTE})];
    expect(first.key).toMatch(/,null\]$/);
    expect([later.key, later.value]).toEqual([first.key, first.value]);
    expect([first.alert.startsAt, later.alert.startsAt]).toEqual([
      '2026-11-20T18:00:00.000Z',
      '2026-11-20T18:01:00.000Z',
    ]);
  });

  test('ends it no earlier than it starts', () => {
    const {alert} = said(given({startsAt: undefined, status: 'resolved', endsAt: ARRIVAL - HOUR}));
    expect([alert.startsAt, alert.endsAt]).toEqual(['2026-11-20T18:00:00.000Z', '2026-11-20T18:00:00.000Z']);
  });
});

describe('a source whose alerts run out', () => {
  const resolveAfter = 20 * MINUTE;
  const valueAt = (minutes: number, told = given()) =>
    said(told, {now: ARRIVAL + minutes * MINUTE, resolveAfter}).value;

  test('is heard again in each quarter of that time, and not more often', () => {
    expect(valueAt(1)).toBe(valueAt(0));
    expect(valueAt(4.9)).toBe(valueAt(0));
    expect(valueAt(5)).not.toBe(valueAt(0));
    expect(new Set(Array.from({length: 60}, (_, minute) => valueAt(minute))).size).toBe(12);
  });

  test('need not be told twice that one has ended', () => {
    const ended = given({status: 'resolved', endsAt: ARRIVAL});
    expect(valueAt(30, ended)).toBe(valueAt(0, ended));
  });
});

describe('the alert', () => {
  test('is one that the feed can carry', () => {
    const all = [
      given({generatorURL: 'http://prom/graph', receiver: 'wk', groupKey: '{}:{}'}),
      given({status: 'resolved', endsAt: undefined, startsAt: undefined}),
      given({startsAt: Date.UTC(9999, 11, 31), labels: {}, annotations: {}}),
    ];
    for (const told of all) {
      const message = {type: 'alert', id: 'e:1', at: '2026-11-20T18:00:00.000Z', ...said(told).alert};
      expect(v.safeParse(FEED_MESSAGES.alert, message)).toMatchObject({success: true});
    }
  });

  test('fires without an end, whatever end its sender foresees', () => {
    expect(said(given({endsAt: ARRIVAL + HOUR})).alert.endsAt).toBeNull();
  });

  test('keeps its fingerprint, and gets one where it has none or one of another kind', () => {
    const computed = said(given({labels: {alertname: 'Valid'}})).alert.fingerprint;
    expect(computed).toBe('a706c0cfccb09024');
    for (const fingerprint of ['', 'A706C0CFCCB09025', 'x', '0'.repeat(17)])
      expect(said(given({labels: {alertname: 'Valid'}, fingerprint})).alert.fingerprint).toBe(computed);
  });

  test('has no empty link and no empty receiver', () => {
    const {alert} = said(given({generatorURL: '', receiver: ''}));
    expect(Object.keys(alert)).not.toContain('generatorURL');
    expect(Object.keys(alert)).not.toContain('receiver');
  });
});
