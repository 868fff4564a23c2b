import {expect, test} from 'vitest';
import {tuningOf} from '../../../src/core/metrics/tuning.js';
import type {NewFact} from '../../../src/core/shift/decision.js';
import {anAlert, NIGHT, recorded, someSettings} from '../../support/given.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ask = {from: NIGHT - HOUR, to: NIGHT + 1000 * HOUR, settings: someSettings()};
const alert = anAlert({name: 'PoolExhausted'});

function fired(minutes: readonly number[], noise: readonly number[] = []) {
  const {source, fingerprint, labels} = alert;
  return recorded(
    minutes.flatMap((lasts, index): NewFact[] => {
      const startsAt = NIGHT + index * 5 * HOUR;
      const key = {source, fingerprint, startsAt};
      return [
        {type: 'alert.fired', ...key, labels, severity: 'P2', state: 'active', on: startsAt},
        ...(noise.includes(index) ? [{type: 'alert.judged', ...key, verdict: 'noise'} as const] : []),
        {type: 'alert.resolved', ...key, on: startsAt + lasts * MINUTE, reason: 'absent'},
      ];
    }),
  );
}

test('a ticket to tune an alert tells how often it fired, what it was worth, and what would help', () => {
  const {title, text, fields} = tuningOf(
    alert,
    fired(
      Array.from({length: 12}, () => 3),
      [0, 1],
    ),
    ask,
  );
  expect(title).toBe('tune PoolExhausted: fired 12 times since 2026-11-20, worth it 0');
  expect(fields).toEqual([
    {name: 'alert', value: 'PoolExhausted'},
    {name: 'where', value: 'eu'},
    {name: 'since', value: '2026-11-20'},
    {name: 'fired', value: '12 times'},
    {name: 'called somebody', value: '12 times'},
    {name: 'acked', value: '0 times'},
    {name: 'worth it', value: '0 of 12'},
    {name: 'called noise', value: '2 of 12'},
    {name: 'lasted', value: '3m (median)'},
  ]);
  expect(text).toContain('What is wrong: nobody ever did anything about it, calls often.');
  expect(text).toContain('# for: what its rule has now, and 5m more');
});

test('a ticket to tune an alert that fired once complains of nothing', () => {
  const {title, text, fields} = tuningOf(alert, fired([90]), ask);
  expect(title).toBe('tune PoolExhausted: fired once since 2026-11-20, worth it 0');
  expect(text).toBe('');
  expect(fields).toContainEqual({name: 'fired', value: 'once'});
});

test('a ticket to tune an alert that the log does not know says what it is about', () => {
  expect(tuningOf(alert, [], ask)).toMatchObject({
    title: 'tune PoolExhausted',
    fields: [{name: 'alert'}, {name: 'where'}],
  });
});
