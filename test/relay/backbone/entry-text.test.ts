import fc from 'fast-check';
import {expect, test} from 'vitest';
import {readEntry} from '../../../src/relay/backbone/entry-text.js';
import {entryOf, piecesOf, prepare} from '../../../src/relay/backbone/prepare.js';
import {alert, fact, told} from './support/entries.js';

const PLACE = {epoch: 'e-1', at: Date.UTC(2026, 10, 2, 3)};

test('what was written is read again', () => {
  for (const entry of [alert('a', 'resolved', '"\\\n\u2028'), fact(7), told('t')]) {
    const prepared = prepare(entry);
    const text = piecesOf(prepared, PLACE).join('12');
    expect(readEntry(text, 12)).toEqual(entryOf(prepared, 12, PLACE));
  }
});

test('a told fact is named by the stream, whatever it calls itself', () => {
  const entry = told('t');
  if (entry.kind !== 'told') throw new Error('it is told');
  const prepared = prepare({...entry, fact: {...entry.fact, origin: 'j-ana', seq: 3} as typeof entry.fact});
  const read = readEntry(piecesOf(prepared, PLACE).join('12'), 12);
  expect(read).toMatchObject({fact: {origin: 'e-1', seq: 12}});
  expect(entryOf(prepared, 12, PLACE)).toEqual(read);
});

test('whatever is no entry of that number is a fact that says so', () => {
  const whole = piecesOf(prepare(alert('a')), PLACE).join('12');
  const strange = [
    '',
    'null',
    '[]',
    whole.slice(0, -1),
    whole.replace('"kind":"alert"', '"kind":"poem"'),
    whole.replace('"alert":{', '"other":{'),
    whole.replace(`"at":${PLACE.at}`, '"at":1e300'),
    whole.replace('"seq":12', '"seq":13'),
  ];
  for (const text of strange) {
    expect(readEntry(text, 12), text).toMatchObject({seq: 12, kind: 'fact', fact: {seq: 12, type: 'feed.unreadable'}});
  }
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), text => readEntry(text, 5).seq === 5));
});
