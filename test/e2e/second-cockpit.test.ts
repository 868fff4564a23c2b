import {expect, test} from 'vitest';
import {isFact} from '../../src/core/shift/fact.js';
import {describeReal} from '../support/real.js';
import {lengthy} from '../support/soak.js';
import {leave} from './support/desk.js';
import {factsIn, gapsIn} from './support/journal.js';
import {activeSilences} from './support/silences.js';
import {deskFor, served} from './support/twenty.js';

describeReal('a second cockpit', ['prometheus-alertmanager', 'amtool'], () => {
  lengthy(
    'is told when the first is stopped, and what that has not answered is not done later',
    {
      timeout: 90_000,
    },
    async () => {
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
    },
  );

  test('shows the same, acts for both, and writes on when the first leaves', {
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
    await first.waitFor('needs you 19', 30_000);
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

function rowsOf(screen: readonly string[]): readonly string[] {
  return screen.filter(row => /P1 .*Site\d\d/.test(row));
}
