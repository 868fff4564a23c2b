import {expect, test} from 'vitest';
import type {Picture} from '../../src/core/picture.js';
import type {Key} from '../../src/core/screen.js';
import {type Fact, isFact} from '../../src/core/shift/fact.js';
import {start} from '../support/a-night.js';

const SIZE = {columns: 120, rows: 30};

/** What a watch with two alerts leaves behind: its journal and its last picture. `after` happens without a picture. */
async function before(after: (night: Awaited<ReturnType<typeof start>>) => Promise<void> = async () => undefined) {
  const pictures: Picture[] = [];
  const night = await start({...SIZE, start: {keep: picture => pictures.push(picture)}});
  await night.alert('SiteDown');
  await night.alert('DiskFull', {labels: {severity: 'warning'}});
  await night.wait(10_000);
  await after(night);
  return {picture: pictures[0], facts: [...night.journal.facts]};
}

function again(
  {picture, facts}: {readonly picture: Picture | undefined; readonly facts: readonly Fact[]},
  keys: readonly string[],
  more = 0,
) {
  const cursor = picture?.cursor === undefined ? {} : {cursor: picture.cursor};
  return start({...SIZE, facts, start: {early: {...cursor, keys: keys.map(keyOf), more}}});
}

function keyOf(name: string): Key {
  return {name, ctrl: false, alt: false, text: [...name].length === 1 ? name : ''};
}

test('a key pressed before the log was open acts on the row that was seen', async () => {
  const night = await again(await before(), ['n', 'o', 'k', '!']);
  await night.sees('ok!');
  await night.press('enter');
  expect(night.journal.facts.at(-1)).toMatchObject({type: 'note.added', text: 'ok!'});
  expect(JSON.stringify(night.journal.facts.at(-1))).toContain('SiteDown');
});

test('keys that move the cursor are done in order', async () => {
  const night = await again(await before(), ['j']);
  await night.sees('▌P3');
});

test('the first frame shows what the keys before it did, and nothing that they passed', async () => {
  const left = await before();
  const plain = await again(left, []);
  expect(plain.screen.frames[0]).toMatch(/▌P1.*SiteDown/);
  const moved = await again(left, ['j', 'k', 'j']);
  expect(moved.screen.frames[0]).toMatch(/▌P3.*DiskFull/);
});

test('an ack that came before the source answered is refused with a reason', async () => {
  const night = await again(await before(), ['a']);
  await night.sees('The source has not answered yet');
  expect(night.source.drafts).toEqual([]);
});

test('a key about a row that is gone does nothing to another one, and says so', async () => {
  const left = await before(night => night.resolve('SiteDown'));
  const night = await again(left, ['f', 'n']);
  await night.sees('SiteDown is not on the board any more: 2 keys pressed before the log was open did nothing');
  expect(night.recorded()).not.toContain('alert.judged');
  await night.sees('▌P3');
});

test('a key after a move would act on a row that nobody saw the cursor on, and says so', async () => {
  const night = await again(await before(), ['j', 'f']);
  await night.sees('1 key pressed before the log was open did nothing.');
  expect(night.recorded()).not.toContain('alert.judged');
});

test('a key on an empty picture does not act on what is there now', async () => {
  const {facts} = await before();
  const night = await again({picture: undefined, facts}, ['f']);
  await night.sees('1 key pressed before the log was open did nothing.');
  expect(night.recorded()).not.toContain('alert.judged');
});

test('a question that nobody has seen is not answered, and the key is not lost in silence', async () => {
  const night = await again(await before(night => night.press('a')), ['q', 'y']);
  await night.sees('1 key pressed before the log was open did nothing.');
  expect(night.left()).toBe(false);
});

test('several keys about the row that was seen are all done', async () => {
  const night = await again(await before(), ['f', 'y']);
  await night.wait(10);
  expect(night.recorded()).toContain('alert.judged');
  expect(night.screen.copied).toEqual(['SiteDown']);
});

test('keys beyond those that were kept are told of', async () => {
  const night = await again(await before(), ['j'], 7);
  await night.sees('7 keys pressed before the log was open did nothing.');
});

test('a worse alert at the top does not take the key: it means the row of the picture', async () => {
  const left = await before(async night => {
    await night.alert('WorseAlert', {age: 200_000});
  });
  const night = await again(left, ['f']);
  const judged = night.journal.facts.findLast(fact => isFact(fact, 'alert.judged'));
  expect(`eu/${judged?.fingerprint}`).toBe(left.picture?.cursor?.alert);
});

test('without a key the cursor starts on the top row', async () => {
  const left = await before(async night => {
    await night.alert('WorseAlert', {age: 200_000});
  });
  const night = await again(left, []);
  await night.sees('WorseAlert');
  expect(night.screen.frame()).toMatch(/▌P1 .*WorseAlert/);
});

test('q leaves as soon as there is something to leave', async () => {
  const night = await again(await before(), ['q']);
  await night.wait(10);
  expect(night.left()).toBe(true);
});
