import {expect, test} from 'vitest';
import {banners} from '../../../src/core/board/banner.js';
import type {SourceHealth} from '../../../src/core/live/update.js';
import {aWatch, NIGHT, upHealth} from '../../support/given.js';

const refused = {kind: 'unreachable', message: 'connection refused (am-2:9093).', hint: 'Is it up?'} as const;

function said(health: Partial<SourceHealth>): readonly string[] {
  return banners(aWatch({health: upHealth(health)}), NIGHT).map(banner => banner.text);
}

test('a cluster that answers with one of its members says that the other one is silent, and why', () => {
  const members = [
    {name: 'am-1:9093', up: true},
    {name: 'am-2:9093', up: false, trouble: refused},
  ];
  expect(said({members})).toEqual(['eu: 1 of 2 members silent: connection refused (am-2:9093)']);
  expect(said({members: members.slice(0, 1)})).toEqual([]);
});

test('clocks that disagree are told, because ages and due times are off by that', () => {
  expect(said({skew: -20 * 60_000})).toEqual(['The clock here is 20m ahead of eu: ages and due times are off by that']);
  expect(said({skew: 40_000})[0]).toMatch(/behind eu/);
  expect(said({skew: 1_500})).toEqual([]);
});

test('alerts that wait at the relay for Redis are told on every view, loudly, and not only in the list of sources', () => {
  const away = 'hooks wait here for Redis: connection refused.';
  const of = (waits: number | undefined) => {
    const health = {name: 'relay:9093', state: 'up', since: NIGHT, degraded: away} as const;
    const feed = waits === undefined ? health : {...health, waits};
    const team = {feed, echoed: 0, present: new Map(), sources: new Map()};
    return banners({...aWatch(), team}, NIGHT).map(({tone, text}) => `${tone}: ${text}`);
  };
  const why = ': hooks wait here for Redis: connection refused';
  expect(of(1)).toEqual([`alarm: 1 entry of hooks waits at the relay relay:9093 and is not on this board${why}`]);
  expect(of(0)).toEqual([`warning: What hooks tell the relay relay:9093 does not reach this board${why}`]);
  expect(of(undefined)).toEqual([]);
});

test('alerts that a relay told of before it lost its stream are said not to be confirmed, and stay', () => {
  expect(said({unconfirmed: {since: NIGHT - 60_000, alerts: 3}})).toEqual([
    expect.stringMatching(
      /^eu: 3 alerts as of \d\d:\d\d not confirmed: the relay lost its stream then, and nobody has told of them since$/,
    ),
  ]);
});
