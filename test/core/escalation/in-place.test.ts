import {createHash} from 'node:crypto';
import {describe, expect, test} from 'vitest';
import type {Routing} from '../../../src/core/alert/routing.js';
import type {FoundIncident} from '../../../src/core/escalation/target.js';
import {watchedThreads} from '../../../src/core/escalation/watched-threads.js';
import type {NewFact} from '../../../src/core/shift/decision.js';
import {aLevel, aPolicy, MINUTE} from '../../support/escalating.js';
import {fakeTarget} from '../../support/fake-target.js';
import {anAlert, keyOf, NIGHT, story, upHealth} from '../../support/given.js';

const disk = anAlert({startsAt: NIGHT});
const THREAD = createHash('sha256').update('{}:{alertname="DiskFull"}').digest('hex');

/** Alertmanager tells one integration of it; the second level moves the incident that it opened there. */
function watching(integration: string, kind: string) {
  const routing: Routing = {
    root: {receiver: 'team', groupBy: ['alertname'], matchers: [], continue: false, routes: []},
    receivers: {team: [integration]},
  };
  const levels = [
    aLevel({name: 'first', to: ['other']}),
    aLevel({name: 'second', after: 5 * MINUTE, people: ['lee'], to: ['pager', 'other'], pagerLevel: 2}),
  ];
  const settings = {
    targets: [fakeTarget({name: 'pager', kind}), fakeTarget({name: 'other', kind: 'goalert'})],
    policies: [aPolicy({levels})],
    contacts: {lee: {contact: 'lee', name: 'Lee', targets: ['pager'], ids: {pager: 'theirs'}}},
  };
  const watch = story({settings, alerts: [disk], health: upHealth({routing})});
  watch.when({type: 'reconcile', source: 'eu'}, NIGHT, 'wk');
  const found = (status: FoundIncident['status'], at: number, on = at) =>
    watch.when(
      {
        type: 'report-pager',
        target: 'pager',
        found: {ref: {id: 'Q1'}, thread: THREAD, title: 'DiskFull', status, on, assigned: []},
      },
      at,
      'Lee',
    ) as readonly NewFact[];
  const escalate = (at: number) =>
    (
      watch.when({type: 'escalate', alerts: [keyOf(disk)], level: 2}, at) as readonly Extract<
        NewFact,
        {type: 'delivery.requested'}
      >[]
    ).filter(({type}) => type === 'delivery.requested');
  return {...watch, found, escalate};
}

describe("a level that moves the pager's own incident", () => {
  test.each([
    ['pagerduty', 'pagerduty-rest'],
    ['opsgenie', 'opsgenie'],
    ['opsgenie', 'jsm'],
    ['victorops', 'splunk-oncall'],
    ['incidentio', 'incident-io'],
  ])('of %s moves at %s what nobody has acknowledged yet, and asks there for its people', (integration, kind) => {
    const watch = watching(integration, kind);
    expect(watchedThreads({name: 'pager', kind}, watch.state())).toEqual([THREAD]);
    expect(watch.found('triggered', NIGHT + MINUTE)).toMatchObject([{type: 'pager.reported', what: 'triggered'}]);
    expect(watch.found('triggered', NIGHT + 2 * MINUTE)).toEqual([]);
    expect(watch.escalate(NIGHT + 3 * MINUTE)).toMatchObject([
      {target: 'pager', verb: 'escalate', thread: THREAD, level: 2, people: ['theirs']},
      {target: 'other', verb: 'create'},
    ]);
  });

  test('opens one of ours where none is open there, or it is over', () => {
    const watch = watching('pagerduty', 'pagerduty-rest');
    expect(watch.found('resolved', NIGHT + MINUTE)).toEqual([]);
    expect(watch.escalate(NIGHT + 3 * MINUTE)).toMatchObject([{verb: 'create'}, {verb: 'create'}]);
    watch.found('triggered', NIGHT + 4 * MINUTE);
    watch.found('resolved', NIGHT + 5 * MINUTE);
    expect(watch.escalate(NIGHT + 6 * MINUTE)).toMatchObject([{verb: 'create'}, {verb: 'create'}]);
  });

  test('knows an incident that was resolved there and has been opened once more', () => {
    const watch = watching('pagerduty', 'pagerduty-rest');
    watch.found('triggered', NIGHT + MINUTE);
    watch.found('resolved', NIGHT + 2 * MINUTE);
    expect(watch.found('triggered', NIGHT + 3 * MINUTE)).toMatchObject([{what: 'triggered'}]);
    expect(watch.escalate(NIGHT + 4 * MINUTE)).toMatchObject([{verb: 'escalate'}, {verb: 'create'}]);
  });

  test('an incident that was found and is then acked from here is taken by us, by whichever way it is known', () => {
    const watch = watching('pagerduty', 'pagerduty-rest');
    watch.found('triggered', NIGHT + MINUTE);
    watch.when({type: 'ack', alerts: [keyOf(disk)]}, NIGHT + 2 * MINUTE);
    watch.arrives(NIGHT + 2 * MINUTE);
    const threads = [...watch.state().shift.threads.values()];
    expect(threads.map(({target, status, byAck}) => [target, status, byAck])).toEqual([
      ['', 'acknowledged', true],
      ['pager', 'acknowledged', true],
    ]);
    expect(watch.found('acknowledged', NIGHT + 3 * MINUTE)).toEqual([]);
  });

  test('leaves alone what another pager has open', () => {
    const watch = watching('pagerduty', 'opsgenie');
    watch.found('triggered', NIGHT + MINUTE);
    const [page] = watching('pagerduty', 'opsgenie').escalate(NIGHT + 2 * MINUTE);
    expect(page).toMatchObject({target: 'pager', verb: 'create'});
  });
});
