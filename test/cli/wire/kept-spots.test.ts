import {mkdtempSync, readdirSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {keptSpots} from '../../../src/cli/wire/kept-spots.js';

function place(): string {
  const folder = mkdtempSync(join(tmpdir(), 'wk-spots-'));
  onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
  return join(folder, 'spots');
}

test('where a walk stands is found by the next process, for nobody else to read, and gone when the walk is closed', async () => {
  const folder = place();
  const open = () => keptSpots({folder, redact: text => text.replace('hunter2', '••••'), now: () => 0});
  const edits = {plain: 'df -h', secret: 'mysql -phunter2'};
  const first = open();
  first.keep('walk-1', {item: 'plain', at: undefined, edits: {}, lost: []});
  first.keep('walk-1', {item: 'read:top', at: 'look', edits, lost: ['old']});
  expect(await first.find('walk-1')).toBeDefined();
  expect(await open().find('walk-1')).toEqual({
    item: 'read:top',
    at: 'look',
    edits: {plain: 'df -h'},
    lost: ['old', 'secret'],
  });
  const [name = ''] = readdirSync(folder);
  expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  const last = open();
  last.keep('walk-1', undefined);
  expect(await last.find('walk-1')).toBeUndefined();
  expect(await open().find('walk-2')).toBeUndefined();
});
