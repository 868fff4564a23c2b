import {expect, test} from 'vitest';
import {createStore} from 'zustand/vanilla';
import {virtualClock} from '../../src/lib/virtual-clock.js';
import {pacedStore} from '../../src/ui/paced-store.js';

function paced() {
  const clock = virtualClock(0);
  const source = createStore<{readonly n: number}>(() => ({n: 0}));
  const store = pacedStore(source, clock);
  const shown: number[] = [];
  store.subscribe(() => shown.push(store.getState().n));
  return {clock, source, store, shown, set: (n: number) => source.setState({n})};
}

test('the first change after quiet is shown at once', () => {
  const {clock, shown, set} = paced();
  clock.advance(500);
  set(1);
  expect(shown).toEqual([1]);
});

test('a burst is shown ten times a second, and its last state always', () => {
  const {clock, shown, set} = paced();
  for (let n = 1; n <= 1000; n += 1) {
    set(n);
    clock.advance(2);
  }
  clock.advance(200);
  expect(shown.length).toBeGreaterThanOrEqual(19);
  expect(shown.length).toBeLessThanOrEqual(24);
  expect(shown.at(-1)).toBe(1000);
});

test('the second and third change that one event brings do not wait for the pace of a burst', () => {
  const {clock, shown, set} = paced();
  clock.advance(500);
  set(1);
  clock.advance(4);
  set(2);
  clock.advance(20);
  set(3);
  clock.advance(20);
  expect(shown).toEqual([1, 2, 3]);
  set(4);
  clock.advance(20);
  expect(shown).toEqual([1, 2, 3]);
  clock.advance(100);
  expect(shown).toEqual([1, 2, 3, 4]);
});

test('a change every 200 ms is shown each time at once', () => {
  const {clock, shown, set} = paced();
  for (let n = 1; n <= 20; n += 1) {
    set(n);
    expect(shown.at(-1)).toBe(n);
    clock.advance(200);
  }
});

test('a first drawing that takes long does not hold up the change that comes right behind it', () => {
  const {clock, source, set, store} = paced();
  let spent = 0;
  const slow = pacedStore(source, {...clock, monotonic: () => clock.monotonic() + spent});
  const drawn: number[] = [];
  slow.subscribe(() => {
    spent += drawn.length === 0 ? 80 : 1;
    drawn.push(slow.getState().n);
  });
  clock.advance(500);
  set(1);
  clock.advance(10);
  set(2);
  clock.advance(20);
  expect(drawn).toEqual([1, 2]);
  store.stop();
  slow.stop();
});

test('where drawing takes long, most of the time is left to keys', () => {
  const {clock, source, store, shown, set} = paced();
  let now = 0;
  const slow = pacedStore(source, {...clock, monotonic: () => clock.monotonic() + now});
  const drawn: number[] = [];
  slow.subscribe(() => {
    now += 80;
    drawn.push(slow.getState().n);
  });
  for (let n = 1; n <= 500; n += 1) {
    set(n);
    clock.advance(2);
  }
  clock.advance(500);
  expect(drawn.length).toBeLessThanOrEqual(8);
  expect(drawn.length).toBeGreaterThanOrEqual(3);
  expect(drawn.at(-1)).toBe(500);
  expect(shown.at(-1)).toBe(500);
  store.stop();
  slow.stop();
});

test('what is slow about a state is done in steps before it is shown, and what changes meanwhile is shown with it', () => {
  const {clock, source, set, store} = paced();
  const done: string[] = [];
  const prepared = pacedStore(source, clock, function* ({n}) {
    for (let part = 1; part <= 3; part += 1) {
      done.push(`${n}.${part}`);
      if (n === 1) yield;
    }
  });
  const shown: number[] = [];
  prepared.subscribe(() => shown.push(prepared.getState().n));
  clock.advance(500);
  set(1);
  expect([done, shown]).toEqual([['1.1'], []]);
  set(2);
  clock.advance(1);
  expect([done, shown]).toEqual([['1.1', '1.2', '1.3'], [2]]);
  clock.advance(500);
  set(3);
  expect(shown).toEqual([2, 3]);
  store.stop();
  prepared.stop();
});

test('nothing is heard and no timer waits after stop', () => {
  const {clock, shown, set, store} = paced();
  set(1);
  set(2);
  store.stop();
  clock.advance(1000);
  set(3);
  expect(shown).toEqual([1]);
  expect(clock.next()).toBeUndefined();
});
