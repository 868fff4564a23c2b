import {expect, test} from 'vitest';
import {clusterHealth} from '../../../src/sources/alertmanager/health.js';
import type {MemberView} from '../../../src/sources/alertmanager/member.js';

const NOW = {at: 1_000_000, monotonic: 500_000};

function view(name: string, over: Partial<MemberView> = {}): MemberView {
  const seen = {alerts: new Map(), silences: new Map(), silencesRead: true, failures: 0, settledAt: 0};
  return {name, up: true, ...seen, ...over};
}

function isApart(...members: readonly MemberView[]): boolean {
  return clusterHealth('eu')(members, {grace: 60_000, interval: 5000}, NOW).apart === true;
}

test('members that do not know each other are told to be no cluster', () => {
  expect(isApart(view('a', {clusterSize: 1}), view('b', {clusterSize: 1}))).toBe(true);
  expect(isApart(view('a', {clusterSize: 2}), view('b', {clusterSize: 2}))).toBe(false);
});

test('members that do not say who they know, or of which one does not answer, are not called apart', () => {
  expect(isApart(view('a'), view('b'))).toBe(false);
  expect(isApart(view('a', {clusterSize: 1}), view('b', {clusterSize: 2, up: false}))).toBe(false);
});

test('a member that has just restarted may not have found the others yet', () => {
  const restarted = view('b', {clusterSize: 1, settledAt: NOW.monotonic + 1});
  expect(isApart(view('a', {clusterSize: 1}), restarted)).toBe(false);
});
