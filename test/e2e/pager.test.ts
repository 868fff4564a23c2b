import {createHash} from 'node:crypto';
import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {isFact} from '../../src/core/shift/fact.js';
import {describeReal, freePort, postAlerts, startAlertmanager, tempDir} from '../support/real.js';
import {vendorServer} from '../support/vendor-server.js';
import {type PagerdutyEvent, pagerdutyEvents} from '../support/vendors/pagerduty-events.js';
import {agedAlertmanager} from './support/aged.js';
import {leave, openDesk} from './support/desk.js';
import {factsIn} from './support/journal.js';
import {freshAlert, RESOLVED} from './support/posts.js';
import {startRelay, TOKEN} from './support/relay.js';
import {activeSilences} from './support/silences.js';

const ROUTING_KEY = '0123456789abcdef0123456789abcdef';
const alert = freshAlert('CheckoutDown');

/** What Alertmanager computes its key of the incident from. */
const GROUP_KEY = '{}/{severity="critical"}:{alertname="CheckoutDown", service="checkout"}';
const DEDUP_KEY = createHash('sha256').update(GROUP_KEY).digest('hex');

const paging = ({pager, relay}: {readonly pager: string; readonly relay?: number}) => `route:
  receiver: nobody
  group_by: [alertname, service]
  group_wait: 0s
  group_interval: 1s
  repeat_interval: 1h
  routes:
    - matchers: ['severity="critical"']
      receiver: on-call
receivers:
  - name: nobody
  - name: on-call
    pagerduty_configs:
      - routing_key: ${ROUTING_KEY}
        url: ${pager}/v2/enqueue
${relay === undefined ? '' : telling(relay)}`;

const telling = (port: number) => `    webhook_configs:
      - url: http://127.0.0.1:${port}/v1/hooks/alertmanager?source=eu
        send_resolved: true
        http_config: {authorization: {type: Bearer, credentials: ${TOKEN}}}
`;

/** PagerDuty, and an Alertmanager that pages it. */
async function pagedBy(relay?: number) {
  const vendor = pagerdutyEvents();
  const pager = await vendorServer(vendor);
  const server = await startAlertmanager({
    config: paging({pager: pager.url, ...(relay === undefined ? {} : {relay})}),
  });
  onTestFinished(() => server.stop());
  /** Who sent what about which incident, in order. */
  const events = () =>
    pager.received.map(({headers, json}) => {
      const {event_action: action, dedup_key: key} = json as PagerdutyEvent;
      const by = headers['user-agent']?.startsWith('Alertmanager/') ? 'Alertmanager' : 'us';
      return `${action} ${key === DEDUP_KEY ? 'theirs' : key} by ${by}`;
    });
  const status = () => [...vendor.incidents.values()].flat().map(incident => incident.status);
  return {pager, server, events, status};
}

/** Configuration of a cockpit that may act in the same PagerDuty. */
function watching(pager: string, url: string): string {
  const keyFile = path.join(tempDir(), 'routing-key');
  writeFileSync(keyFile, `${ROUTING_KEY}\n`);
  return [
    `alertmanagers: [{name: eu, urls: ["${url}"], poll: 1s, grace: 2s}]`,
    `targets: {pager: {kind: pagerduty, url: "${pager}", routing_key: {file: "${keyFile}"}}}`,
    '',
  ].join('\n');
}

type Paged = Awaited<ReturnType<typeof pagedBy>>;

/** The incident from its page to its end, with the keyboard of a cockpit that is configured so. */
async function standWatch({server, pager, events, status}: Paged, config: string): Promise<void> {
  const desk = await openDesk(config);
  const cockpit = desk.cockpit({cols: 100});
  await postAlerts(server.url, [alert]);
  await cockpit.waitFor(/▌P1.*CheckoutDown/, 30_000);
  await expect.poll(events).toEqual(['trigger theirs by Alertmanager']);

  cockpit.type('a');
  await cockpit.waitFor(/on it 1[\s\S]*P1.* ana .*CheckoutDown/, 30_000);
  const acked = ['trigger theirs by Alertmanager', 'acknowledge theirs by us'];
  await expect.poll(events).toEqual(acked);
  expect(status()).toEqual(['acknowledged']);
  await expect.poll(() => activeSilences(server.url)).toHaveLength(1);

  await postAlerts(server.url, [{...alert, endsAt: RESOLVED}]);
  await expect.poll(events, {timeout: 30_000}).toEqual([...acked, 'resolve theirs by us']);
  expect(status()).toEqual(['resolved']);
  await cockpit.waitFor('Nothing needs you', 30_000);
  await expect
    .poll(() => factsIn(desk.state).flatMap(fact => (isFact(fact, 'ack.ended') ? [fact.reason] : [])))
    .toEqual(['resolved']);
  await leave(cockpit);
  expect(events()).toHaveLength(3);
  expect(pager.violations).toEqual([]);
}

describeReal('the incident that an Alertmanager opened in PagerDuty', ['prometheus-alertmanager', 'amtool'], () => {
  test('is acknowledged by the ack and resolved with its alert, by the key that the relay was told', {
    timeout: 120_000,
  }, async () => {
    const port = await freePort();
    const relay = await startRelay(port);
    const paged = await pagedBy(port);
    const passage = await agedAlertmanager(paged.server.url, {hidesConfig: true});
    const feed = `feed: {url: "${relay.feed}", token: {file: "${relay.tokenFile}"}}\n`;
    await standWatch(paged, watching(paged.pager.url, passage.url) + feed);
  });

  test('and without a relay, by the key that its configuration leads to', {timeout: 120_000}, async () => {
    const paged = await pagedBy();
    const passage = await agedAlertmanager(paged.server.url);
    await standWatch(paged, watching(paged.pager.url, passage.url));
  });
});
