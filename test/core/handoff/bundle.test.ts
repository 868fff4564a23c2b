import {describe, expect, test} from 'vitest';
import {handedOver} from '../../../src/core/handoff/accept.js';
import {bundledFacts, bundledWatch} from '../../../src/core/handoff/bundle.js';
import {handoffDocument} from '../../../src/core/handoff/document.js';
import {shiftsIn} from '../../../src/core/handoff/shifts.js';
import type {SourceHealth} from '../../../src/core/live/update.js';
import type {NewFact} from '../../../src/core/shift/decision.js';
import type {Fact} from '../../../src/core/shift/fact.js';
import {fold} from '../../../src/core/shift/fold.js';
import {anAlert, aSilence, aWatch, keyOf, NIGHT, recorded, story, types, upHealth} from '../../support/given.js';
import {anasWatch as anasOwn, DISK, FREE} from './anas-watch.js';

const MINUTE = 60_000;
const ENDED = anAlert({name: 'Over'});
const SPAN = {from: NIGHT - MINUTE, to: NIGHT + 5 * MINUTE, now: NIGHT + 5 * MINUTE};

const {lastGood: _never, ...health} = upHealth();
/** Alertmanager does not answer, and never has here. */
const SILENT: SourceHealth = {...health, state: 'down'};

/** The same, and a third alert ended in it. */
function anasWatch() {
  const told = anasOwn([ENDED]);
  told.shows({alerts: [DISK, FREE]});
  told.when({type: 'reconcile', source: 'eu'}, NIGHT + MINUTE);
  return told;
}

const theirs = (facts: readonly Fact[]) => facts.map(fact => ({...fact, origin: 'anas'}));

/** Another journal, whose Alertmanager shows nothing, with the facts of ana's in it. */
function incoming(facts: readonly Fact[], shown: Parameters<typeof story>[0] = {health: SILENT}) {
  return story({...shown, facts: theirs(facts)});
}

function take({when}: Pick<ReturnType<typeof story>, 'when'>, ack: string): void {
  const items = [{kind: 'ack', id: ack, title: 'x', answer: 'taken'}] as const;
  expect(types(when({type: 'accept-handoff', from: 'ana', items}, NIGHT, 'lee'))).toContain('ack.taken');
}

describe('a watch that is taken over while Alertmanager is down', () => {
  test('does not lose the P1 that nobody has acked: it is asked about and is on the page', () => {
    const told = incoming(anasWatch().state().log);
    const handoff = handoffDocument(told.state(), told.state().log, SPAN);
    expect(handoff.ongoing.map(({name}) => name).sort()).toEqual(['DiskFull', 'NobodyHasIt']);
    expect(handedOver(handoff, told.state(), 'lee').map(({kind, id}) => `${kind} ${id}`)).toContain(
      'issue NobodyHasIt eu/api',
    );
  });

  test('does not lose the ack that was taken: before its source was heard, its alerts are not gone', () => {
    const {state, ack} = anasWatch();
    const told = incoming(state().log);
    take(told, ack);
    expect(types(told.when({type: 'tick'}, NIGHT + 2 * MINUTE, 'wk'))).not.toContain('ack.ended');
    // Not even where the facts do not say that it fires.
    const unknown = incoming(state().log.filter(({type}) => !type.startsWith('alert.')));
    take(unknown, ack);
    expect(types(unknown.when({type: 'tick'}, NIGHT + 2 * MINUTE, 'wk'))).not.toContain('ack.ended');
  });

  test('goes on as the source shows it once that answers: what is gone ends, and what fires is not told twice', () => {
    const {state, ack} = anasWatch();
    const told = incoming(state().log);
    take(told, ack);
    told.shows({alerts: [FREE]});
    const decided = told.when({type: 'reconcile', source: 'eu'}, NIGHT + 3 * MINUTE, 'wk');
    expect(types(decided)).toEqual(['alert.resolved', 'ack.ended']);
    expect([...told.state().shift.firing.values()].map(({labels}) => labels.alertname)).toEqual(['NobodyHasIt']);
  });
});

describe('what another journal says of alerts', () => {
  test('does not undo what was seen here since', () => {
    const told = story({alerts: [DISK]});
    told.when({type: 'reconcile', source: 'eu'});
    told.shows({alerts: []});
    told.when({type: 'reconcile', source: 'eu'}, NIGHT + MINUTE);
    expect(fold(told.state().shift, theirs(anasWatch().state().log)).firing.has(keyOf(DISK))).toBe(false);
    told.shows({alerts: [ENDED]});
    told.when({type: 'reconcile', source: 'eu'}, NIGHT + MINUTE);
    expect(fold(told.state().shift, theirs(anasWatch().state().log)).firing.has(keyOf(ENDED))).toBe(true);
  });
});

