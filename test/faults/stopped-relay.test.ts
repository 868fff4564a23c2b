import {expect, vi} from 'vitest';
import {fingerprint} from '../../src/core/alert/fingerprint.js';
import {isFact} from '../../src/core/shift/fact.js';
import {type Desk, leave, openDesk} from '../e2e/support/desk.js';
import {factsIn, gapsIn} from '../e2e/support/journal.js';
import {startRelay, TOKEN} from '../e2e/support/relay.js';
import {type FakeAlertmanager, fakeAlertmanager, someAlert} from '../sources/support/fake-alertmanager.js';
import {freePort} from '../support/real.js';
import {lengthy} from '../support/soak.js';

// Whole processes on a machine that may be busy.
vi.setConfig({testTimeout: 150_000});

const since = new Date().toISOString();
// The relay makes the fingerprint itself, of the labels.
const firing = (name: string) => {
  const labels = {alertname: `Alert ${name}`, severity: 'critical'};
  return someAlert(fingerprint(labels), {labels, startsAt: since});
};

/** As Alertmanager would, and in vain while the relay stands still. */
async function tell(port: number, name: string): Promise<boolean> {
  const {labels, annotations, startsAt, fingerprint: id} = firing(name);
  const alert = {status: 'firing', labels, annotations, startsAt, endsAt: '0001-01-01T00:00:00Z', fingerprint: id};
  const body = {version: '4', groupKey: `{}:{n="${name}"}`, status: 'firing', receiver: 'team', alerts: [alert]};
  const answer = await fetch(`http://127.0.0.1:${port}/v1/hooks/alertmanager?source=eu`, {
    method: 'POST',
    headers: {'content-type': 'application/json', authorization: `Bearer ${TOKEN}`, connection: 'close'},
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(2_000),
  }).catch(() => undefined);
  return answer?.ok === true;
}

const notesIn = (desk: Desk) => factsIn(desk.state).flatMap(fact => (isFact(fact, 'note.added') ? [fact.text] : []));
const firedIn = (desk: Desk) =>
  factsIn(desk.state).flatMap(fact => (isFact(fact, 'alert.fired') ? [fact.labels.alertname] : []));

function deskOn(server: FakeAlertmanager, relay: {feed: string; tokenFile: string}, operator: string): Promise<Desk> {
  const feed = `feed: {url: "${relay.feed}", token: {file: "${relay.tokenFile}"}}\n`;
  return openDesk(`alertmanagers: [{name: eu, urls: ["${server.url}"], poll: 1s}]\n${feed}`, operator);
}

lengthy(
  'a relay that is stopped is told, polls go on meanwhile, and all is made up for once when it goes on',
  async () => {
    const relay = await startRelay(await freePort());
    const server = await fakeAlertmanager([firing('aa')]);
    const [ana, lee] = [await deskOn(server, relay, 'ana'), await deskOn(server, relay, 'lee')];
    const first = ana.cockpit({cols: 140});
    const second = lee.cockpit({cols: 140});
    for (const cockpit of [first, second]) await cockpit.waitFor(/feed ●[\s\S]*Alert aa/);

    relay.pause();
    // Two heartbeats of 10 s are missed first.
    await first.waitFor(/feed ▲/, 40_000);
    await second.waitFor(/feed ▲/, 40_000);
    server.alerts = [...server.alerts, firing('bb')];
    await first.waitFor('Alert bb');
    await second.waitFor('Alert bb');
    expect(await tell(relay.port, 'bb')).toBe(false);
    expect(await ana.wk(['note', 'while it stood still'])).toMatchObject({code: 0});
    first.type('a');
    await first.waitFor('on it 1');

    relay.resume();
    for (const cockpit of [first, second]) await cockpit.waitFor(/feed ●/, 60_000);
    await expect.poll(() => notesIn(lee), {timeout: 30_000}).toEqual(['while it stood still']);
    await second.waitFor(/on it 1[\s\S]* ana /);
    await expect.poll(() => tell(relay.port, 'cc'), {timeout: 20_000}).toBe(true);
    server.alerts = [...server.alerts, firing('cc')];
    for (const cockpit of [first, second]) await cockpit.waitFor('Alert cc');
    expect(await leave(first)).toBe(0);
    expect(await leave(second)).toBe(0);
    for (const desk of [ana, lee]) {
      expect(firedIn(desk).toSorted()).toEqual(['Alert aa', 'Alert bb', 'Alert cc']);
      expect(notesIn(desk)).toEqual(['while it stood still']);
      const facts = factsIn(desk.state);
      const names = facts.map(({origin, seq}) => `${origin} ${seq}`);
      expect(new Set(names).size).toBe(names.length);
      const own = facts[0]?.origin;
      expect(gapsIn(facts.filter(({origin}) => origin === own))).toEqual([]);
    }
    expect(server.asked('POST /silences')).toHaveLength(1);
  },
);
