import {expect, test} from 'vitest';
import type {Routing} from '../../../src/core/alert/routing.js';
import {reachOf, testLabels, testQuestion, testResult} from '../../../src/core/checklist/test-alert.js';
import {policyFor} from '../../../src/core/escalation/policy.js';

const never = {after: {}, people: [], to: [], auto: false};
const route = {groupBy: ['alertname'], matchers: [], continue: false, routes: []};
const routing: Routing = {
  root: {
    ...route,
    receiver: 'on-call',
    routes: [{...route, receiver: 'nobody', matchers: [{name: 'wk_test', value: '.+', isRegex: true, isEqual: true}]}],
  },
  receivers: {'on-call': ['pagerduty', 'slack'], nobody: []},
};

test('a route of the operator catches test alerts by their label, and the question says where they go', () => {
  const labels = testLabels('abc');
  expect(reachOf(routing, labels)).toMatchObject([{receiver: 'nobody', integrations: []}]);
  const open: Routing = {...routing, root: {...routing.root, routes: []}};
  expect(
    testQuestion([
      {source: 'eu', reach: reachOf(routing, labels)},
      {source: 'us', reach: reachOf(open, labels)},
      {source: 'ap', reach: reachOf(undefined, labels)},
    ]),
  ).toBe(
    'Post a test alert? eu leads it to nobody, which tells nobody; us leads it to on-call, which tells by pagerduty and slack; whom ap tells of it is not known. Whoever is told is told of it for real.',
  );
});

test('it is well when it was seen on every way, with how long that took', () => {
  expect(
    testResult([
      {way: 'poll of eu', after: 1_234},
      {way: 'feed of eu', after: 31_000},
    ]),
  ).toEqual({
    ok: true,
    said: 'A test alert was seen by poll of eu after 1.2s, by feed of eu after 31s.',
  });
  expect(
    testResult(
      [
        {way: 'poll of eu', after: 900},
        {way: 'pager pd', why: 'not within 90 s'},
      ],
      ['no feed'],
    ),
  ).toEqual({
    ok: false,
    said: 'A test alert was seen by poll of eu after 0.9s, NOT by pager pd (not within 90 s); no feed.',
  });
  expect(testResult([])).toMatchObject({ok: false});
});

test('no ladder calls anybody for a test alert', () => {
  const policy = {
    name: 'all',
    match: [],
    severities: ['P4' as const],
    levels: [],
    noProgress: never,
    unresolved: never,
  };
  expect(policyFor({labels: testLabels('abc'), severity: 'P4'}, [policy])).toBeUndefined();
  expect(policyFor({labels: {alertname: 'Real'}, severity: 'P4'}, [policy])).toBe(policy);
});
