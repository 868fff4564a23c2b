import {setTimeout as sleep} from 'node:timers/promises';
import {expect, onTestFinished, test} from 'vitest';
import {isFact} from '../../src/core/shift/fact.js';
import {describeReal, postAlerts, startAlertmanager} from '../support/real.js';
import {lengthy} from '../support/soak.js';
import {agedAlertmanager} from './support/aged.js';
import {leave, openDesk} from './support/desk.js';
import {factsIn} from './support/journal.js';
import {freshAlert} from './support/posts.js';
import {activeSilences, type PrintedSilence} from './support/silences.js';

const HELD = /on it 1[\s\S]*P1.* ana .*SiteDown/;

describeReal('an ack of the cockpit', ['prometheus-alertmanager', 'amtool'], () => {
  test('is made again when the Alertmanager forgets its silence', {timeout: 90_000}, async () => {
    const server = await startAlertmanager();
    const desk = await openDesk(`alertmanagers: [{name: eu, urls: ["${server.url}"], poll: 1s, grace: 2s}]\n`);
    await postAlerts(server.url, [freshAlert('SiteDown')]);
    const cockpit = desk.cockpit();
    await cockpit.waitFor(/▌P1.*SiteDown/, 30_000);
    cockpit.type('a');
    await cockpit.waitFor(HELD, 30_000);
    const [first] = await activeSilences(server.url);
    // What was placed lately may be missing from a list that was made before.
    await sleep(5_500);

    await server.kill9();
    await server.restart();
    // The cockpit may be faster with the new one than this test with its question.
    expect((await activeSilences(server.url)).map(({id}) => id)).not.toContain(first?.id);
    await postAlerts(server.url, [freshAlert('SiteDown')]);
    await expect.poll(() => activeSilences(server.url), {timeout: 30_000, interval: 200}).toHaveLength(1);
    await cockpit.waitFor(HELD, 30_000);
    // Long enough for a second one, were there to be one.
    await sleep(3_000);
    const [again, ...others] = await activeSilences(server.url);
    expect(others).toEqual([]);
    expect(again?.id).not.toBe(first?.id);
    expect(again).toMatchObject({createdBy: 'ana', comment: first?.comment, matchers: first?.matchers});
    const facts = factsIn(desk.state);
    expect(facts.filter(fact => isFact(fact, 'ack.failed')).map(({lost}) => lost)).toEqual([true]);
    expect(facts.filter(fact => isFact(fact, 'ack.placed'))).toHaveLength(2);
    expect(facts.filter(fact => isFact(fact, 'ack.ended'))).toEqual([]);
    await leave(cockpit);
    await server.stop();
  });

  lengthy('leaves the silence to another keeper as long as that one extends it', {timeout: 90_000}, async () => {
    const server = await startAlertmanager();
    const passage = await agedAlertmanager(server.url);
    const posts = () => passage.asked.filter(one => one === 'POST /api/v2/silences').length;
    const desk = await openDesk(
      `alertmanagers: [{name: eu, urls: ["${passage.url}"], poll: 1s}]\nack: {duration: 12s}\n`,
    );
    await postAlerts(server.url, [freshAlert('SiteDown')]);
    const cockpit = desk.cockpit();
    await cockpit.waitFor(/▌P1.*SiteDown/, 30_000);
    cockpit.type('a');
    await cockpit.waitFor(HELD, 30_000);
    const [silence] = await activeSilences(server.url);
    if (silence === undefined) throw new Error('there is no silence');

    const keeper = keepExtending(server.url, silence);
    await sleep(16_000);
    keeper.stop();
    expect(await keeper.ids).toEqual([silence.id]);
    expect(posts()).toBe(1);
    await expect.poll(posts, {timeout: 40_000, interval: 200}).toBeGreaterThan(1);
    expect((await activeSilences(server.url)).map(({id}) => id)).toEqual([silence.id]);
    await cockpit.waitFor(HELD);
    const facts = factsIn(desk.state);
    expect(facts.filter(fact => isFact(fact, 'ack.ended') || isFact(fact, 'silence.placed'))).toEqual([]);
    await leave(cockpit);
    await server.stop();
  });
});

/** What kthxbye does: extends the silence in place, each second, by the same length; answers the ids it was given. */
function keepExtending(url: string, silence: PrintedSilence): {stop(): void; readonly ids: Promise<readonly string[]>} {
  let stopped = false;
  const stop = () => {
    stopped = true;
  };
  onTestFinished(stop);
  const extend = async () => {
    const {id, matchers, startsAt, createdBy, comment} = silence;
    const endsAt = new Date(Date.now() + 12_000).toISOString();
    const response = await fetch(`${url}/api/v2/silences`, {
      method: 'POST',
      headers: {'content-type': 'application/json'},
      body: JSON.stringify({id, matchers, startsAt, endsAt, createdBy, comment}),
    });
    return ((await response.json()) as {silenceID: string}).silenceID;
  };
  const run = async () => {
    const ids = new Set<string>();
    while (!stopped) {
      ids.add(await extend());
      await sleep(1_000);
    }
    return [...ids];
  };
  return {stop, ids: run()};
}
