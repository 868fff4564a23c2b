import {expect, test} from 'vitest';
import {isFact} from '../../src/core/shift/fact.js';
import {describeReal} from '../support/real.js';
import {type Desk, leave} from './support/desk.js';
import {factsIn, gapsIn} from './support/journal.js';
import {activeSilences} from './support/silences.js';
import {deskFor, NAMES, served} from './support/twenty.js';

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
    await cockpit.waitFor(/Log \d+ facts/);
    cockpit.type('/looked at\r');
    await cockpit.waitFor('looked at Site');
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
    expect(refused.stderr).toContain(`pid ${cockpit.pid}`);
    cockpit.kill('SIGCONT');
    expect(await desk.wk(['note', 'in time'])).toMatchObject({code: 0});
    cockpit.kill('SIGKILL');
    await cockpit.exit;
    expect(await desk.wk(['note', 'alone'])).toMatchObject({code: 0});
    expect(await notesIn(desk)).toEqual(['in time', 'alone']);
    expect(gapsIn(factsIn(desk.state))).toEqual([]);
  });
});

async function notesIn(desk: Desk): Promise<readonly string[]> {
  return factsIn(desk.state).flatMap(fact => (isFact(fact, 'note.added') ? [fact.text] : []));
}
