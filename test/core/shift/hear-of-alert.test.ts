import {expect, test} from 'vitest';
import {startedAt} from '../../../src/core/alert/started.js';
import {fold} from '../../../src/core/shift/fold.js';
import {anAlert, keyOf, NIGHT, story} from '../../support/given.js';

const MINUTE = 60_000;

/** Both journals see an alert, ana's a minute before this one; then hers is brought. */
function sinceWhen(startsAt: number): number {
  const alert = anAlert({startsAt});
  const ana = story({alerts: [alert]});
  ana.when({type: 'reconcile', source: 'eu'}, NIGHT);
  const here = story({alerts: [alert]});
  here.when({type: 'reconcile', source: 'eu'}, NIGHT + MINUTE);
  const brought = ana.state().log.map(fact => ({...fact, origin: 'anas'}));
  const {firing} = fold(here.state().shift, brought);
  return startedAt(alert, {key: keyOf(alert), firing, now: NIGHT + 2 * MINUTE});
}

test('an alert with no start but an end to come began when the first of two journals saw it, not when this one did', () => {
  expect(sinceWhen(NIGHT + 10 * MINUTE)).toBe(NIGHT);
});

test('an alert with a start began then, whoever saw it first', () => {
  expect(sinceWhen(NIGHT - MINUTE)).toBe(NIGHT - MINUTE);
});
