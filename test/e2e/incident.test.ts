import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, onTestFinished} from 'vitest';
import {isFact} from '../../src/core/shift/fact.js';
import type {Launched} from '../support/launch.js';
import {describeReal, postAlerts, startAlertmanager, tempDir} from '../support/real.js';
import {lengthy} from '../support/soak.js';
import {vendorServer} from '../support/vendor-server.js';
import {slackApi} from '../support/vendors/slack.js';
import {leave, openDesk} from './support/desk.js';
import {factsIn, gapsIn} from './support/journal.js';
import {freshAlert} from './support/posts.js';

async function onCall() {
  const server = await startAlertmanager();
  onTestFinished(() => server.stop());
  const vendor = slackApi();
  const slack = await vendorServer(vendor);
  const token = path.join(tempDir(), 'token');
  writeFileSync(token, 'xoxb-1234567890-abcdefghij\n');
  const desk = await openDesk(
    [
      `alertmanagers: [{name: eu, urls: ["${server.url}"], poll: 1s}]`,
      'targets:',
      `  chat: {kind: slack, url: "${slack.url}/api", token: {file: "${token}"}, channel: C0000002}`,
      'incidents: {audiences: {room: {to: [chat], every: {P1: 30m}}}, room: {name: "inc-{title}", archive: true}}',
      '',
    ].join('\n'),
  );
  await postAlerts(server.url, [freshAlert('CheckoutDown')]);
  return {vendor, slack, desk};
}

/** The keys of an incident, each with what is seen after it. */
function hands(cockpit: Launched) {
  const press = async (keys: string, sees: string | RegExp) => {
    cockpit.type(keys);
    await cockpit.waitFor(sees, 20_000);
  };
  return {
    press,
    /** To the room, read to its end. */
    update: async (title: string) => {
      await press('u', 'tell whom about');
      // Who hears first is whose update is due next; the room is named by its own line.
      const digit = /(\d) room +due/.exec(cockpit.screen().join('\n'))?.[1] ?? '';
      await press(digit, 'To chat.');
      while (cockpit.screen().join('\n').includes('at its end')) {
        const before = cockpit.screen().join('\n');
        cockpit.type(' ');
        await cockpit.waitFor(screen => screen !== before, 20_000);
      }
      cockpit.type('y');
      await cockpit.waitFor(screen => !screen.includes('┌─ tell room'), 20_000);
      await cockpit.waitFor(title, 20_000);
    },
    status: async (digit: string, name: string) => {
      await press('s', 'and now?');
      await press(digit, `is ${name}`);
    },
  };
}

describeReal('an incident on a real terminal', ['prometheus-alertmanager'], () => {
  lengthy.each([
    [60, 15],
    [80, 24],
  ])(
    'goes from declaration to closure with three updates and a room, with keys only, at %ix%i',
    {
      timeout: 120_000,
    },
    async (cols, rows) => {
      const {vendor, slack, desk} = await onCall();
      const cockpit = desk.cockpit({cols, rows});
      await cockpit.waitFor(/▌P1.*CheckoutDown/, 30_000);
      const {press, update, status} = hands(cockpit);
      await press('i', 'how bad is it?');
      await press('\r', 'what is broken');
      await press('\r', '· detected ·');
      await press('c', 'room #inc-checkoutdown');
      await status('3', 'investigating');
      await update('[P1] CheckoutDown: investigating');
      await press('r', 'who does what');
      await press('1', 'technical lead');
      await press('lee\r', 'technical lead lee');
      await status('4', 'identified');
      await update('[P1] CheckoutDown: identified');
      await status('5', 'resolving');
      await press('s', 'and now?');
      await press('6', 'a line each');
      await press('bad deploy\r', 'fix');
      await press('rolled back\r', 'what follows');
      await press('\r', '· resolved ·');
      await update('[P1] CheckoutDown: resolved');
      await press('s', 'and now?');
      await press('7', 'stays open');
      await press('seen to be well\r', '· closed ·');

      const room = () => vendor.rooms.find(({name}) => name === 'inc-checkoutdown');
      await expect.poll(() => room()?.is_archived).toBe(true);
      expect(room()?.topic).toMatch(/^INC-\S+ P1 closed, commander ana: CheckoutDown$/);
      const posts = vendor.messages.filter(({channel}) => channel === room()?.id).map(({text}) => text);
      expect(posts.slice(1)).toEqual([
        expect.stringContaining('CheckoutDown: investigating'),
        expect.stringContaining('CheckoutDown: identified'),
        expect.stringContaining('CheckoutDown: resolved'),
      ]);
      expect(slack.violations).toEqual([]);
      const facts = factsIn(desk.state);
      expect(gapsIn(facts)).toEqual([]);
      const statuses = facts.flatMap(fact => (isFact(fact, 'incident.status-changed') ? [fact.status] : []));
      expect(statuses).toEqual(['investigating', 'identified', 'resolving']);
      expect(facts.filter(fact => isFact(fact, 'incident.update-posted'))).toHaveLength(3);
      expect(facts.find(fact => isFact(fact, 'incident.resolved'))).toMatchObject({
        cause: 'bad deploy',
        fix: 'rolled back',
      });
      expect(cockpit.screen().every(row => row.length <= cols)).toBe(true);
      expect(await leave(cockpit)).toBe(0);
    },
  );
});
