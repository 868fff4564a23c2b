import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {type FactOf, isFact} from '../../src/core/shift/fact.js';
import type {Launched} from '../support/launch.js';
import {describeReal, postAlerts, startAlertmanager, tempDir} from '../support/real.js';
import {vendorServer} from '../support/vendor-server.js';
import {pagerdutyRest} from '../support/vendors/pagerduty-rest.js';
import {type Desk, leave, openDesk} from './support/desk.js';
import {factsIn} from './support/journal.js';
import {freshAlert} from './support/posts.js';

/** Clocks of seconds; what is not resolved is the last of them. */
const POLICY = [
  'escalation:',
  '  all:',
  '    levels:',
  '      - {name: secondary, after: 2s, to: [pager]}',
  '      - {name: lead, after: 24s, to: [pager]}',
  '    no_progress: 4s',
  '    unresolved: {after: 26s, to: [room]}',
];

function tokenFile(): string {
  const file = path.join(tempDir(), 'token');
  writeFileSync(file, 'y_NbAkKc66ryYTWUXYEu\n');
  return file;
}

async function onCall() {
  const server = await startAlertmanager();
  onTestFinished(() => server.stop());
  const vendor = pagerdutyRest();
  const pager = await vendorServer(vendor);
  const desk = await openDesk(
    [
      `alertmanagers: [{name: eu, urls: ["${server.url}"], poll: 1s}]`,
      'targets:',
      `  pager: {kind: pagerduty-rest, url: "${pager.url}", token: {file: ${tokenFile()}}, from: ana@example.org, service: PSVC1}`,
      '  room: {kind: command, command: [/bin/true]}',
      ...POLICY,
      '',
    ].join('\n'),
  );
  await postAlerts(server.url, [freshAlert('PhoneAcked'), freshAlert('SlowWork')]);
  const cockpit = desk.cockpit({cols: 100, rows: 30});
  await cockpit.waitFor(/PhoneAcked[\s\S]*SlowWork/, 30_000);
  return {vendor, pager, desk, cockpit};
}

/** Goes to an alert by its name and no other. */
async function goTo(cockpit: Launched, name: string): Promise<void> {
  cockpit.type(`/\u0015${name}\r`);
  await cockpit.waitFor(new RegExp(`▌P1.*${name}`), 20_000);
}

/** Pages the first level about the alert under the cursor. */
async function page(cockpit: Launched): Promise<void> {
  cockpit.type('e');
  await cockpit.waitFor('secondary', 20_000);
  cockpit.type('\r');
  await cockpit.waitFor(/┌─ page .*pager/, 20_000);
  while (cockpit.screen().join('\n').includes('at its end')) {
    const before = cockpit.screen().join('\n');
    cockpit.type(' ');
    await cockpit.waitFor(screen => screen !== before, 20_000);
  }
  cockpit.type('y');
  await cockpit.waitFor('✓ sent', 20_000);
  cockpit.type('\u001b');
}

/** What the clocks said about an alert, in order. */
function said({state}: Desk, name: string) {
  return factsIn(state).flatMap(fact => (isOfClocks(fact) && fact.title.includes(name) ? [fact] : []));
}

type OfClocks = FactOf<'escalation.due'> | FactOf<'escalation.stopped'>;

function isOfClocks(fact: Parameters<typeof isFact>[0]): fact is OfClocks {
  return isFact(fact, 'escalation.due') || isFact(fact, 'escalation.stopped');
}

function inWords(fact: OfClocks): string {
  return fact.type === 'escalation.due'
    ? `${fact.level} due, ${fact.clock}`
    : `${fact.clock} stops: ${fact.reason}${fact.detail === undefined ? '' : ` (${fact.detail})`}`;
}

describeReal('the three clocks in real time', ['prometheus-alertmanager'], () => {
  test('an ack on the phone stops the ladder and says whose it is, and progress begins only its own clock anew', {
    timeout: 120_000,
  }, async () => {
    const {vendor, pager, desk, cockpit} = await onCall();
    const words = (name: string) => said(desk, name).map(inWords);
    await goTo(cockpit, 'PhoneAcked');
    await page(cockpit);
    const [incident] = vendor.incidents;
    if (incident === undefined) throw new Error('nobody was paged');
    Object.assign(incident, {
      status: 'acknowledged',
      last_status_change_at: new Date().toISOString(),
      last_status_change_by: {summary: 'Lee'},
    });

    await goTo(cockpit, 'SlowWork');
    cockpit.type('a');
    await expect.poll(() => words('SlowWork')).toContain('secondary due, no-progress');
    cockpit.type('nraised the pool\r');
    await expect.poll(() => words('SlowWork')).toContain('no-progress stops: progress');

    await goTo(cockpit, 'PhoneAcked');
    await cockpit.waitFor(/acked by Lee/, 20_000);
    await expect.poll(() => words('PhoneAcked')).toContain('unacked stops: acked (Lee at pager)');

    // What is not resolved is due last: by then the lead would have been called, had the ladder gone on.
    for (const name of ['PhoneAcked', 'SlowWork']) {
      await expect.poll(() => words(name), {timeout: 40_000}).toContain('unresolved due, unresolved');
    }
    expect(words('PhoneAcked').filter(text => text.startsWith('lead'))).toEqual([]);
    const slow = said(desk, 'SlowWork');
    const noted = factsIn(desk.state).find(fact => isFact(fact, 'note.added'));
    const [first, second] = slow.filter(fact => isFact(fact, 'escalation.due') && fact.clock === 'no-progress');
    expect(second).toMatchObject({since: Date.parse(noted?.at ?? '')});
    // The ack is what it ran from first, and what is not resolved runs from when it was first seen, note or not.
    expect(first).toMatchObject({since: expect.toSatisfy((since: number) => since < Date.parse(noted?.at ?? ''))});
    const seen = factsIn(desk.state).flatMap(fact => (isFact(fact, 'alert.fired') ? [Date.parse(fact.at)] : []));
    const [unresolved] = slow.filter(fact => isFact(fact, 'escalation.due') && fact.clock === 'unresolved');
    expect(seen).toContain((unresolved as FactOf<'escalation.due'>).since);
    expect(pager.violations).toEqual([]);
    await leave(cockpit);
  });
});
