import {createHash} from 'node:crypto';
import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {bundleText, readBundle} from '../../../src/cli/wire/bundle.js';
import {aWatch, NIGHT, recorded} from '../../support/given.js';
import {tempDir} from '../../support/real.js';

test('a bundle in a newer layout is not asked for again: what helps is a newer wk', async () => {
  const facts = recorded([{type: 'note.added', note: 'n', text: 'the wiki has the map'}]);
  const {text} = bundleText(facts, aWatch({facts}).shift, {operator: 'ana', from: NIGHT - 1});
  const file = path.join(tempDir(), 'b.wk');
  writeFileSync(file, text);
  expect((await readBundle(file)).facts).toHaveLength(1);
  writeFileSync(file, text.replace('"bundle":1', '"bundle":2'));
  await expect(readBundle(file)).rejects.toMatchObject({
    message: `${file} is not taken: it was written by a newer wk, in a layout that this one does not know (2; it knows up to 1).`,
    hint: 'Update this wk and accept it again; nothing was recorded.',
  });
});

test('a line nested 200,000 deep with the right checksum is no fact, and exhausts no stack', async () => {
  const {text} = bundleText([], aWatch().shift, {operator: 'ana', from: NIGHT - 1});
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
  const body = `{"v":1,"seq":1,"origin":"j-ana","at":"2026-11-20T03:00:00.000Z","by":"ana","type":"note.added","text":${deep}}\n`;
  const head = {...JSON.parse(text), facts: 1, sha256: createHash('sha256').update(body).digest('hex')};
  const file = path.join(tempDir(), 'b.wk');
  writeFileSync(file, `${JSON.stringify(head)}\n${body}`);
  await expect(readBundle(file)).rejects.toMatchObject({
    message: `${file} is not taken: a line of it is no fact.`,
    exitCode: 1,
  });
});
