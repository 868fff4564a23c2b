import {describe, expect, test} from 'vitest';
import {recent} from '../../../../src/relay/server/feed/recent.js';

const frame = (seq: number, size = 10) => ({seq, bytes: Buffer.alloc(size)});
const seqs = (frames: readonly {readonly seq: number}[] | undefined) => frames?.map(({seq}) => seq);

describe('the newest frames', () => {
  test('are had from any place they reach back to', () => {
    const kept = recent();
    for (const seq of [5, 6, 7, 8]) kept.push(frame(seq));
    expect(seqs(kept.after(4, 1_000))).toEqual([5, 6, 7, 8]);
    expect(seqs(kept.after(6, 1_000))).toEqual([7, 8]);
    expect(seqs(kept.after(8, 1_000))).toEqual([]);
    expect(kept.after(3, 1_000)).toBeUndefined();
    expect([kept.covers(3), kept.covers(4), kept.covers(8)]).toEqual([false, true, true]);
  });

  test('come in pieces of about so many bytes, at least one', () => {
    const kept = recent();
    for (const seq of [1, 2, 3]) kept.push(frame(seq, 100));
    expect(seqs(kept.after(0, 150))).toEqual([1, 2]);
    expect(seqs(kept.after(0, 1))).toEqual([1]);
  });

  test('before a gap are forgotten', () => {
    const kept = recent();
    for (const seq of [1, 2, 9]) kept.push(frame(seq));
    expect(kept.after(0, 1_000)).toBeUndefined();
    expect(seqs(kept.after(8, 1_000))).toEqual([9]);
  });

  test('are bounded in number and in bytes, whatever comes', () => {
    const many = recent();
    for (let seq = 1; seq <= 30_000; seq += 1) many.push(frame(seq));
    expect(many.covers(30_000 - 8_192)).toBe(true);
    expect(many.covers(30_000 - 8_193)).toBe(false);
    expect(seqs(many.after(29_998, 1_000))).toEqual([29_999, 30_000]);
    const large = recent();
    for (let seq = 1; seq <= 20; seq += 1) large.push(frame(seq, 1024 * 1024));
    expect(large.covers(12)).toBe(true);
    expect(large.covers(11)).toBe(false);
    large.push(frame(21, 20 * 1024 * 1024));
    expect(seqs(large.after(20, 1_000))).toEqual([21]);
  });

  test('are none at first, and none when cleared', () => {
    const kept = recent();
    expect(kept.after(0, 1_000)).toBeUndefined();
    kept.push(frame(1));
    kept.clear();
    expect(kept.covers(0)).toBe(false);
  });
});
