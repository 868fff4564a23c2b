import * as v from 'valibot';
import {describe, expect, test} from 'vitest';
import {FEED_MESSAGES} from '../../../../src/core/feed/message.js';
import {FACT_SCHEMAS, type Fact} from '../../../../src/core/shift/fact.js';
import {whyUnreadable} from '../../../../src/core/shift/readable.js';
import {sentence} from '../../../../src/core/shift/sentence.js';
import type {Inbound} from '../../../../src/relay/hooks/hook.js';
import {entryOf} from '../../../../src/relay/server/http/told.js';
import {aRelay, post} from '../../support/a-relay.js';
import {eventually} from '../../support/eventually.js';
import {feedReader} from '../../support/feed-reader.js';

const NOW = Date.parse('2026-11-20T03:00:00.000Z');
const change: Inbound = {
  kind: 'change',
  id: 'deploy-17',
  text: 'checkout v412 deployed',
  service: 'checkout',
  labels: {cluster: 'eu'},
  on: NOW - 5_000,
  by: 'ci',
};
const pager: Inbound = {
  kind: 'pager',
  id: 'evt-1',
  target: 'pagerduty',
  what: 'acknowledged',
  incident: 'PT4KHLK',
  key: 'abc',
  by: 'lee',
  on: NOW - 1_000,
  url: 'https://acme.pagerduty.example/incidents/PT4KHLK',
};

describe('what a hook told', () => {
  test('of a change is a fact that every log can read', async () => {
    const {url} = await aRelay();
    const reader = await feedReader(url);
    await eventually(() => reader.of('snapshot')).toHaveLength(1);
    await post(`${url}/v1/hooks/test`, {inbound: [change, pager]});
    await eventually(() => reader.of('fact')).toHaveLength(2);
    const facts = reader.of('fact').map(({fact}) => fact as unknown as Fact);
    expect(facts.map(fact => whyUnreadable(fact))).toEqual([undefined, undefined]);
    expect(facts.map(fact => sentence(fact))).toEqual([
      'change in checkout by ci: checkout v412 deployed',
      'lee acknowledged incident PT4KHLK in pagerduty',
    ]);
    expect(reader.strange).toEqual([]);
    expect(facts[0]).toMatchObject({type: 'change.recorded', change: 'deploy-17', on: NOW - 5_000, by: 'ci'});
    expect(facts[1]).toMatchObject({type: 'pager.reported', key: 'abc', on: NOW - 1_000});
  });

  test('twice is told once', async () => {
    const {url} = await aRelay();
    expect((await post(`${url}/v1/hooks/test`, {inbound: [change]})).body).toEqual({accepted: 1, repeated: 0});
    expect((await post(`${url}/v1/hooks/test`, {inbound: [change]})).body).toEqual({accepted: 0, repeated: 1});
  });

  test('is told apart from what another hook told by the same id', () => {
    const key = (hook: string, inbound: Inbound) => {
      const entry = entryOf(inbound, {hook, now: NOW});
      return entry.kind === 'told' ? entry.key : undefined;
    };
    expect(key('change', change)).not.toBe(key('generic/ci', change));
    expect(key('pagerduty', {...pager, id: 'deploy-17'})).not.toBe(key('pagerduty', change));
  });

  test('leaves out what was not told, and is one plain line where it is shown', () => {
    const {service: _, labels: __, ...bare} = change;
    const entry = entryOf({...bare, text: 'one\ntwo\u001b[2J', by: 'c\u202ei'}, {hook: 'change', now: NOW});
    expect(entry).toMatchObject({kind: 'told', fact: {text: 'one␊two', by: 'c<U+202E>i'}});
    expect(entry.kind === 'told' && Object.keys(entry.fact).toSorted()).toEqual(
      ['at', 'by', 'change', 'on', 'text', 'type', 'v'].toSorted(),
    );
  });

  test('fits the schemas of the journal and of the feed', () => {
    for (const inbound of [change, pager]) {
      const entry = entryOf(inbound, {hook: 'x', now: NOW});
      if (entry.kind !== 'told') throw new Error('an alert');
      const fact = {...entry.fact, origin: 'e1', seq: 1};
      expect(v.is(FACT_SCHEMAS[entry.fact.type as 'change.recorded'], fact)).toBe(true);
      expect(v.is(FEED_MESSAGES.fact, {type: 'fact', id: 'e1:1', at: entry.fact.at, fact})).toBe(true);
    }
  });

  test('of an alert is passed on as it is', () => {
    const alert = {kind: 'alert', key: 'k', value: 'v', alert: {source: 'eu'}} as unknown as Inbound;
    expect(entryOf(alert, {hook: 'x', now: NOW})).toBe(alert);
  });
});
