import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {FeedSource} from '../../../src/core/feed/message.js';
import type {Entry} from '../../../src/relay/backbone/backbone.js';
import {entryOf, prepare} from '../../../src/relay/backbone/prepare.js';
import {listAlerts} from '../../../src/relay/view/told-alerts.js';
import {EMPTY_VIEW, foldView, type View, withoutLapsed} from '../../../src/relay/view/view.js';
import {alert, fact, told} from '../backbone/support/entries.js';

const NIGHT = Date.UTC(2026, 10, 2, 3);
const MINUTE = 60_000;

describe('folding', () => {
  test('leaves what fires, each as it was told last, the one told longest ago first', () => {
    const view = foldView(
      EMPTY_VIEW,
      entries([alert('a'), alert('b'), alert('c'), alert('a', 'firing', 'worse'), alert('c', 'resolved')]),
    );
    expect(listAlerts(view.alerts).map(told => [told.at - NIGHT, told.alert.labels.alertname])).toEqual([
      [1, 'b'],
      [3, 'a'],
    ]);
    expect(listAlerts(view.alerts)[1]?.alert.annotations.summary).toBe('worse');
  });

  test('keeps the group that a hook told when a poll shows the same occurrence, which tells none', () => {
    const [hook] = entries([alert('a')]);
    if (hook?.kind !== 'alert') throw new Error('it is an alert');
    const grouped: Entry = {...hook, alert: {...hook.alert, groupKey: '{}:{}', receiver: 'on-call'}};
    const poll: Entry = {...hook, seq: 2, alert: {...hook.alert, groupKey: null, receiver: 'all', silencedBy: ['s']}};
    const groupOf = (...list: readonly Entry[]) =>
      listAlerts(foldView(EMPTY_VIEW, list).alerts).map(told => [told.alert.groupKey, told.alert.receiver]);
    expect(groupOf(grouped, poll)).toEqual([['{}:{}', 'on-call']]);
    const later: Entry = {...poll, alert: {...poll.alert, startsAt: new Date(NIGHT + MINUTE).toISOString()}};
    expect(groupOf(grouped, later)).toEqual([[null, 'all']]);
  });

  test('tells the same label set of two sources apart', () => {
    const [one] = entries([alert('a')]);
    if (one?.kind !== 'alert') throw new Error('it is an alert');
    const other: Entry = {...one, seq: 2, alert: {...one.alert, source: 'us'}};
    const resolved: Entry = {...one, seq: 3, alert: {...one.alert, status: 'resolved'}};
    const view = foldView(EMPTY_VIEW, [one, other, resolved]);
    expect(listAlerts(view.alerts).map(({alert: {source}}) => source)).toEqual(['us']);
  });

  test('keeps the newest facts, in their order', () => {
    const all = entries([fact(1), told('t'), alert('a'), fact(2), fact(3)]);
    expect(foldView(EMPTY_VIEW, all, 3).facts.map(({text}) => text)).toEqual(['t', 'note 2', 'note 3']);
    expect(foldView(EMPTY_VIEW, all).facts).toHaveLength(4);
  });

  test('in two parts is the same as in one, and changes nothing that was there', () => {
    const given = fc.array(
      fc.oneof(
        fc
          .tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('firing', 'resolved'))
          .map(([name, status]) => alert(name, status)),
        fc.integer({min: 1, max: 99}).map(seq => fact(seq)),
      ),
    );
    fc.assert(
      fc.property(given, fc.nat(), (list, cut) => {
        const all = entries(list);
        const at = all.length === 0 ? 0 : cut % all.length;
        const first = foldView(EMPTY_VIEW, all.slice(0, at), 5);
        const before = JSON.stringify(plain(first));
        expect(plain(foldView(first, all.slice(at), 5))).toEqual(plain(foldView(EMPTY_VIEW, all, 5)));
        expect(JSON.stringify(plain(first))).toBe(before);
      }),
    );
    expect(EMPTY_VIEW.alerts.size).toBe(0);
  });

  test('without an alert or a fact leaves that part as it is', () => {
    const view = foldView(EMPTY_VIEW, entries([alert('a'), fact(1)]));
    expect(foldView(view, entries([fact(2)])).alerts).toBe(view.alerts);
    expect(foldView(view, entries([alert('b')])).facts).toBe(view.facts);
  });
});

describe('an alert that is not told again', () => {
  const source = (name: string, resolveAfter?: number): FeedSource => ({
    name,
    silence: false,
    resolve: resolveAfter === undefined,
    ...(resolveAfter === undefined ? {} : {resolveAfter}),
  });

  test('ends when its source says so, and not before', () => {
    const view = foldView(EMPTY_VIEW, entries([alert('a'), alert('b')]));
    const sources = [source('eu', 5 * MINUTE), source('us')];
    expect(withoutLapsed(view, sources, NIGHT + 5 * MINUTE - 1)).toBe(view);
    expect(listAlerts(withoutLapsed(view, sources, NIGHT + 5 * MINUTE).alerts)).toMatchObject([
      {alert: {labels: {alertname: 'b'}}},
    ]);
    const again = foldView(view, [{...only(entries([alert('a')])), seq: 3, at: NIGHT + 4 * MINUTE}]);
    expect(listAlerts(withoutLapsed(again, sources, NIGHT + 6 * MINUTE).alerts)).toMatchObject([
      {alert: {labels: {alertname: 'a'}}},
    ]);
  });

  test('stays where its source resolves, or is not known', () => {
    const view = foldView(EMPTY_VIEW, entries([alert('a')]));
    expect(withoutLapsed(view, [source('eu')], NIGHT + 1e9)).toBe(view);
    expect(withoutLapsed(view, [source('us', MINUTE)], NIGHT + 1e9)).toBe(view);
  });
});

function entries(list: readonly Parameters<typeof prepare>[0][]): Entry[] {
  return list.map((entry, index) => entryOf(prepare(entry), index + 1, {epoch: 'e-1', at: NIGHT + index}));
}

function only([entry]: readonly Entry[]): Entry {
  if (entry === undefined) throw new Error('there is none');
  return entry;
}

function plain(view: View) {
  return {alerts: listAlerts(view.alerts), facts: view.facts};
}
