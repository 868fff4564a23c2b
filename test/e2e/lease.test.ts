import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {type Fact, isFact} from '../../src/core/shift/fact.js';
import {describeReal, freePort, postAlerts, startAlertmanager, tempDir} from '../support/real.js';
import {type VendorServer, vendorServer} from '../support/vendor-server.js';
import {agedAlertmanager} from './support/aged.js';
import {leave, openDesk} from './support/desk.js';
import {factsIn} from './support/journal.js';
import {freshAlert, RESOLVED} from './support/posts.js';
import {startRelay} from './support/relay.js';
import {activeSilences} from './support/silences.js';

/** The same on both sides, as it has to be: who is called, and by what. */
const escalation = (hook: VendorServer) => `targets: {hook: {kind: webhook, url: "${hook.url}/page"}}
escalation: {all: {levels: [{name: first, after: 0s, people: [ana]}, {name: lead, after: 8s, to: [hook], auto: true}]}}
`;

function configFile(text: string): string {
  const file = path.join(tempDir(), 'relay.yaml');
  writeFileSync(file, text);
  return file;
}

const anyHook = () => vendorServer({answer: () => ({json: {}}), problems: () => []});

const namesOf = (facts: readonly Fact[]) => facts.map(({type}) => type);

describeReal('an operator whose cockpit is gone', ['prometheus-alertmanager', 'amtool'], () => {
  test('a cockpit’s terminal is killed with two acks and an escalation clock running: the relay, itself killed once, keeps the acks alive and the clock right, the next level is paged once, and the returning cockpit shows what was done meanwhile', {
    timeout: 180_000,
  }, async () => {
    const hook = await anyHook();
    const server = await startAlertmanager();
    const passage = await agedAlertmanager(server.url);
    const eu = `{name: eu, urls: ["${passage.url}"], poll: 1s, grace: 1s}`;
    const port = await freePort();
    const config = configFile(`relay: {lease: 3s, alertmanagers: [${eu}]}\n${escalation(hook)}`);
    const relay = await startRelay(port, ['--config', config]);
    const ana = await openDesk(
      `alertmanagers: [${eu}]\nack: {duration: 12s}\n` +
        `feed: {url: "${relay.feed}", token: {file: "${relay.tokenFile}"}}\n${escalation(hook)}`,
    );
    const first = ana.cockpit({cols: 120});
    await first.waitFor(/feed ●[\s\S]*Nothing needs you/);
    await postAlerts(server.url, [freshAlert('PoolEmpty'), freshAlert('QueueFull'), freshAlert('SiteDown')]);
    await first.waitFor(/needs you 3/);
    for (const name of ['PoolEmpty', 'QueueFull'])
      expect(await ana.wk(['ack', `alertname=${name}`])).toMatchObject({code: 0});
    await first.waitFor(/needs you 1[\s\S]*on it 2/);
    await expect.poll(() => namesOf(factsIn(ana.state))).toContain('lease.granted');
    const placed = await activeSilences(server.url);
    expect(placed).toHaveLength(2);

    first.kill('SIGKILL');
    await first.exit;
    await expect.poll(relay.log, {timeout: 30_000}).toContain('the relay acts for ana');
    await relay.kill9();
    await relay.restart();
    await expect.poll(relay.log).toContain('The relay goes on for ana');
    await expect.poll(() => hook.received.length, {timeout: 90_000}).toBe(1);
    const kept = await activeSilences(server.url);
    expect(kept.map(({id}) => id).sort()).toEqual(placed.map(({id}) => id).sort());
    expect(Math.min(...kept.map(({endsAt}) => Date.parse(endsAt)))).toBeGreaterThan(
      Math.max(...placed.map(({endsAt}) => Date.parse(endsAt))),
    );
    await postAlerts(server.url, [{...freshAlert('QueueFull'), endsAt: RESOLVED}]);
    await expect.poll(() => activeSilences(server.url), {timeout: 30_000}).toHaveLength(1);

    const second = ana.cockpit({cols: 120});
    await expect.poll(() => namesOf(factsIn(ana.state)), {timeout: 30_000}).toContain('lease.returned');
    await second.waitFor(/needs you 1[\s\S]*SiteDown[\s\S]*on it 1/);
    second.type('l');
    await second.waitFor(/relay acts for ana/);
    const meanwhile = factsIn(ana.state).filter(fact => fact.for === 'ana');
    // The cockpit itself may have announced a page before it was killed.
    const announcing = ['escalation.due', 'escalation.stopped'];
    expect(new Set(namesOf(meanwhile).filter(name => !announcing.includes(name)))).toEqual(
      new Set([
        'lease.taken',
        'ack.extended',
        'escalation.requested',
        'delivery.requested',
        'delivery.sent',
        'ack.ended',
        'lease.returned',
      ]),
    );
    expect(meanwhile.filter(fact => isFact(fact, 'escalation.requested'))).toMatchObject([
      {by: 'relay', level: 'lead', auto: true},
    ]);
    expect(await ana.wk(['log'])).toMatchObject({code: 0, stdout: expect.stringContaining('(the relay, for ana)')});
    // It had been away, and left what the relay had gone on with alone.
    expect(namesOf(factsIn(ana.state))).not.toContain('ack.failed');
    expect(hook.received).toHaveLength(1);
    await leave(second);
    await expect.poll(() => namesOf(factsIn(ana.state))).toContain('lease.ended');
  });
});
