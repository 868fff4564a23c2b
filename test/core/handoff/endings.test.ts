import {describe, expect, test} from 'vitest';
import {handoffDocument} from '../../../src/core/handoff/document.js';
import {handoffMarkdown} from '../../../src/core/handoff/markdown.js';
import {traceOf} from '../../../src/core/handoff/trace.js';
import {anAlert, aWatch, keyOf, NIGHT, story, types} from '../../support/given.js';
import {acked, fired, HOUR, handedOff, log, noted, pool, resolved, WATCH} from './given.js';

const again = anAlert({...pool, startsAt: NIGHT + 60 * 60_000});
const over = [fired(pool, 10), acked(pool, 12), resolved(pool, 40)];

describe('an alert that was worked on and ended without a word', () => {
  test('prints what ended it as not recorded, and is asked about', () => {
    const handoff = handedOff(over);
    const {source, fingerprint, startsAt} = pool;
    expect(handoff.ended[0]?.untold).toEqual({source, fingerprint, startsAt});
    expect(handoffMarkdown(handoff)).toContain('  - What ended it: *not recorded*');
  });

  test('is not asked about once something was said, nor a P2 that nobody acked', () => {
    expect(handedOff([...over, noted('a backup', 50, pool)]).ended[0]?.untold).toBeUndefined();
    const second = {...fired(pool, 10)};
    const p2 = {...second, fact: {...second.fact, severity: 'P2'} as typeof second.fact};
    expect(handedOff([p2, resolved(pool, 40)]).ended[0]?.untold).toBeUndefined();
    expect(handedOff([p2, acked(pool, 12), resolved(pool, 40)]).ended[0]?.untold).toBeDefined();
  });

  test('keeps what is said of it when it fires again, and what is said after the watch', () => {
    const told = [...over, fired(again, 60), resolved(again, 70), noted('a backup', 80, pool)];
    expect(handedOff(told).ended).toMatchObject([{notes: [{text: 'a backup'}]}, {notes: []}]);
    const facts = log([...over, noted('a backup', 9 * 60, pool)]);
    const later = {...WATCH, now: WATCH.to + 2 * HOUR};
    const handoff = handoffDocument(aWatch({facts}), facts, later);
    expect(handoff.ended).toMatchObject([{notes: [{text: 'a backup'}]}]);
    const [statement] = traceOf(handoff, facts).filter(({section}) => section === 'Ended: P1 and P2');
    expect(statement?.facts.map(({type}) => type)).toContain('note.added');
  });
});

describe('what is said of an alert that ended in an earlier watch', () => {
  const facts = log([
    ...over,
    noted('Cause: bad cable. Follow-up: buy cables', 9 * 60, pool),
    noted('all quiet', 9 * 60),
  ]);
  const next = {from: WATCH.to, to: WATCH.to + 2 * HOUR, now: WATCH.to + 2 * HOUR};
  const handoff = handoffDocument(aWatch({facts}), facts, next);

  test('is in the handoff of the watch in which it was said, with what it is of', () => {
    expect(handoff.ended).toEqual([]);
    expect(handoffMarkdown(handoff)).toContain(
      '## Notes (2)\n\n- 12:00Z ana of P1 PoolExhausted in eu/payments, which ended 03:40Z: Cause: bad cable. Follow-up: buy cables\n- 12:00Z ana: all quiet\n',
    );
    const [statement] = traceOf(handoff, facts).filter(({section}) => section === 'Notes');
    expect(statement?.facts).toMatchObject([{type: 'note.added', alert: {fingerprint: pool.fingerprint}}]);
  });

  test('is told with the alert, and once, in the handoff of the watch in which that ended', () => {
    const before = handoffDocument(aWatch({facts}), facts, {...WATCH, to: next.to, now: next.now});
    expect(before.ended).toMatchObject([{notes: [{text: 'Cause: bad cable. Follow-up: buy cables'}]}]);
    expect(before.notes).toMatchObject([{text: 'all quiet'}]);
  });

  test('is told also where the log does not know that alert any more', () => {
    const rest = facts.filter(({type}) => type === 'note.added');
    const {notes} = handoffDocument(aWatch({facts: rest}), rest, next);
    expect(notes).toMatchObject([{about: {name: pool.fingerprint}}, {text: 'all quiet'}]);
  });
});

describe('what ended an alert', () => {
  const ending = {cause: 'a backup', fix: '', followUp: 'move it'};

  test('is noted on that occurrence once it is over, and not before', () => {
    const night = story({alerts: [pool]});
    night.when({type: 'reconcile', source: 'eu'});
    const {source, fingerprint, startsAt} = pool;
    const tell = {type: 'tell-ending', alert: {source, fingerprint, startsAt}, title: 'PoolExhausted', ending} as const;
    expect(types(night.when(tell))).toEqual(['refused: refused']);
    night.shows({});
    night.when({
      type: 'reconcile',
      source: 'eu',
      touched: [keyOf(pool)],
      gone: [{fingerprint, startsAt, on: NIGHT + 1, reason: 'absent'}],
    });
    expect(night.when(tell, NIGHT + HOUR)).toMatchObject([
      {
        type: 'note.added',
        text: 'Cause: a backup. Follow-up: move it',
        alert: {fingerprint, startsAt},
        title: 'PoolExhausted',
      },
    ]);
    expect(types(night.when({...tell, ending: {}}))).toEqual(['refused: invalid']);
    expect(types(night.when({...tell, alert: {...tell.alert, fingerprint: 'x'}}))).toEqual(['refused: not-found']);
  });
});
