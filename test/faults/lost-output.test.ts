import {execFile} from 'node:child_process';
import {existsSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test, vi} from 'vitest';
import {type Desk, openDesk} from '../e2e/support/desk.js';
import {fakeAlertmanager, someAlert} from '../sources/support/fake-alertmanager.js';
import {lengthy} from '../support/soak.js';

// Whole processes on a machine that may be busy.
vi.setConfig({testTimeout: 60_000});

const FULL = '/dev/full';

function inShell(desk: Desk, line: string): Promise<{readonly code: number; readonly stderr: string}> {
  const env = {...desk.env, WK: `${process.execPath} ${desk.bin}`} as NodeJS.ProcessEnv;
  return new Promise(resolve => {
    execFile('/bin/bash', ['-c', line], {env, cwd: path.dirname(desk.state)}, (error, _stdout, stderr) => {
      resolve({code: Number(error?.code ?? 0), stderr});
    });
  });
}

describe.skipIf(!existsSync(FULL))('output to a full disk', () => {
  test('is one sentence and exit code 1, never the program itself', async () => {
    const server = await fakeAlertmanager(Array.from({length: 2_000}, (_, index) => someAlert(`a${index}`)));
    const desk = await openDesk(`alertmanagers: [{name: eu, urls: ["${server.url}"], poll: 1s}]\n`);
    await desk.wk(['note', 'kept']);
    const commands = [
      'alerts',
      'alerts -o json',
      'log',
      'handoff',
      'config schema',
      'ack --help',
      '--help',
      '--version',
    ];
    for (const argv of [...commands, 'silence list', 'completion bash', 'doctor']) {
      const {code, stderr} = await inShell(desk, `$WK ${argv} >${FULL}`);
      const said = stderr.split('\n').filter(line => line.includes('could not be written'));
      expect({argv, code, said: said.length}).toEqual({argv, code: 1, said: 1});
      expect(stderr).not.toContain(' at ');
      expect(stderr.length).toBeLessThan(1_000);
    }
  });

  lengthy('of what is said beside the data keeps nobody from the data', async () => {
    const desk = await openDesk('');
    const {code, stderr} = await inShell(
      desk,
      `[ "$($WK config check 2>${FULL} | wc -l)" -gt 2 ] && $WK nope 2>${FULL}`,
    );
    expect({code, stderr}).toEqual({code: 2, stderr: ''});
  });
});
