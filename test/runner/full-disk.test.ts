import {execFileSync} from 'node:child_process';
import {afterAll, describe, expect, test} from 'vitest';
import {aRunner} from '../support/a-runner.js';
import {tempDir} from '../support/real.js';

const folder = tempDir();
const mounted = mount();

describe.skipIf(!mounted)('on a disk that is full (needs to mount one)', () => {
  afterAll(() => execFileSync('umount', ['-l', folder]));

  test('a statement tells its own end, nothing is run that could not be kept, and the state stays', async () => {
    const runner = await aRunner({folder});
    await runner.run('x=1');
    const filling = await runner.run('head -c 10000000 /dev/zero 2>/dev/null; x=2; exit 3');
    expect(filling).toMatchObject({how: 'exited', code: 3, notes: [expect.stringContaining('ENOSPC')]});
    const refused = await runner.run('echo $x');
    expect(refused).toMatchObject({how: 'not-started', reason: expect.stringContaining('disk is full')});
    expect(await runner.leftovers()).toMatchObject([{state: 'ended'}]);
  });
});

/** A small disk, where we may mount one. */
function mount(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=300k', 'tmpfs', folder], {stdio: 'ignore'});
    return true;
  } catch {
    return false;
  }
}