describe('the facts that go over', () => {
  const later = NIGHT + 3 * MINUTE;

  test('have planned work that is still to come, whenever it was recorded', () => {
    const {when, state} = anasWatch();
    when({type: 'record-change', text: 'past', on: NIGHT + MINUTE});
    when({type: 'record-change', text: 'db upgrade', on: NIGHT + 60 * MINUTE});
    const facts = bundledFacts(state().log, state().shift, {since: later});
    expect(facts.flatMap(fact => (fact.type === 'change.recorded' ? [fact.text] : []))).toEqual(['db upgrade']);
    const told = incoming(facts);
    const handoff = handoffDocument(told.state(), told.state().log, {...SPAN, from: later});
    expect(handoff.scheduled).toMatchObject([{text: 'db upgrade'}]);
  });

  test('say who had acked an alert that ended in the watch, where that was before it', () => {
    const {when, state, shows} = anasWatch();
    shows({alerts: [FREE]});
    when({type: 'reconcile', source: 'eu'}, later);
    const told = incoming(bundledFacts(state().log, state().shift, {since: later}));
    const {ended} = handoffDocument(told.state(), told.state().log, {...SPAN, from: later, now: later, to: later});
    expect(ended).toMatchObject([{name: 'DiskFull', ackedBy: 'ana'}]);
  });

  test('say which silence holds what fires, and leave out those that ended before', () => {
    const {matchers, startsAt: begins, createdBy, comment} = aSilence();
    const placed = (silence: string, endsAt: number): NewFact => ({
      ...{type: 'silence.placed', source: 'eu', silence, matchers: [...matchers]},
      ...{startsAt: begins, endsAt, createdBy, comment, ours: false},
    });
    const {source, fingerprint, startsAt} = DISK;
    const log = [
      ...anasWatch().state().log,
      ...recorded([
        placed('old', NIGHT + MINUTE),
        placed('gone', NIGHT + 60 * MINUTE),
        placed('held', NIGHT + 60 * MINUTE),
        {type: 'alert.changed', source, fingerprint, startsAt, state: 'suppressed', suppressedBy: ['held']},
        {type: 'silence.expired', source: 'eu', silence: 'gone', ours: false},
      ]),
    ];
    const facts = bundledFacts(log, aWatch({facts: log}).shift, {since: later});
    expect(facts.flatMap(fact => (fact.type === 'silence.placed' ? [fact.silence] : []))).toEqual(['held']);
    expect(incoming(facts).state().shift.firing.get(keyOf(DISK))?.suppressedBy).toEqual(['held']);
  });

  test('do not let an alert fire on whose end was before the watch', () => {
    const {when, state} = anasWatch();
    const {source, fingerprint, startsAt} = ENDED;
    const note = {
      type: 'note.added',
      note: 'n1',
      text: 'it was the cron',
      alert: {source, fingerprint, startsAt},
    } as const;
    const log = [...state().log, ...recorded([note], later)];
    const told = incoming(bundledFacts(log, state().shift, {since: later}));
    expect(told.state().shift.firing.has(keyOf(ENDED))).toBe(false);
    expect(types(when({type: 'tick'}))).toEqual([]);
  });

  test('of a watch after which another began end there: that one is not handed over with it', () => {
    const {when, state} = anasWatch();
    const shift = state().shift.shift?.id ?? '';
    when({type: 'end-shift'}, later);
    when({type: 'start-shift', operator: 'mo'}, later + MINUTE, 'mo');
    when({type: 'note', text: 'of the watch of mo'}, later + 2 * MINUTE, 'mo');
    const {facts, until} = bundledWatch(state().log, state().shift, {from: NIGHT, shift});
    expect(until).toBe(later + MINUTE);
    expect(shiftsIn(facts).map(({operator}) => operator)).toEqual(['ana']);
    expect(facts.some(({type}) => type === 'note.added')).toBe(false);
    const [, last] = shiftsIn(state().log);
    expect(
      bundledWatch(state().log, state().shift, {from: later, ...(last && {shift: last.id})}).until,
    ).toBeUndefined();
  });
});
