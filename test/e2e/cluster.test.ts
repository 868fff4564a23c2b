import {setTimeout as sleep} from 'node:timers/promises';
import {expect, test} from 'vitest';
import {isFact} from '../../src/core/shift/fact.js';
import {describeReal, postAlerts, type RealAlertmanager, startAlertmanager} from '../support/real.js';
import {agedAlertmanager} from './support/aged.js';
import {leave, openDesk} from './support/desk.js';
import {factsIn} from './support/journal.js';
import {freshAlert} from './support/posts.js';
import {activeSilences} from './support/silences.js';

describeReal('the cockpit on a cluster of two', ['prometheus-alertmanager', 'amtool'], () => {
  test('shows one row and makes one silence for what both members show', {timeout: 60_000}, async () => {
    const {one, two} = await startPair();
    const desk = await openDesk(`alertmanagers: [{name: eu, urls: ["${one.url}", "${two.url}"], poll: 1s}]\n`);
    await postToBoth(one, two);
    const cockpit = desk.cockpit();
    const rows = await cockpit.waitFor(/needs you 1\n[\s\S]*▌P1.*SiteDown/, 30_000);
    expect(rows.filter(row => /P1 .*SiteDown/.test(row))).toHaveLength(1);
    cockpit.type('a');
    await cockpit.waitFor(/on it 1[\s\S]*P1.* ana .*SiteDown/, 30_000);
    const [silence] = await activeSilences(one.url);
    await expect
      .poll(() => activeSilences(two.url), {timeout: 30_000})
      .toEqual([expect.objectContaining({id: silence?.id, comment: expect.stringMatching(/^ACK!/)})]);
    expect(await activeSilences(one.url)).toHaveLength(1);
    expect(factsIn(desk.state).filter(fact => fact.type === 'alert.fired')).toHaveLength(1);
    await leave(cockpit);
    await Promise.all([one.stop(), two.stop()]);
  });

  test('goes on with the survivor when a member dies', {timeout: 90_000}, async () => {
    const {one, two} = await startPair();
    const [wayToOne, wayToTwo] = [await agedAlertmanager(one.url), await agedAlertmanager(two.url)];
    const desk = await openDesk(
      `alertmanagers: [{name: eu, urls: ["${wayToOne.url}", "${wayToTwo.url}"], poll: 1s, grace: 2s}]\n`,
    );
    await postToBoth(one, two);
    const cockpit = desk.cockpit();
    await cockpit.waitFor(/needs you 1\n[\s\S]*▌P1.*SiteDown/, 30_000);

    await Promise.all([one.kill9(), wayToOne.close()]);
    const polled = wayToTwo.asked.length;
    while (wayToTwo.asked.length < polled + 12) await sleep(100);
    await cockpit.waitFor(/needs you 1\n[\s\S]*▌P1.*SiteDown/);
    cockpit.type('a');
    await cockpit.waitFor(/on it 1[\s\S]*P1.* ana .*SiteDown/, 30_000);
    expect(await activeSilences(two.url)).toHaveLength(1);
    const facts = factsIn(desk.state);
    expect(facts.filter(fact => fact.type === 'alert.resolved')).toEqual([]);
    expect(facts.find(fact => isFact(fact, 'ack.placed'))).toMatchObject({member: new URL(wayToTwo.url).host});
    await leave(cockpit);
    await two.stop();
  });
});

async function startPair(): Promise<{readonly one: RealAlertmanager; readonly two: RealAlertmanager}> {
  const one = await startAlertmanager({clusterPeers: []});
  const two = await startAlertmanager({clusterPeers: [one.cluster]});
  await Promise.all([one.untilMembers(2), two.untilMembers(2)]);
  return {one, two};
}

/** Alerts do not gossip: Prometheus sends each of them to every member. */
async function postToBoth(one: RealAlertmanager, two: RealAlertmanager): Promise<void> {
  await Promise.all([one, two].map(({url}) => postAlerts(url, [freshAlert('SiteDown')])));
}
