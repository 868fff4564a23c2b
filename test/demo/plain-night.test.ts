import {expect, test} from 'vitest';
import type {Fact, FactBody, FactType} from '../../src/core/shift/fact.js';
import {sentence} from '../../src/core/shift/sentence.js';
import {plainNight} from '../../src/demo/plain-night.js';

let seq = 0;

function fact<T extends FactType>(type: T, body: FactBody<T>): Fact {
  seq += 1;
  return {v: 1, seq, origin: 'here', at: '2026-11-20T22:00:05.000Z', by: 'ana', type, ...body} as unknown as Fact;
}

const fired = (name: string, index = 0, summary = 'it is') =>
  fact('alert.fired', {
    source: 'eu',
    fingerprint: `${name}${index}`,
    startsAt: 0,
    labels: {alertname: name, cluster: 'eu', service: 'api', instance: `i${index}`},
    severity: 'P2',
    state: 'active',
    summary,
    on: 0,
  });
const resolved = (name: string, index: number) =>
  fact('alert.resolved', {source: 'eu', fingerprint: `${name}${index}`, startsAt: 0, on: 0, reason: 'absent'});

function lines(...publications: readonly Fact[][]): readonly string[] {
  const written: string[] = [];
  const tell = plainNight({sentence}, line => written.push(line));
  for (const facts of publications) tell(facts);
  return written;
}

test('each fact is a line with its time, alerts by their name and place', () => {
  expect(lines([fired('Slow')], [resolved('Slow', 0)])).toEqual([
    '22:00:05Z  P2 Slow api i0 fired in eu: it is',
    '22:00:05Z  Slow api i0 resolved',
  ]);
});

test('alerts of one name that come or go together are one line, beside others', () => {
  const storm = Array.from({length: 300}, (_, index) => fired('Down', index));
  const told = lines(
    [fired('Slow'), ...storm],
    storm.map((_, index) => resolved('Down', index)),
  );
  expect(told).toEqual([
    '22:00:05Z  P2 Slow api i0 fired in eu: it is',
    '22:00:05Z  P2 300 × Down fired in eu',
    '22:00:05Z  300 × Down resolved in eu',
  ]);
});

test('a line stays one line, whatever an alert says', () => {
  expect(lines([fired('Slow', 0, 'one\r\ntwo')])).toEqual(['22:00:05Z  P2 Slow api i0 fired in eu: one two']);
});
