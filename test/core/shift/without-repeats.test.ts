import {expect, test} from 'vitest';
import {metricsOf} from '../../../src/core/metrics/metrics.js';
import type {Fact} from '../../../src/core/shift/fact.js';
import {withoutRepeats} from '../../../src/core/shift/without-repeats.js';
import {anAlert, keyOf, NIGHT, someSettings, story} from '../../support/given.js';

const MINUTE = 60_000;

/** What a cockpit records of one alert that fires, is acked and ends. */
function seenBy(origin: string): readonly Fact[] {
  const told = story({alerts: [anAlert()]});
  told.when({type: 'reconcile', source: 'eu'});
  if (origin === 'anas') told.when({type: 'ack', alerts: [keyOf(anAlert())]}, NIGHT + MINUTE);
  told.shows({alerts: []});
  told.when({type: 'reconcile', source: 'eu', gone: [{...anAlert(), on: NIGHT + 9 * MINUTE, reason: 'absent'}]});
  return told.state().log.map(fact => ({...fact, origin}));
}

test('what two accounts saw of the same alert counts once, and what one of them did with it counts', () => {
  const both = [...seenBy('zoes'), ...seenBy('anas')];
  expect(both.filter(({type}) => type === 'alert.fired')).toHaveLength(2);
  const ask = {from: NIGHT - MINUTE, to: NIGHT + 60 * MINUTE, settings: someSettings(), hourOf: () => 3};
  const volume = (facts: readonly Fact[]) => metricsOf(facts, ask).find(({id}) => id === 'alert-volume')?.n;
  expect(volume(both)).toBe(volume(seenBy('anas')));
  expect(withoutRepeats(both).map(({type, origin}) => `${origin} ${type}`)).toEqual([
    'anas alert.fired',
    'zoes alert.resolved',
    'anas ack.requested',
    'anas ack.ended',
  ]);
});

test('what only the other account saw the end of ends', () => {
  const [fired] = seenBy('anas');
  const ends = seenBy('zoes').filter(({type}) => type === 'alert.resolved');
  expect(withoutRepeats([...(fired === undefined ? [] : [fired]), ...seenBy('zoes')])).toEqual([fired, ...ends]);
});

test('one journal is as it is, also where the same time fires again after somebody called it over', () => {
  const facts = [...seenBy('anas'), ...seenBy('anas')];
  expect(withoutRepeats(facts)).toBe(facts);
});
