import {expect, test} from 'vitest';
import {receivedFact} from '../../../src/sources/feed/received-fact.js';
import {AT} from './support.js';

test('a fact of another cockpit nested 200,000 deep exhausts no stack, and is kept as one that nobody reads', () => {
  let text: unknown = 'down here';
  for (let level = 0; level < 200_000; level += 1) text = [text];
  const about = {seq: 7, origin: 'j-lee', at: AT, by: 'lee\u001b[2J'};
  expect(receivedFact({v: 1, ...about, type: 'note.added', note: 'n', text})).toEqual({
    v: 1,
    ...about,
    by: 'lee',
    type: 'fact.unread',
    of: 'note.added',
    shape: 1,
    body: {},
  });
});
