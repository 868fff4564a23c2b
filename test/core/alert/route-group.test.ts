import {expect, test} from 'vitest';
import type {Group} from '../../../src/core/alert/group.js';
import {routeGroups} from '../../../src/core/alert/route-group.js';
import {summaryOf} from '../../../src/core/alert/summary.js';
import {isWatchdog} from '../../../src/core/alert/watchdog.js';
import {anAlert} from '../../support/given.js';

function group(receiver: string, labels: Record<string, string>, fingerprints: readonly string[] = ['f']): Group {
  return {key: `eu/${receiver}/${JSON.stringify(labels)}`, source: 'eu', receiver, labels, fingerprints};
}

function mapOf(...groups: readonly Group[]): ReadonlyMap<string, Group> {
  return new Map(groups.map(made => [made.key, made]));
}

test('of several routes, the coarsest that names something stands for an alert', () => {
  const fine = group('feed', {alertname: 'A', host: 'h'});
  const coarse = group('team', {alertname: 'A'});
  const everything = group('log', {});
  expect(routeGroups(mapOf(fine, everything, coarse)).get('eu/f')).toBe(coarse);
  expect(routeGroups(mapOf(everything)).get('eu/f')).toBe(everything);
});

test('the choice does not depend on the order the source gave', () => {
  const left = group('a', {alertname: 'A'});
  const right = group('b', {alertname: 'A'});
  expect(routeGroups(mapOf(left, right)).get('eu/f')).toBe(routeGroups(mapOf(right, left)).get('eu/f'));
});

test("a dead-man's switch is recognised by name, or by the configured matchers of its source", () => {
  expect(isWatchdog(anAlert({name: 'Watchdog'}), {})).toBe(true);
  expect(isWatchdog(anAlert({name: 'DiskFull'}), {})).toBe(false);
  expect(isWatchdog(anAlert({name: 'Heartbeat'}), {eu: 'alertname="Heartbeat"'})).toBe(true);
  expect(isWatchdog(anAlert({name: 'Watchdog'}), {eu: 'alertname="Heartbeat"'})).toBe(false);
  expect(isWatchdog(anAlert({name: 'Watchdog', source: 'us'}), {eu: 'alertname="Heartbeat"'})).toBe(true);
});

test('a summary is one line of the annotation that says most', () => {
  expect(summaryOf({description: 'long', summary: ' disk\n is   full '})).toBe('disk is full');
  expect(summaryOf({summary: ' ', message: 'm'})).toBe('m');
  expect(summaryOf({})).toBe('');
});
