import {expect, test} from 'vitest';
import {isFact} from '../../src/core/shift/fact.js';
import {describeReal, freePort, postAlerts, startAlertmanager} from '../support/real.js';
import {type Desk, leave, openDesk} from './support/desk.js';
import {factsIn, gapsIn} from './support/journal.js';
import {freshAlert} from './support/posts.js';
import {startRelay, TOKEN} from './support/relay.js';
import {activeSilences} from './support/silences.js';

/** Tells the relay of each alert at once. */
const telling = (port: number) => `route:
  receiver: relay
  group_by: ['...']
  group_wait: 0s
  group_interval: 1s
  repeat_interval: 1h
receivers:
  - name: relay
    webhook_configs:
      - url: http://127.0.0.1:${port}/v1/hooks/alertmanager?source=eu
        send_resolved: true
        http_config: {authorization: {type: Bearer, credentials: ${TOKEN}}}
`;

/** A poll this seldom shows nothing in time: what is on the screen came by the feed. */
const SELDOM = '10m';

const notesIn = (desk: Desk) => factsIn(desk.state).flatMap(fact => (isFact(fact, 'note.added') ? [fact.text] : []));

describeReal('two cockpits on a relay', ['prometheus-alertmanager', 'amtool'], () => {
  test('see an alert before any poll, each other’s acks and notes, and nothing is lost when the relay is killed', {
    timeout: 180_000,
  }, async () => {
    const port = await freePort();
    const relay = await startRelay(port);
    const server = await startAlertmanager({config: telling(port)});
    const desk = (operator: string) =>
      openDesk(
        `alertmanagers: [{name: eu, urls: ["${server.url}"], poll: ${SELDOM}}]\n` +
          `feed: {url: "${relay.feed}", token: {file: "${relay.tokenFile}"}}\n`,
        operator,
      );
    const [ana, lee] = [await desk('ana'), await desk('lee')];
    const first = ana.cockpit({cols: 120});
    const second = lee.cockpit({cols: 120});
    await first.waitFor(/feed ●[\s\S]*Nothing needs you/);
    await second.waitFor(/feed ●[\s\S]*Nothing needs you/);

    await postAlerts(server.url, [freshAlert('SiteDown')]);
    await first.waitFor(/needs you 1[\s\S]*P1.*SiteDown/);
    await second.waitFor(/needs you 1[\s\S]*P1.*SiteDown/);
    first.type('a');
    await second.waitFor(/on it 1[\s\S]*P1.* ana .*SiteDown/);
    expect(await activeSilences(server.url)).toHaveLength(1);

    await relay.kill9();
    await first.waitFor(/feed ▲/);
    second.type('n');
    await second.waitFor(/note/);
    second.type('written while it was gone\r');
    await expect.poll(() => notesIn(lee)).toEqual(['written while it was gone']);
    await relay.restart();
    await expect.poll(() => notesIn(ana), {timeout: 60_000}).toEqual(['written while it was gone']);

    const facts = factsIn(ana.state);
    expect(facts.filter(fact => isFact(fact, 'alert.fired'))).toHaveLength(1);
    expect(facts.find(fact => isFact(fact, 'note.added'))).toMatchObject({by: 'lee'});
    const own = facts.find(fact => isFact(fact, 'ack.requested'))?.origin;
    expect(gapsIn(facts.filter(({origin}) => origin === own))).toEqual([]);
    expect(factsIn(lee.state).filter(fact => isFact(fact, 'ack.requested'))).toMatchObject([{by: 'ana'}]);
    await leave(first);
    await leave(second);
  });
});
