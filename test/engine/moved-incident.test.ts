import {createHash} from 'node:crypto';
import {expect, test} from 'vitest';
import type {Routing} from '../../src/core/alert/routing.js';
import type {Target} from '../../src/core/escalation/target.js';
import {createEngine} from '../../src/engine/create-engine.js';
import {randomId} from '../../src/lib/node/random-ids.js';
import {systemClock} from '../../src/lib/node/system-clock.js';
import {aRequest, aTarget, firstTry, someTools} from '../support/a-target.js';
import {aLevel, aPolicy} from '../support/escalating.js';
import {fakeSource} from '../support/fake-source.js';
import {anAlert, groupsOf, keyOf, someSettings, upHealth} from '../support/given.js';
import {memoryJournal} from '../support/memory-journal.js';
import {vendorServer} from '../support/vendor-server.js';
import {opsgenieVendor} from '../support/vendors/opsgenie.js';
import {pagerdutyRest} from '../support/vendors/pagerduty-rest.js';
import {splunkOncallVendor} from '../support/vendors/splunk-oncall.js';

const THREAD = createHash('sha256').update('{}:{alertname="DiskFull"}').digest('hex');

/** Where Alertmanager has opened an incident that nobody has acknowledged, and a second level is asked for. */
interface Pager {
  readonly target: Target;
  readonly integration: string;
  readonly people?: readonly string[];
}

async function escalated({target, integration, people = []}: Pager): Promise<void> {
  const routing: Routing = {
    root: {receiver: 'team', groupBy: ['alertname'], matchers: [], continue: false, routes: []},
    receivers: {team: [integration]},
  };
  const clock = systemClock;
  const disk = anAlert({startsAt: clock.now()});
  const source = fakeSource('eu', clock.now);
  const levels = [aLevel({name: 'first', to: ['one']}), aLevel({name: 'second', people, to: ['one'], pagerLevel: 2})];
  const engine = await createEngine({
    journal: memoryJournal(),
    clock,
    ids: randomId,
    sources: [source],
    targets: [target],
    sends: 'new',
    settings: someSettings({
      policies: [aPolicy({levels})],
      contacts: {lee: {contact: 'lee', name: 'Lee', targets: ['one'], ids: {}, email: 'lee@example.org'}},
    }),
  });
  source.sends({
    health: upHealth({routing}),
    alerts: {changed: [disk], gone: []},
    groups: {changed: groupsOf([disk]), gone: []},
  });
  await expect.poll(() => engine.store.getState().shift.firing.size).toBe(1);
  await engine.askAround?.();
  const outcome = await engine.dispatch({type: 'escalate', alerts: [keyOf(disk)], level: 2});
  await engine.settle(outcome.ok ? outcome.facts : [], 10_000);
  expect([...engine.store.getState().shift.deliveries.values()]).toMatchObject([{verb: 'escalate', state: 'sent'}]);
  await engine.stop();
}

test("PagerDuty's own incident goes to the level while nobody has acknowledged it, no second one is opened, and people are asked for there", async () => {
  const vendor = pagerdutyRest();
  const server = await vendorServer(vendor);
  const options = {token: {env: 'PD'}, from: 'ana@example.org', service: 'PSVC1', url: server.url};
  const own = vendor.open({incident_key: THREAD});
  const target = aTarget('pagerduty-rest', options, someTools({token: 'y_NbAkKc66ryYTWUXYEu'}));
  await escalated({target, integration: 'pagerduty', people: ['lee']});
  expect(vendor.incidents).toHaveLength(1);
  expect(own).toMatchObject({status: 'triggered', escalation_level: 2, incidents_responders: [{user: {id: 'PLEE'}}]});
  const moved = server.received.find(({method}) => method === 'PUT')?.json;
  expect(moved).toEqual({incidents: [{id: own.id, type: 'incident_reference', escalation_level: 2}]});
  expect(server.violations).toEqual([]);
});

test("Opsgenie's own alert goes to the escalation of the level while nobody has acknowledged it", async () => {
  const vendor = opsgenieVendor();
  const server = await vendorServer(vendor);
  const options = {api_key: {env: 'OG'}, levels: ['primary', 'secondary'], url: server.url};
  const target = aTarget('opsgenie', options, someTools({api_key: 'key-1'}));
  await target.send(aRequest({thread: THREAD}), firstTry());
  await escalated({target, integration: 'opsgenie'});
  expect(vendor.alerts).toMatchObject([{escalations: ['secondary']}]);
  expect(server.violations).toEqual([]);
});

test("Splunk On-Call's own incident is rerouted to the policy of the level while nobody has acknowledged it", async () => {
  const vendor = splunkOncallVendor();
  const server = await vendorServer(vendor);
  const api = {url: server.url, id: 'id-1', key: {env: 'API'}, user: 'ana'};
  const options = {api_key: {env: 'S'}, routing_key: 'database', url: server.url, api, levels: ['pol-1', 'pol-2']};
  const target = aTarget('splunk-oncall', options, someTools({api_key: 'key-1', 'api.key': 'api-key-1'}));
  await target.send(aRequest({thread: THREAD}), firstTry());
  await escalated({target, integration: 'victorops'});
  expect(vendor.incidents).toMatchObject([{pagedPolicies: ['pol-2']}]);
});
