import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import {expect, test} from 'vitest';
import type {Engine} from '../../src/engine/engine.js';
import {replaceableEngine} from '../../src/engine/replaceable-engine.js';
import {watchStore} from '../../src/engine/watch-store.js';
import {anAlert, aWatch} from '../support/given.js';

function anEngine(): Engine {
  const nothing = async () => undefined;
  return {
    store: watchStore(aWatch({alerts: [anAlert()]})),
    dispatch: async () => ({ok: true, facts: []}),
    settle: async () => ({settled: true, facts: []}),
    subscribe: () => () => undefined,
    look: () => undefined,
    wake: () => undefined,
    follow: () => () => undefined,
    stop: nothing,
  } as unknown as Engine;
}

async function collected(held: WeakRef<object>): Promise<boolean> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let turn = 0; turn < 10 && held.deref() !== undefined; turn += 1) {
    await new Promise(resolve => setImmediate(resolve));
    collect();
  }
  return held.deref() === undefined;
}

test('a store begins with its state, and does not hold on to what fired then', async () => {
  let state: ReturnType<typeof aWatch> | undefined = aWatch({alerts: [anAlert()]});
  const store = watchStore(state);
  expect(store.getState()).toBe(state);
  const first = new WeakRef(state.live.alerts);
  store.setState({live: aWatch().live});
  state = undefined;
  expect(await collected(first)).toBe(true);
  expect(store.getState().live.alerts.size).toBe(0);
});

test('an engine that was replaced is let go with all it knew', async () => {
  const {engine, first} = replaced();
  expect(await collected(first)).toBe(true);
  expect(engine.store.getState().live.alerts.size).toBe(1);
});

function replaced() {
  const old = anEngine();
  const engine = replaceableEngine(old);
  engine.replace(anEngine());
  return {engine, first: new WeakRef(old)};
}
