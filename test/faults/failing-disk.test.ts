import {expect, vi} from 'vitest';
import {endedWithTest, openDesk} from '../e2e/support/desk.js';
import {factsIn, gapsIn} from '../e2e/support/journal.js';
import {fakeAlertmanager, someAlert} from '../sources/support/fake-alertmanager.js';
import {launch} from '../support/launch.js';
import {describeReal} from '../support/real.js';
import {lengthy} from '../support/soak.js';

// Whole processes on a machine that may be busy.
vi.setConfig({testTimeout: 60_000});

/** The syncs of the one thread that does them fail for a while as on a broken disk, once the lock is taken. */
const FAULT = ['-f', '-qq', '-o', '/dev/null', '-e', 'trace=fsync,fdatasync', '-e', 'inject=fsync:error=EIO:when=3..8'];

describeReal('a disk whose syncs fail', ['strace'], () => {
  lengthy(
    'is shown, nothing is acked meanwhile, and what was missed is recorded when it works again',
    {
      timeout: 90_000,
    },
    async context => {
      const server = await fakeAlertmanager([someAlert('aa')]);
      const desk = await openDesk(`alertmanagers: [{name: eu, urls: ["${server.url}"], poll: 1s}]\n`);
      const cockpit = endedWithTest(
        launch([...FAULT, process.execPath, desk.bin], {
          command: 'strace',
          cols: 150,
          env: {...desk.env, UV_THREADPOOL_SIZE: '1'},
        }),
      );
      const opened = await cockpit.waitFor(/Alert aa|Operation not permitted|ptrace/, 40_000);
      if (/ptrace|not permitted/.test(opened.join('\n'))) return context.skip('needs the right to trace a process');
      await cockpit.waitFor(/NOT RECORDED since .* \(the disk fails\)/, 20_000);
      cockpit.type('a');
      await cockpit.waitFor('Not done, because it could not be recorded', 20_000);
      expect(server.asked('POST /silences')).toEqual([]);
      await cockpit.waitFor(screen => !screen.includes('NOT RECORDED'), 30_000);
      await expect.poll(() => factsIn(desk.state).map(({type}) => type)).toContain('alert.fired');
      cockpit.type('a');
      await cockpit.waitFor('on it 1', 20_000);
      expect(server.asked('POST /silences')).toHaveLength(1);
      const facts = factsIn(desk.state);
      expect(gapsIn(facts)).toEqual([]);
      expect(facts.map(({type}) => type)).toContain('journal.recovered');
      const log = await desk.wk(['log']);
      expect(log).toMatchObject({code: 0, stderr: ''});
    },
  );
});
