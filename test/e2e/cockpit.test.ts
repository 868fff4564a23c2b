import {expect, test} from 'vitest';
import {type Fact, isFact} from '../../src/core/shift/fact.js';
import {describeReal, postAlerts, startAlertmanager} from '../support/real.js';
import {agedAlertmanager} from './support/aged.js';
import {leave, openDesk} from './support/desk.js';
import {factsIn, gapsIn} from './support/journal.js';
import {backgroundOf, freshAlert, RESOLVED} from './support/posts.js';
import {activeSilences, expiredSilences} from './support/silences.js';

/** Its row, in whatever state. */
const ROW = /P1 .*SiteDown/;

describeReal('the cockpit on a real Alertmanager', ['prometheus-alertmanager', 'amtool'], () => {
  test('shows a fresh alert among a thousand, and one key acks it until it is gone', {timeout: 120_000}, async () => {
    const server = await startAlertmanager();
    const passage = await agedAlertmanager(server.url);
    const desk = await openDesk(
      `alertmanagers: [{name: eu, urls: ["${passage.url}"], poll: 1s, grace: 2s}]\nack: {duration: 12s}\n`,
    );
    await postAlerts(server.url, backgroundOf(1_000));
    const cockpit = desk.cockpit();
    await cockpit.waitFor('needs you 1000', 30_000);

    await postAlerts(server.url, [freshAlert('SiteDown')]);
    await cockpit.waitFor(/P1 . ack .*SiteDown/, 30_000);
    cockpit.type('/SiteDown\r');
    await cockpit.waitFor(/needs you 1[^0-9][\s\S]*▌P1.*SiteDown/);
    const before = pollsOf(passage.asked);
    cockpit.type('a');
    await cockpit.waitFor(/P1 . ana <?\d+[ms] .*SiteDown/, 30_000);
    expect(pollsOf(passage.asked) - before).toBeLessThanOrEqual(2);

    const [silence, ...others] = await activeSilences(server.url);
    expect(others).toEqual([]);
    expect(silence).toMatchObject({createdBy: 'ana', comment: expect.stringMatching(/^ACK!/)});
    const ids = await idsWhile(server.url, () => extensionsIn(desk.state) >= 3);
    expect(ids).toEqual([silence?.id]);

    await postAlerts(server.url, [{...freshAlert('SiteDown'), endsAt: RESOLVED}]);
    await cockpit.waitFor(screen => !ROW.test(screen), 30_000);
    await cockpit.waitFor('The filter hides 1000');
    await expect.poll(() => activeSilences(server.url), {timeout: 30_000, interval: 200}).toEqual([]);
    expect((await expiredSilences(server.url)).map(({id}) => id)).toEqual([silence?.id]);
    await expect.poll(() => typesOf(factsIn(desk.state)).slice(-1), {timeout: 30_000}).toEqual(['silence.expired']);
    const facts = factsIn(desk.state);
    expect(typesOf(facts)).toEqual([
      'watch.opened',
      'source.met',
      'ack.requested',
      'ack.placed',
      ...facts.filter(fact => isFact(fact, 'ack.extended')).map(() => 'ack.extended'),
      'ack.ended',
      'silence.expired',
    ]);
    expect(facts.find(fact => isFact(fact, 'ack.ended'))).toMatchObject({reason: 'resolved'});
    expect(gapsIn(facts)).toEqual([]);
    expect(passage.asked.filter(one => one === 'POST /api/v2/silences')).toHaveLength(
      1 + facts.filter(fact => isFact(fact, 'ack.extended')).length,
    );
    expect(await leave(cockpit)).toBe(0);
    await server.stop();
  });

  test.each([
    [60, 15],
    [200, 50],
  ])('works at %ix%i', {timeout: 60_000}, async (cols, rows) => {
    const server = await startAlertmanager();
    const desk = await openDesk(`alertmanagers: [{name: eu, urls: ["${server.url}"], poll: 1s}]\n`);
    await postAlerts(server.url, [...backgroundOf(200), freshAlert('SiteDown')]);
    const cockpit = desk.cockpit({cols, rows});
    await cockpit.waitFor(/▌P1.*SiteDown/, 30_000);
    await cockpit.waitFor('needs you 201');
    cockpit.type('a');
    await cockpit.waitFor('SiteDown now on it');
    cockpit.type('/SiteDown\r');
    await cockpit.waitFor(/on it 1[\s\S]*P1.* ana .*SiteDown/, 30_000);
    expect(await activeSilences(server.url)).toHaveLength(1);
    expect(cockpit.screen().every(row => row.length <= cols)).toBe(true);
    expect(await leave(cockpit)).toBe(0);
    await server.stop();
  });
});

function pollsOf(asked: readonly string[]): number {
  return asked.filter(one => one === 'GET /api/v2/alerts/groups').length;
}

/** The facts about acks and our silences, without those about alerts. */
function typesOf(facts: readonly Fact[]): readonly string[] {
  return facts.map(({type}) => type).filter(type => !/^(alert|shift)\./.test(type));
}

function extensionsIn(state: string): number {
  return factsIn(state).filter(fact => isFact(fact, 'ack.extended')).length;
}

/** The ids of all silences seen in force until `done`; an empty id stands for a moment without any. */
async function idsWhile(url: string, done: () => boolean): Promise<readonly string[]> {
  const ids = new Set<string>();
  while (!done()) {
    const active = await activeSilences(url);
    if (active.length === 0) ids.add('');
    for (const {id} of active) ids.add(id);
  }
  return [...ids];
}
