import {createHash} from 'node:crypto';
import {describe, expect, test} from 'vitest';
import type {Alert} from '../../../src/core/alert/alert.js';
import type {Routing} from '../../../src/core/alert/routing.js';
import {groupsOfAlerts} from '../../../src/core/escalation/alert-groups.js';
import {isIn, pagerIncidents} from '../../../src/core/escalation/correlation.js';
import {type ToldGroup, withToldGroups} from '../../../src/core/feed/told-groups.js';
import {observe} from '../../../src/core/live/observe.js';
import type {WatchState} from '../../../src/core/watch-state.js';
import {anAlert, aWatch, keyOf, NIGHT, upHealth} from '../../support/given.js';

const disk = anAlert({startsAt: NIGHT});
const hash = (key: string) => createHash('sha256').update(key).digest('hex');
const REBUILT = hash('{}:{alertname="DiskFull"}');
const routing: Routing = {
  root: {receiver: 'team', groupBy: ['alertname'], matchers: [], continue: false, routes: []},
  receivers: {team: ['pagerduty'], log: ['webhook']},
};

const told = (over: Partial<ToldGroup> = {}): ToldGroup => ({
  source: 'eu',
  fingerprint: disk.fingerprint,
  receiver: 'team',
  thread: 'told',
  ...over,
});

interface Seen {
  readonly routed?: boolean;
  readonly groups?: readonly ToldGroup[];
  readonly alert?: Alert;
}

function watching({routed = true, groups, alert = disk}: Seen): WatchState {
  const state = aWatch({alerts: [alert], health: upHealth(routed ? {routing} : {})});
  return groups === undefined ? state : {...state, toldGroups: withToldGroups(new Map(), groups)};
}

/** What the alert's incidents are known by, each with the kinds of targets that may act on it. */
function incidents(state: WatchState): readonly (readonly string[])[] {
  const [group] = groupsOfAlerts([keyOf(disk)], state);
  const kinds = ['pagerduty', 'pagerduty-rest', 'opsgenie', 'webhook', 'slack'];
  const found = group === undefined ? [] : pagerIncidents(group, state);
  return found.map(one => [one.thread, ...kinds.filter(kind => isIn(one, kind))]);
}

describe('the incident that Alertmanager opened', () => {
  test('has the key that was told, and the rebuilt one where none was', () => {
    expect(incidents(watching({groups: [told()]}))).toEqual([['told', 'pagerduty', 'pagerduty-rest']]);
    expect(incidents(watching({}))).toEqual([[REBUILT, 'pagerduty', 'pagerduty-rest']]);
    expect(incidents(watching({groups: [told({thread: REBUILT})]}))).toHaveLength(1);
  });

  test('of one receiver is not that of another that tells the relay', () => {
    expect(incidents(watching({groups: [told({receiver: 'log'})]}))).toEqual([
      ['told'],
      [REBUILT, 'pagerduty', 'pagerduty-rest'],
    ]);
  });

  test('is known as soon as it was told, without a new poll', () => {
    const before = watching({});
    expect(incidents(before)).toEqual([[REBUILT, 'pagerduty', 'pagerduty-rest']]);
    expect(incidents({...before, toldGroups: withToldGroups(new Map(), [told()])})).toMatchObject([['told', {}, {}]]);
  });

  test('of an alert that the last poll shows in no group yet is where its routes lead', () => {
    const {settings, ...state} = watching({});
    const came = anAlert({startsAt: NIGHT, labels: {alertname: 'DiskFull', severity: 'critical', host: 'new'}});
    const health = upHealth({routing});
    const live = observe(state.live, {source: 'eu', at: NIGHT, health, alerts: {changed: [came], gone: []}}, settings);
    const after = {...state, settings, live};
    const [group] = groupsOfAlerts([keyOf(came)], after);
    expect(group && pagerIncidents(group, after)).toEqual([{thread: REBUILT, integrations: ['pagerduty']}]);
  });

  test('is tried in every pager where the configuration is not known, unless another receiver may be the pager’s', () => {
    const unknown = {routed: false, groups: [told()]};
    expect(incidents(watching(unknown))).toEqual([['told', 'pagerduty', 'pagerduty-rest', 'opsgenie']]);
    expect(incidents(watching({...unknown, alert: {...disk, receivers: ['team', 'log']}}))).toEqual([]);
    expect(incidents(watching({routed: false}))).toEqual([]);
  });
});
