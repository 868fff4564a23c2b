import {describe, expect, test} from 'vitest';
import type {Fact} from '../../src/core/shift/fact.js';
import {initialShift} from '../../src/core/shift/fold.js';
import {attachEngine} from '../../src/engine/attached-engine.js';
import {initialState} from '../../src/engine/initial-state.js';
import {stateMessage, type WatchMessage} from '../../src/engine/wire-format.js';
import {virtualClock} from '../../src/lib/virtual-clock.js';
import {NIGHT, someSettings} from '../support/given.js';

const NOTE: Fact = {
  v: 1,
  seq: 1,
  origin: 'here',
  at: new Date(NIGHT).toISOString(),
  by: 'lee',
  type: 'note.added',
  note: 'n1',
  text: 'rebuilt replica 2',
};

/** An attached cockpit whose holder answers a note at once, and streams what the test says. */
async function attached() {
  const clock = virtualClock(NIGHT);
  const gone: string[] = [];
  let hear: (message: WatchMessage) => void = () => undefined;
  let end: (reason: string) => void = () => undefined;
  const engine = await attachEngine({
    clock,
    operator: 'lee',
    own: {readOnly: true},
    gone: reason => gone.push(reason),
    link: {
      ask: async () => ({ok: true, facts: [NOTE]}),
      watch: async (onMessage, onClose) => {
        hear = onMessage;
        end = onClose;
        const settings = someSettings();
        const shift = initialShift('here');
        const state = initialState({settings, shift, log: [], sources: [], now: NIGHT, role: 'writer'});
        onMessage(stateMessage(state, NIGHT));
        return {close: () => undefined};
      },
      look: () => undefined,
      wake: () => undefined,
    },
  });
  return {clock, engine, gone, streams: (message: WatchMessage) => hear(message), ends: () => end('gone')};
}

describe('a cockpit that is attached', () => {
  test('is of its own operator and only looks when it was told to, whatever the holder may do', async () => {
    const {engine} = await attached();
    expect(engine.store.getState().settings).toMatchObject({operator: 'lee', readOnly: true, ack: {prefix: 'ACK!'}});
  });

  test('tells the outcome of a command when its facts have arrived in the state', async () => {
    const {engine, streams} = await attached();
    const told: number[] = [];
    const asking = engine.dispatch({type: 'note', text: NOTE.text as string}).then(outcome => {
      told.push(engine.store.getState().shift.notes.length);
      return outcome;
    });
    await new Promise(resolve => setImmediate(resolve));
    expect(told).toEqual([]);
    streams({kind: 'publication', facts: [NOTE]});
    expect(await asking).toEqual({ok: true, facts: [NOTE]});
    expect(told).toEqual([1]);
  });

  test('tells it at once when the holder goes right after its answer', async () => {
    const {engine, ends, gone} = await attached();
    const asking = engine.dispatch({type: 'note', text: 'on its way'});
    await new Promise(resolve => setImmediate(resolve));
    ends();
    expect(await asking).toEqual({ok: true, facts: [NOTE]});
    expect(gone).toEqual(['gone']);
  });

  test('tells it all the same when the stream lags too long', async () => {
    const {clock, engine} = await attached();
    const asking = engine.dispatch({type: 'note', text: 'on its way'});
    await new Promise(resolve => setImmediate(resolve));
    await clock.advance(5_000);
    expect(await asking).toEqual({ok: true, facts: [NOTE]});
  });
});
