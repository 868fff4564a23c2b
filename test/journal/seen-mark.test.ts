import {mkdtemp, rm, stat} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, expect, test} from 'vitest';
import {lastSeen, seenMark} from '../../src/journal/seen-mark.js';

const folders: string[] = [];

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, {recursive: true});
});

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'wk-seen-'));
  folders.push(made);
  return made;
}

test('keeps when somebody was last seen watching, to the millisecond, in an empty file of the owner alone', async () => {
  const place = await folder();
  const mark = seenMark(place);
  expect(await mark.last()).toBeUndefined();
  await mark.set(1_700_000_000_123);
  await mark.set(1_700_000_015_125);
  expect(await lastSeen(place)).toBe(1_700_000_015_125);
  const {mode, size} = await stat(join(place, 'watching'));
  expect([mode & 0o777, size]).toEqual([0o600, 0]);
});

test('given a folder that is gone, setting it is no failure', async () => {
  await expect(seenMark('/no/such/folder').set(1)).resolves.toBeUndefined();
});
