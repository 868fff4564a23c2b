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
