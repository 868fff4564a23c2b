import {createHash} from 'node:crypto';
import type {Alert} from '../../../../src/core/alert/alert.js';
import type {Routing} from '../../../../src/core/alert/routing.js';
import type {FoundIncident} from '../../../../src/core/escalation/target.js';
import type {NewFact} from '../../../../src/core/shift/decision.js';
import {fakeTarget} from '../../../support/fake-target.js';
import {anAlert, keyOf, NIGHT, story, upHealth} from '../../../support/given.js';

export const MINUTE = 60_000;
export const disk = anAlert({startsAt: NIGHT});
export const THREAD = createHash('sha256').update('{}:{alertname="DiskFull"}').digest('hex');
const routing: Routing = {
  root: {receiver: 'team', groupBy: ['alertname'], matchers: [], continue: false, routes: []},
  receivers: {team: ['pagerduty', 'webhook']},
};
export const health = upHealth({routing});
export const targets = [
  fakeTarget({name: 'pager', kind: 'pagerduty'}),
  fakeTarget({name: 'room', kind: 'slack', powers: {resolve: 'Slack has no such thing.'}}),
  fakeTarget({name: 'ops', kind: 'opsgenie'}),
];

/** A watch on which an alert fires that Alertmanager has told PagerDuty of. */
export function watching(alerts: readonly Alert[] = [disk], at = targets) {
  const settings = {targets: at};
  const watch = story({settings, alerts, health});
  watch.when({type: 'reconcile', source: 'eu'}, NIGHT, 'wk');
  const sent = (decision: ReturnType<typeof watch.when>) =>
    (decision as readonly NewFact[]).flatMap(fact =>
      fact.type === 'delivery.requested'
        ? [`${fact.verb} at ${fact.target} ${fact.thread === THREAD ? 'theirs' : 'ours'}`]
        : [],
    );
  const settle = (at = NIGHT) => {
    for (const one of watch.state().shift.deliveries.values())
      if (one.state === 'requested') watch.when({type: 'settle-delivery', delivery: one.delivery, result: {}}, at);
  };
  const ack = (at = NIGHT + MINUTE) => watch.when({type: 'ack', alerts: [keyOf(disk)]}, at);
  const gone = (at: number) => {
    watch.shows({settings, alerts: [], health});
    return watch.when({type: 'reconcile', source: 'eu'}, at, 'wk');
  };
  return {...watch, sent, settle, ack, gone};
}

/** How Alertmanager's incident stands there, by lee. */
export function incident(status: FoundIncident['status'], on: number): FoundIncident {
  return {ref: {id: 'PT4'}, thread: THREAD, title: 'DiskFull', status, by: 'lee', on, assigned: []};
}
