import {expect, test} from 'vitest';
import {isFact} from '../../src/core/shift/fact.js';
import {describeReal} from '../support/real.js';
import {lengthy} from '../support/soak.js';
import {leave} from './support/desk.js';
import {factsIn, gapsIn} from './support/journal.js';
import {activeSilences} from './support/silences.js';
import {deskFor, NAMES, served} from './support/twenty.js';

const SOME = NAMES.slice(0, 3);

describeReal('commands that run at the same time', ['prometheus-alertmanager', 'amtool'], () => {
  lengthy('without a cockpit are all done, once each, and say so', {timeout: 120_000}, async () => {
    const server = await served();
    const desk = await deskFor(server);
    const ran = await Promise.all([
      ...SOME.map(name => desk.wk(['ack', name])),
      ...SOME.map(() => desk.wk(['ack', 'Site10'])),
      ...SOME.map(name => desk.wk(['silence', 'add', 'Site11', '-c', `for ${name}`])),
      ...SOME.map(name => desk.wk(['note', name])),
    ]);
    expect(ran.filter(({code}) => code !== 0)).toEqual([]);
    const count = (type: Parameters<typeof isFact>[1]) => factsIn(desk.state).filter(fact => isFact(fact, type)).length;
    expect(['ack.placed', 'silence.placed', 'note.added'].map(type => count(type as never))).toEqual([4, 3, 3]);
    expect(await activeSilences(server.url)).toHaveLength(7);

    const released = await Promise.all(SOME.map(() => desk.wk(['release', 'Site10'])));
    expect(released.filter(({code}) => code !== 0)).toEqual([]);
    expect(released.filter(({stdout}) => stdout === 'Site10: released\n')).toHaveLength(1);
    expect(await activeSilences(server.url)).toHaveLength(6);
    expect(gapsIn(factsIn(desk.state))).toEqual([]);
  });

  test('while the cockpit quits are all done, once each', {timeout: 90_000}, async () => {
    const desk = await deskFor(await served());
    const cockpit = desk.cockpit();
    await cockpit.waitFor('needs you 20', 30_000);
    const notes = Array.from({length: 8}, (_, at) => `note ${at}`);
    const running = notes.map(text => desk.wk(['note', text]));
    await leave(cockpit);
    expect((await Promise.all(running)).filter(({code}) => code !== 0)).toEqual([]);
    const noted = factsIn(desk.state).flatMap(fact => (isFact(fact, 'note.added') ? [fact.text] : []));
    expect(noted.sort()).toEqual(notes.sort());
  });
});
