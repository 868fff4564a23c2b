import {describe, expect, test} from 'vitest';
import {virtualClock} from '../../../src/lib/virtual-clock.js';
import {sharedReads} from '../../../src/relay/gateway/shared-reads.js';

const NIGHT = Date.UTC(2026, 10, 20, 3);

function reads() {
  const clock = virtualClock(NIGHT);
  const waiting: {readonly resolve: (text: string) => void; readonly reject: (error: Error) => void}[] = [];
  const all = sharedReads({
    clock,
    fresh: 6_000,
    ask: () =>
      new Promise((resolve, reject) => {
        const answer = (text: string) => resolve({status: 200, type: 'application/json', body: Buffer.from(text)});
        waiting.push({resolve: answer, reject});
      }),
  });
  const read = async (anew = false) => {
    const {answer, age} = await all.read('/alerts', {anew});
    return [answer.body.toString(), age];
  };
  const turn = () => new Promise(resolve => setImmediate(resolve));
  return {clock, waiting, all, read, turn};
}

describe('reads of one server', () => {
  test('that come together are one question', async () => {
    const {waiting, read, turn} = reads();
    const both = Promise.all([read(), read(true)]);
    await turn();
    expect(waiting).toHaveLength(1);
    waiting[0]?.resolve('a');
    expect(await both).toEqual([
      ['a', 0],
      ['a', 0],
    ]);
  });

  test('say how old the answer is, which counts from the question, and ask again when it is not fresh', async () => {
    const {clock, waiting, read, turn} = reads();
    const first = read();
    await turn();
    clock.advance(1_000);
    waiting[0]?.resolve('a');
    expect(await first).toEqual(['a', 1_000]);
    clock.advance(5_000);
    expect(await read()).toEqual(['a', 6_000]);
    clock.advance(1);
    const second = read();
    await turn();
    waiting[1]?.resolve('b');
    expect(await second).toEqual(['b', 0]);
  });

  test('do not use what was asked before something changed, though its answer comes later', async () => {
    const {clock, waiting, all, read, turn} = reads();
    const before = read();
    await turn();
    all.forget();
    const after = read();
    clock.advance(100);
    await turn();
    waiting[0]?.resolve('old');
    waiting[1]?.resolve('new');
    expect((await before)[0]).toBe('old');
    expect((await after)[0]).toBe('new');
    expect((await read())[0]).toBe('new');
  });

  test('share a failure for a moment', async () => {
    const {clock, waiting, read, turn} = reads();
    const failed = read();
    await turn();
    waiting[0]?.reject(new Error('refused'));
    await expect(failed).rejects.toThrow('refused');
    await expect(read()).rejects.toThrow('refused');
    expect(waiting).toHaveLength(1);
    clock.advance(1_000);
    void read();
    await turn();
    expect(waiting).toHaveLength(2);
  });

  test('leave the server half of its time, however often something changes', async () => {
    const {clock, waiting, all, read, turn} = reads();
    const first = read();
    await turn();
    clock.advance(2_000);
    waiting[0]?.resolve('a');
    await first;
    all.forget();
    void read();
    clock.advance(1_999);
    await turn();
    expect(waiting).toHaveLength(1);
    clock.advance(1);
    await turn();
    expect(waiting).toHaveLength(2);
  });
});
