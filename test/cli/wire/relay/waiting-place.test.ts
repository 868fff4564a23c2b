import {execFileSync} from 'node:child_process';
import {readdirSync, statSync} from 'node:fs';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {openWaitingPlace} from '../../../../src/cli/wire/relay/waiting-place.js';
import {virtualClock} from '../../../../src/lib/virtual-clock.js';
import {eventually} from '../../../relay/support/eventually.js';
import {alertEntry, fakeBackbone} from '../../../relay/support/fake-backbone.js';
import {tempDir} from '../../../support/real.js';

const NIGHT = Date.parse('2026-11-20T03:00:00.000Z');

test('a disk that was filled by what waited has room again when all of it is in the stream', async context => {
  const folder = tempDir();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', folder], {stdio: 'ignore'});
  } catch {
    return context.skip('needs the right to mount a small tmpfs');
  }
  onTestFinished(() => void execFileSync('umount', ['--lazy', folder]));
  const clock = virtualClock(NIGHT);
  const warned: string[] = [];
  const place = await openWaitingPlace({clock, folder, warn: line => warned.push(line)});
  const reserve = join(folder, 'waiting', 'reserve');
  await eventually(() => statSync(reserve, {throwIfNoEntry: false})?.size).toBe(128 * 1024);
  const backbone = fakeBackbone();
  backbone.told = {writable: false, trouble: 'Redis is away'};
  const opened = place?.open(backbone);
  onTestFinished(() => opened?.close());
  const ballast = join(folder, 'ballast');
  await writeFile(ballast, Buffer.alloc(2 * 1024 * 1024, 'x'));
  let told = 0;
  const tell = () => opened?.waiting.add([alertEntry(++told)], NIGHT);
  const fill = async () => {
    for (let tries = 0; tries < 20_000; tries += 1) await tell();
  };
  await expect(fill()).rejects.toThrow('no space left');
  // The relay records more than this on the same disk.
  await expect(writeFile(join(folder, 'more'), Buffer.alloc(1024 * 1024, 'x'))).rejects.toThrow('ENOSPC');
  backbone.told = {writable: true};
  clock.advance(1_000);
  await eventually(() => opened?.waiting.count).toBe(0);
  await eventually(() => bytesOf(join(folder, 'waiting', 'segments'))).toBeLessThan(64 * 1024);
  expect(warned).toEqual([]);
  backbone.told = {writable: false, trouble: 'Redis is away'};
  clock.advance(60_000);
  await tell();
  expect(opened?.waiting.count).toBe(1);
});

function bytesOf(folder: string): number {
  return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}
