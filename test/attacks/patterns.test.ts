import {describe, expect, test, vi} from 'vitest';
import {endedWithTest, leave, openDesk} from '../e2e/support/desk.js';
import {expectTold} from '../faults/support/expect-told.js';
import {fakeAlertmanager, someAlert} from '../sources/support/fake-alertmanager.js';
import {launch} from '../support/launch.js';
import {some} from '../support/soak.js';

// Whole processes on a machine that may be busy.
vi.setConfig({testTimeout: 60_000});

/** Each makes an engine that goes back and forth stand still on the value below. */
const BOMBS = [
  '(a+)+$',
  '(a|a)*$',
  '(a|aa)+$',
  '([a-zA-Z]+)*$',
  '(.*a){25}$',
  '(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)[b]$',
  '(a*)*(a*)*(a*)*$',
  'a{1000}{1000}',
  '((((a{0,99}){0,99}){0,99}){0,99})',
  '(x{1,500}){1,500}',
  `${'('.repeat(2000)}a${')'.repeat(2000)}`,
  `(${'a|'.repeat(1500)}b)`,
];
const VALUE = `${'a'.repeat(4000)}!`;

function alerts() {
  return Array.from({length: 200}, (_, index) =>
    someAlert(`a${index}`, {labels: {alertname: `Kind ${index}`, severity: 'critical', bait: VALUE}}),
  );
}

test('a pattern that would stop another engine does not stop the cockpit', {timeout: 90_000}, async () => {
  const server = await fakeAlertmanager(alerts());
  const desk = await openDesk(`alertmanagers: [{name: eu, urls: ["${server.url}"], poll: 1s}]\n`);
  const cockpit = endedWithTest(launch([desk.bin], {env: desk.env, cols: 120, rows: 30}));
  await cockpit.waitFor('needs you 200');
  for (const bomb of BOMBS) {
    cockpit.type('/\u0015');
    cockpit.type(`\u001b[200~bait=~"${bomb}"\u001b[201~\r`);
    await new Promise(resolve => setTimeout(resolve, 50));
    cockpit.type('\u001b');
    await new Promise(resolve => setTimeout(resolve, 150));
    cockpit.type('/\u0015alertname="Kind 7"\r');
    await cockpit.waitFor(/needs you 1 /);
    cockpit.type('/\u0015\r');
    await cockpit.waitFor('needs you 200');
  }
  expect(await leave(cockpit)).toBe(0);
});

describe('a pattern that would stop another engine', () => {
  test.each(some(BOMBS, 3))('%s is judged or refused by commands', async bomb => {
    const server = await fakeAlertmanager(alerts());
    const desk = await openDesk(`alertmanagers: [{name: eu, urls: ["${server.url}"], poll: 1s}]\n`);
    for (const argv of [
      ['ack', `bait=~${bomb}`, '--dry-run'],
      ['silence', 'preview', `bait=~${bomb}`],
    ]) {
      const ran = await desk.wk(argv);
      expectTold(ran);
      expect([0, 2, 5]).toContain(ran.code);
    }
  });
});
