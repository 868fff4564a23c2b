import {expect, test} from 'vitest';
import type {Command} from '../../src/core/shift/command.js';
import type {Fact} from '../../src/core/shift/fact.js';
import type {Moment} from '../../src/demo/moments.js';
import {scriptedOperator} from '../../src/demo/operator.js';
import {virtualClock} from '../../src/lib/virtual-clock.js';
import {anAlert, aWatch} from '../support/given.js';

const MINUTE = 60_000;
const slow = anAlert({labels: {alertname: 'Slow', cluster: 'eu'}});

function stand(moments: readonly Moment[], alerts = [slow]) {
  const clock = virtualClock(0);
  const asked: Command[] = [];
  const stop = new AbortController();
  let hear: (publication: {readonly facts: readonly Fact[]}) => void = () => undefined;
  const state = aWatch({alerts});
  const engine = {
    store: {getState: () => state},
    dispatch: async (command: Command) => asked.push(command),
    subscribe(listener: typeof hear) {
      hear = listener;
      return () => {
        hear = () => undefined;
      };
    },
  };
  scriptedOperator(engine, clock, {signal: stop.signal, moments});
  const fires = (labels: Readonly<Record<string, string>>) => {
    const fact = {v: 1, seq: 1, origin: 'here', at: '', by: 'wk', type: 'alert.fired', source: 'eu', labels};
    hear({facts: [fact as unknown as Fact]});
  };
  return {clock, asked, stop, fires};
}

test('takes the watch, and acts so long after an alert of its script first fired', () => {
  const {asked, clock, fires} = stand([
    {fires: {alertname: 'Slow'}, after: MINUTE, act: {do: 'ack', comment: 'on it'}},
  ]);
  expect(asked).toMatchObject([{type: 'start-shift', operator: 'ana'}]);
  clock.advance(10 * MINUTE);
  fires({alertname: 'Other'});
  fires(slow.labels);
  clock.advance(MINUTE - 1);
  expect(asked).toHaveLength(1);
  clock.advance(1);
  fires(slow.labels);
  clock.advance(5 * MINUTE);
  expect(asked.slice(1)).toEqual([{type: 'ack', alerts: [`eu/${slow.fingerprint}`], comment: 'on it'}]);
});

test('leaves out what has nothing left to be done to, but says what it has to say', () => {
  const on = {alertname: 'Gone'};
  const {asked, clock} = stand([
    {after: 1, on, act: {do: 'ack', comment: 'x'}},
    {after: 2, on, act: {do: 'release'}},
    {after: 3, on, act: {do: 'note', text: 'it went away'}},
  ]);
  clock.advance(MINUTE);
  expect(asked.slice(1)).toEqual([{type: 'note', text: 'it went away'}]);
});

test('stops with the signal', () => {
  const {asked, clock, stop} = stand([{after: MINUTE, act: {do: 'note', text: 'late'}}]);
  stop.abort();
  clock.advance(2 * MINUTE);
  expect(asked).toHaveLength(1);
  expect(clock.next()).toBeUndefined();
});
