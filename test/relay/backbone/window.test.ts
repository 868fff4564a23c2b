import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {openWindow} from '../../../src/relay/backbone/window.js';

const textOf = (seq: number, filler = '') =>
  JSON.stringify({seq, at: seq, kind: 'fact', fact: {v: 1, seq, origin: 'j', at: '', by: '', type: 'a.b', filler}});

describe('the window', () => {
  test('holds what a list cut to its bounds would hold', () => {
    const lengths = fc.array(fc.integer({min: 0, max: 300}), {maxLength: 60});
    const bounds = fc.record({count: fc.integer({min: 1, max: 30}), bytes: fc.integer({min: 1, max: 5000})});
    fc.assert(
      fc.property(lengths, bounds, (fillers, limits) => {
        const window = openWindow(limits);
        let held: string[] = [];
        for (const [index, length] of fillers.entries()) {
          const text = textOf(index + 1, 'é'.repeat(length));
          window.add(text);
          held = [...held, text].slice(-limits.count);
          while (held.length > 1 && Buffer.byteLength(held.join('')) > limits.bytes) held = held.slice(1);
        }
        expect(window.head).toBe(fillers.length);
        expect(window.newest({count: 1e9, bytes: 1e9})).toEqual(held);
        expect(window.oldest).toBe(held.length === 0 ? 0 : fillers.length - held.length + 1);
        const entries = window.read(Math.max(0, window.oldest - 1), 1000);
        expect(entries).toEqual(held.map(text => JSON.parse(text)));
      }),
    );
  });

  test('stays right and small when very many entries pass through it', () => {
    const window = openWindow({count: 1500, bytes: 1e9});
    for (let seq = 1; seq <= 10_000; seq++) {
      window.add(textOf(seq));
      if (seq % 777 !== 0) continue;
      const {oldest} = window;
      expect(oldest).toBe(Math.max(1, seq - 1499));
      expect(window.read(oldest - 1, 1)).toMatchObject([{seq: oldest}]);
      expect(window.read(seq - 1, 9)).toMatchObject([{seq}]);
      expect(() => window.read(oldest - 2, 1)).toThrow('is not kept any more');
    }
  });

  test('gives the newest that fit, and at least one', () => {
    const window = openWindow({count: 100, bytes: 1e9});
    for (let seq = 1; seq <= 10; seq++) window.add(textOf(seq));
    expect(window.newest({count: 3, bytes: 1e9})).toEqual([8, 9, 10].map(seq => textOf(seq)));
    expect(window.newest({count: 100, bytes: 250})).toEqual([9, 10].map(seq => textOf(seq)));
    expect(window.newest({count: 0, bytes: 0})).toEqual([textOf(10)]);
  });

  test('forgets all when it is to go on from elsewhere', () => {
    const window = openWindow({count: 100, bytes: 1e9});
    window.add(textOf(1));
    window.reset(41);
    expect([window.head, window.oldest]).toEqual([41, 0]);
    expect(() => window.read(0, 1)).toThrow('is not kept any more');
    expect(window.read(41, 1)).toEqual([]);
    window.add(textOf(42));
    expect([window.head, window.oldest]).toEqual([42, 42]);
    expect(window.read(41, 1)).toMatchObject([{seq: 42}]);
  });
});
