import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import {expect, onTestFinished, test} from 'vitest';
import {isRunning, thisProcess} from '../../src/journal/holder.js';

const hasProc = process.platform === 'linux';

test.skipIf(!hasProc)(
  'a process that was killed and that nobody waits for, as in a container, holds nothing',
  async () => {
    // The shell becomes a sleep, which waits for no child.
    const parent = spawn('bash', ['-c', 'sleep 600 & echo $!; exec sleep 600'], {stdio: ['ignore', 'pipe', 'ignore']});
    onTestFinished(() => void parent.kill('SIGKILL'));
    const [said] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(said.toString());
    await expect.poll(() => commandOf(parent.pid)).toBe('sleep');
    const holder = {...thisProcess(Date.now(), '1.0.0'), pid, ticks: ''};
    expect(isRunning(holder)).toBe(true);
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => statOf(pid)[0]).toBe('Z');
    expect(isRunning(holder)).toBe(false);
  },
);

function commandOf(pid: number | undefined): string {
  return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
}

function statOf(pid: number): readonly string[] {
  return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
}
