import {describe, expect, test} from 'vitest';
import {handedOver} from '../../../src/core/handoff/accept.js';
import {draftOf} from '../../../src/core/handoff/draft.js';
import {shiftsIn} from '../../../src/core/handoff/shifts.js';
import {anAlert, aSilence, keyOf, NIGHT, story} from '../../support/given.js';
import {FREE} from './anas-watch.js';

const MINUTE = 60_000;
const LATER = anAlert({
  labels: {alertname: 'LaterOne', severity: 'critical', service: 'queue'},
  startsAt: NIGHT + 5 * MINUTE,
});
const PLANNED = aSilence({
  id: 'planned',
  createdBy: 'ana',
  startsAt: NIGHT + 4 * MINUTE,
  endsAt: NIGHT + 90 * MINUTE,
  state: 'pending',
});
const MOS = aSilence({id: 'mos', createdBy: 'mo', startsAt: NIGHT + 6 * MINUTE, endsAt: NIGHT + 90 * MINUTE});

/** Ana's watch ended a minute on, with a P1 that nobody has and a silence that is to begin later. */
function anasEnded() {
  const told = story({alerts: [FREE], silences: [PLANNED]});
  told.when({type: 'start-shift', operator: 'ana'});
  told.when({type: 'reconcile', source: 'eu', silencesRead: true});
  told.when({type: 'end-shift'}, NIGHT + MINUTE);
  const [anas] = shiftsIn(told.state().log);
  const handoff = (now: number) => draftOf(told.state(), told.state().log, {now, shift: anas}).handoff;
  const asked = (now: number) => handedOver(handoff(now), told.state(), 'lee');
  const accept = (now: number) => {
    const items = asked(now).map(({refused: _before, ...item}) => ({...item, answer: 'taken'}) as const);
    return told.when({type: 'accept-handoff', from: 'ana', shift: anas?.id ?? '', items}, now, 'lee');
  };
  /** What fires and is silenced anew once the watch is long over, and an ack of mo's. */
  const later = () => {
    told.shows({alerts: [FREE, LATER], silences: [{...PLANNED, createdBy: 'lee', state: 'active'}, MOS]});
    told.when({type: 'reconcile', source: 'eu', silencesRead: true}, NIGHT + 6 * MINUTE, 'wk');
    told.when({type: 'ack', alerts: [keyOf(LATER)]}, NIGHT + 7 * MINUTE, 'mo');
  };
  return {...told, asked, accept, later};
}

const ids = (items: readonly {readonly id: string}[]) => items.map(({id}) => id);

describe('a watch that is accepted again', () => {
  test('does not take over what fired, was acked and was silenced after it', () => {
    const {asked, accept, later, when} = anasEnded();
    expect(ids(asked(NIGHT + 2 * MINUTE))).toEqual(['NobodyHasIt eu/api', 'eu/planned']);
    accept(NIGHT + 2 * MINUTE);
    when({type: 'start-shift', operator: 'lee'}, NIGHT + 3 * MINUTE, 'lee');
    later();
    expect(asked(NIGHT + 8 * MINUTE)).toEqual([]);
    expect(accept(NIGHT + 8 * MINUTE)).toEqual([]);
  });

  test('does not take that over either where the next watch has not begun', () => {
    const {asked, accept, later} = anasEnded();
    accept(NIGHT + 2 * MINUTE);
    later();
    expect(asked(NIGHT + 8 * MINUTE)).toEqual([]);
  });
});

test('a watch that is accepted once the next one has begun takes over nothing of that', () => {
  const {asked, later, when} = anasEnded();
  when({type: 'start-shift', operator: 'lee'}, NIGHT + 3 * MINUTE, 'lee');
  later();
  // The silence was planned in the watch, and is lee's by now.
  expect(ids(asked(NIGHT + 8 * MINUTE))).toEqual(['NobodyHasIt eu/api']);
});

test('what came up while nobody had the watch goes with the one before', () => {
  const {asked, later} = anasEnded();
  later();
  expect(ids(asked(NIGHT + 8 * MINUTE))).toEqual(['wk-test0002', 'NobodyHasIt eu/api', 'eu/mos']);
});

test('a file of a watch that was still on as it was written takes over nothing that began after it', () => {
  const told = story({alerts: [FREE]});
  told.when({type: 'start-shift', operator: 'ana'});
  told.when({type: 'reconcile', source: 'eu'});
  const facts = told
    .state()
    .log.map(fact => ({...fact, ...(fact.type === 'shift.started' ? {shift: 'shiftofana'} : {}), origin: 'anas'}));
  const here = story({alerts: [FREE, LATER], facts});
  here.when({type: 'start-shift', operator: 'lee'}, NIGHT + MINUTE, 'lee');
  const now = NIGHT + 8 * MINUTE;
  const {handoff} = draftOf(here.state(), here.state().log, {now, shift: shiftsIn(facts)[0]});
  expect(ids(handedOver(handoff, here.state(), 'lee'))).toEqual(['NobodyHasIt eu/api']);
});
