import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {Alert} from '../../src/core/alert/alert.js';
import {rareTraits} from '../../src/ui/rare-traits.js';
import {closestTo, relatedTo} from '../../src/ui/related.js';
import {anAlert, keyOf} from '../support/given.js';

const anyAlert = fc
  .record({at: fc.nat({max: 39}), startsAt: fc.nat({max: 3}), host: fc.constantFrom('h1', 'h2', 'h3')})
  .map(({at, startsAt, host}) =>
    anAlert({
      fingerprint: String(at).padStart(16, '0'),
      startsAt,
      labels: {alertname: 'A', severity: 'critical', host, rack: `r${at % 4}`, pod: `p${at % 20}`},
    }),
  );
const anyStep = fc.record({
  put: fc.array(anyAlert, {maxLength: 12}),
  gone: fc.array(fc.nat({max: 39}), {maxLength: 12}),
});

test('the rare labels of an alert, followed through what changes, are what they would be if counted anew', () => {
  fc.assert(
    fc.property(fc.array(anyStep, {minLength: 1, maxLength: 8}), anyAlert, (steps, alert) => {
      const following = rareTraits();
      let alerts: ReadonlyMap<string, Alert> = new Map([[keyOf(alert), alert]]);
      for (const {put, gone} of steps) {
        const next = new Map(alerts);
        for (const at of gone) next.delete(`eu/${String(at).padStart(16, '0')}`);
        for (const one of put) next.set(keyOf(one), one);
        alerts = next;
        const told = (find: ReturnType<typeof rareTraits>) =>
          find(alert, alerts).map(({pair, holders}) => [pair, [...holders].sort()]);
        expect(told(following)).toEqual(told(rareTraits()));
      }
    }),
  );
});

test('the closest alerts are those that share most, and the newest of them is told of', () => {
  const of = (at: number, labels: Readonly<Record<string, string>>) =>
    anAlert({fingerprint: `${at}`, startsAt: at, labels: {alertname: `A${at}`, ...labels}});
  const alert = of(1, {host: 'h1', rack: 'r1', zone: 'z'});
  const all = [
    alert,
    of(2, {host: 'h1', rack: 'r1'}),
    of(3, {host: 'h1', zone: 'z'}),
    of(4, {rack: 'r1'}),
    of(5, {host: 'h2'}),
  ];
  const alerts = new Map(all.map(one => [keyOf(one), one]));
  expect(closestTo(alert, alerts)).toEqual({count: 2, shared: ['host=h1', 'zone=z']});
  expect(relatedTo(alert, alerts).map(({alert: {startsAt}, shared}) => [startsAt, shared.length])).toEqual([
    [3, 2],
    [2, 2],
    [4, 1],
  ]);
});
