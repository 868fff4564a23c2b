import {expect, onTestFinished, test} from 'vitest';
import {isFact} from '../../src/core/shift/fact.js';
import {describeReal, postAlerts, type RealAlertmanager, startAlertmanager} from '../support/real.js';
import {type Desk, leave, openDesk} from './support/desk.js';
import {factsIn, gapsIn} from './support/journal.js';
import {freshAlert} from './support/posts.js';
import {activeSilences} from './support/silences.js';

const NAMES = Array.from({length: 20}, (_, index) => `Site${String(index).padStart(2, '0')}`);

describeReal('while a cockpit is open', ['prometheus-alertmanager', 'amtool'], () => {
  test('fifty commands from other shells go through it and into its journal', {timeout: 120_000}, async () => {
    const server = await served();
    const desk = await deskFor(server);
    const cockpit = desk.cockpit();
    await cockpit.waitFor('needs you 20', 30_000);
    const ran = await Promise.all([
      ...NAMES.map(name => desk.wk(['ack', `alertname=${name}`])),
      ...NAMES.map(name => desk.wk(['note', `looked at ${name}`])),
      ...NAMES.slice(0, 10).map(() => desk.wk(['log', '-o', 'json'])),
    ]);
    expect(ran.filter(({code}) => code !== 0)).toEqual([]);

    await cockpit.waitFor(/Nothing needs you[\s\S]*on it 20/, 30_000);
    cockpit.type('l');
    await cockpit.waitFor('looked at Site', 10_000);
    expect(await activeSilences(server.url)).toHaveLength(20);
    const facts = factsIn(desk.state);
    expect(gapsIn(facts)).toEqual([]);
    expect(facts.flatMap(fact => (isFact(fact, 'ack.requested') ? [fact.title] : [])).sort()).toEqual(NAMES);
    expect(facts.filter(fact => isFact(fact, 'ack.placed'))).toHaveLength(20);
    const notes = facts.flatMap(fact => (isFact(fact, 'note.added') ? [fact.text] : []));
    expect(notes.sort()).toEqual(NAMES.map(name => `looked at ${name}`));
    await leave(cockpit);
  });

  test('a stopped one is named and not written around, and a killed one is in nobody’s way', {
    timeout: 90_000,
  }, async () => {
    const server = await served();
    const desk = await deskFor(server);
    const cockpit = desk.cockpit();
    await cockpit.waitFor('needs you 20', 30_000);
    cockpit.kill('SIGSTOP');
    const refused = await desk.wk(['note', 'too early']);
    expect(refused.code).toBe(6);
    expect(refused.stderr).toContain(`pid ${cockpit.pid} has not answered for 5 s (it is stopped)`);
    expect(refused.stderr).toContain(`kill -CONT ${cockpit.pid}`);
    cockpit.kill('SIGCONT');
    expect(await desk.wk(['note', 'in time'])).toMatchObject({code: 0});
    cockpit.kill('SIGKILL');
    await cockpit.exit;
    expect(await desk.wk(['note', 'alone'])).toMatchObject({code: 0});
    expect(await notesIn(desk)).toEqual(['in time', 'alone']);
    expect(gapsIn(factsIn(desk.state))).toEqual([]);
  });

  test('what a stopped one has not answered is not done later', {timeout: 90_000}, async () => {
    const server = await served();
    const desk = await deskFor(server);
    const first = desk.cockpit();
    await first.waitFor('needs you 20', 30_000);
    const second = desk.cockpit();
    await second.waitFor(/needs you 20[\s\S]*▌P1.*Site00/, 30_000);
    first.kill('SIGSTOP');
    second.type('a');
    await second.waitFor(`pid ${first.pid} has not answered for 5 s`, 30_000);
    await second.waitFor(`CUT OFF since`, 30_000);
    first.kill('SIGCONT');
    await second.waitFor(screen => !screen.includes('CUT OFF'), 30_000);
    // It answers again, and what was asked of it before comes first.
    expect(await desk.wk(['note', 'answered'])).toMatchObject({code: 0});
    expect(factsIn(desk.state).filter(fact => fact.type.startsWith('ack.'))).toEqual([]);
    expect(await activeSilences(server.url)).toEqual([]);
  });

  test('a second one shows the same, acts for both, and writes on when the first leaves', {
    timeout: 120_000,
  }, async () => {
    const server = await served();
    const desk = await deskFor(server, 'ack: {duration: 12s}\n');
    const first = desk.cockpit();
    await first.waitFor('needs you 20', 30_000);
    const second = desk.cockpit();
    const attached = await second.waitFor(/needs you 20[\s\S]*▌P1.*Site00/, 30_000);
    expect(rowsOf(attached)).toEqual(rowsOf(first.screen()));
    second.type('/Site00\r');
    await second.waitFor(/needs you 1 /);
    second.type('a');
    for (const cockpit of [first, second]) await cockpit.waitFor('Site00 now on it', 30_000);
    await second.waitFor(/on it 1[\s\S]*P1 . ana .*Site00/, 30_000);
    const [silence, ...others] = await activeSilences(server.url);
    expect(others).toEqual([]);

    await leave(first);
    const extensions = () => factsIn(desk.state).filter(fact => isFact(fact, 'ack.extended')).length;
    const before = extensions();
    await expect.poll(extensions, {timeout: 60_000, interval: 200}).toBeGreaterThan(before + 1);
    expect((await activeSilences(server.url)).map(({id}) => id)).toEqual([silence?.id]);
    await second.waitFor(/on it 1[\s\S]*P1 . ana .*Site00/);
    expect(await desk.wk(['note', 'through the second'])).toMatchObject({code: 0});
    second.type('l');
    await second.waitFor('through the second');
    expect(gapsIn(factsIn(desk.state))).toEqual([]);
    await leave(second);
  });
});

/** With twenty alerts firing; ends with the test. */
async function served(): Promise<RealAlertmanager> {
  const server = await startAlertmanager();
  onTestFinished(() => server.stop());
  await postAlerts(server.url, NAMES.map(freshAlert));
  return server;
}

function deskFor({url}: RealAlertmanager, config = ''): Promise<Desk> {
  return openDesk(`alertmanagers: [{name: eu, urls: ["${url}"], poll: 1s}]\n${config}`);
}

function rowsOf(screen: readonly string[]): readonly string[] {
  return screen.filter(row => /P1 .*Site\d\d/.test(row));
}

async function notesIn(desk: Desk): Promise<readonly string[]> {
  return factsIn(desk.state).flatMap(fact => (isFact(fact, 'note.added') ? [fact.text] : []));
}
