import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {cut, readAnnotations, readLabels} from '../../../../src/relay/hooks/tell/labels.js';

const labels = (value: unknown) => readLabels(value, 'labels');

describe('labels', () => {
  test('become text where no value is lost, and are left out where they are empty', () => {
    const read = labels({a: 'x', b: 1, c: 0.5, d: false, e: '', f: null, '': 'y', g: -0});
    expect(read).toEqual({ok: true, value: {a: 'x', b: '1', c: '0.5', d: 'false', g: '0'}});
    expect(labels(undefined)).toEqual({ok: true, value: {}});
  });

  test.each([
    ['a rounded number', '{"a":12345678901234567890}', '`labels.a` is neither text, nor an exact number, nor a flag.'],
    ['an endless number', '{"a":1e999}', '`labels.a` is neither text, nor an exact number, nor a flag.'],
    ['a list', '{"a":[]}', '`labels.a` is neither text, nor an exact number, nor a flag.'],
    ['an object', '{"\\u001b[2Ja":{}}', '`labels.a` is neither text, nor an exact number, nor a flag.'],
    ['no object', '[]', '`labels` is not an object.'],
    ['text', '"a=b"', '`labels` is not an object.'],
  ])('%s is refused', (_, json, reason) => {
    expect(labels(JSON.parse(json))).toEqual({ok: false, status: 400, reason});
  });

  test('have an end', () => {
    const many = Object.fromEntries(Array.from({length: 257}, (_, index) => [`l${index}`, 'x']));
    expect(labels(many)).toMatchObject({reason: '`labels` has more than 256 members.'});
    expect(labels({a: 'x'.repeat(65_536)})).toMatchObject({reason: '`labels` has more than 65536 characters.'});
    expect(labels({a: 'x'.repeat(65_535)})).toHaveProperty('ok', true);
  });

  test('named after what objects inherit are labels like any other, and harm nothing', () => {
    const read = labels(JSON.parse('{"__proto__":"polluted","constructor":"x","toString":"y"}'));
    if (!read.ok) throw new Error(read.reason);
    expect(Object.entries(read.value)).toEqual([
      ['__proto__', 'polluted'],
      ['constructor', 'x'],
      ['toString', 'y'],
    ]);
    expect(labels(JSON.parse('{"__proto__":{"polluted":1}}'))).toHaveProperty('ok', false);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    const empty = labels({});
    expect(empty.ok && empty.value.constructor).toBeUndefined();
  });
});

describe('annotations', () => {
  test('keep empty ones, and show as JSON what is no text', () => {
    expect(readAnnotations({a: '', b: 2, c: [1, {x: 2}], d: null}, 'annotations')).toEqual({
      ok: true,
      value: {a: '', b: '2', c: '[1,{"x":2}]', d: ''},
    });
  });

  test('are cut where they are very long, and say so', () => {
    const read = readAnnotations({a: 'x'.repeat(70_000)}, 'annotations');
    if (!read.ok) throw new Error(read.reason);
    expect(read.value.a).toHaveLength(65_536);
    expect(read.value.a?.endsWith('x…')).toBe(true);
  });
});

test('a cut never leaves half a character, and never more than it may', () => {
  fc.assert(
    fc.property(fc.string({unit: 'grapheme'}), fc.integer({min: 1, max: 20}), (text, most) => {
      const short = cut(text, most);
      expect(short.length).toBeLessThanOrEqual(most);
      expect(/\p{Cs}/u.test(short)).toBe(false);
      if (text.length <= most) expect(short).toBe(text);
    }),
  );
});
