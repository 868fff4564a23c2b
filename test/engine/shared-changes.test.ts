import {expect, test} from 'vitest';
import type {Alert} from '../../src/core/alert/alert.js';
import type {FoundChanges, ObservedChange} from '../../src/core/ports.js';
import {sharedChanges} from '../../src/engine/shared-changes.js';
import {virtualClock} from '../../src/lib/virtual-clock.js';
import {anAlert, NIGHT} from '../support/given.js';

const {signal} = new AbortController();
const of = (service: string, instance: string) => anAlert({labels: {alertname: 'DiskFull', service, instance}});

/** A command that answers when it is told to. */
function command() {
  const asked: {readonly alert: Alert; readonly answer: (changes: readonly ObservedChange[] | Error) => void}[] = [];
  const run = (alert: Alert) =>
    new Promise<FoundChanges>((resolve, reject) => {
      asked.push({alert, answer: said => (said instanceof Error ? reject(said) : resolve({changes: said}))});
    });
  return {asked, run};
}

const rest = () => new Promise<void>(resolve => setImmediate(resolve));

test('one run answers all alerts of a service for a while, then it is asked again', async () => {
  const clock = virtualClock(NIGHT);
  const {asked, run} = command();
  const changes = sharedChanges(run, clock);
  const answers = Promise.all([changes(of('web', 'a'), signal), changes(of('web', 'b'), signal)]);
  await rest();
  asked[0]?.answer([{on: NIGHT, text: 'v9'}]);
  expect(await answers).toEqual([{changes: [{on: NIGHT, text: 'v9'}]}, {changes: [{on: NIGHT, text: 'v9'}]}]);
  clock.advance(100_000);
  await changes(of('web', 'c'), signal);
  expect(asked).toHaveLength(1);
  clock.advance(30_000);
  void changes(of('web', 'c'), signal);
  await rest();
  expect(asked).toHaveLength(2);
});

test('never more than one runs, whatever the cursor rests on', async () => {
  const {asked, run} = command();
  const changes = sharedChanges(run, virtualClock(NIGHT));
  for (const service of ['web', 'db', 'mail']) void changes(of(service, 'a'), signal);
  await rest();
  expect(asked.map(({alert}) => alert.labels.service)).toEqual(['web']);
  asked[0]?.answer([]);
  await rest();
  expect(asked.map(({alert}) => alert.labels.service)).toEqual(['web', 'db']);
});

test('one that fails is told to whoever asked, and does not hold up the next', async () => {
  const clock = virtualClock(NIGHT);
  const {asked, run} = command();
  const changes = sharedChanges(run, clock);
  const failing = changes(of('web', 'a'), signal);
  const next = changes(of('db', 'a'), signal);
  await rest();
  asked[0]?.answer(new Error('no such command'));
  await expect(failing).rejects.toThrow('no such command');
  await rest();
  asked[1]?.answer([]);
  expect(await next).toEqual({changes: []});
  await expect(changes(of('web', 'b'), signal)).rejects.toThrow('no such command');
  clock.advance(31_000);
  void changes(of('web', 'b'), signal);
  await rest();
  expect(asked).toHaveLength(3);
});
