import {describe, expect, test} from 'vitest';
import {bundledWatch} from '../../../src/core/handoff/bundle.js';
import {draftOf} from '../../../src/core/handoff/draft.js';
import {shiftsIn} from '../../../src/core/handoff/shifts.js';
import type {Fact} from '../../../src/core/shift/fact.js';
import {anAlert, aWatch, NIGHT} from '../../support/given.js';
import {acked, fired, log, MINUTE, noted, pool, resolved, type Told} from './given.js';

const SECOND = 1 / 60;
const started = (after: number, operator: string): Told => ({
  after,
  by: operator,
  fact: {type: 'shift.started', shift: `of-${operator}`, operator},
});
const ended = (after: number, operator: string): Told => ({
  after,
  by: operator,
  fact: {type: 'shift.ended', shift: `of-${operator}`},
});
const changed = (text: string, after: number, on = after): Told => ({
  after,
  by: 'ana',
  fact: {
    type: 'change.recorded',
    change: `c-${after}`,
    text,
    service: 'payments',
    on: NIGHT + on * MINUTE,
    ...(on > after ? {planned: true} : {}),
  },
});
/** Recorded a while after it was: an alert is waited for, and for longer after a restart. */
const endedLate = (alert: typeof pool, on: number, recordedAt: number): Told => {
  const {fact} = resolved(alert, on);
  return {after: recordedAt, fact};
};

/** Ana's watch is of one hour from NIGHT on, and lee's begins 20 s after it, for two hours. */
const ANA: readonly Told[] = [started(0, 'ana'), ended(60, 'ana')];
const LEE: readonly Told[] = [started(60 + 20 * SECOND, 'lee')];
const order = (told: readonly Told[]) => log([...told].sort((a, b) => a.after - b.after));

function handoffOf(operator: string, facts: readonly Fact[], after: number) {
  const now = NIGHT + after * MINUTE;
  const until = facts.filter(({at}) => Date.parse(at) <= now);
  const shift = shiftsIn(until).find(one => one.id === `of-${operator}`);
  return draftOf(aWatch({facts: until}), until, {now, shift});
}

describe('what is recorded as hands change, within less than a minute', () => {
  const disk = anAlert({labels: {alertname: 'DiskFilling', severity: 'warning', service: 'ledger'}, fingerprint: 'd1'});
  const told = [
    ...ANA,
    ...LEE,
    fired(disk, 50),
    noted('between the watches', 60 + 5 * SECOND),
    changed('failover', 60 + 6 * SECOND),
    fired(pool, 60 + 7 * SECOND),
    resolved(pool, 60 + 15 * SECOND),
    resolved(disk, 60 + 16 * SECOND),
  ];
  const facts = order(told);

  test('is told by whoever has the watch next, and by nobody else', () => {
    const {handoff, markdown, trace} = handoffOf('lee', facts, 120);
    expect(handoff).toMatchObject({
      notes: [{text: 'between the watches'}],
      changes: [{text: 'failover'}],
      ended: [{name: 'PoolExhausted'}],
      lesser: [{name: 'DiskFilling'}],
      figures: {pages: {P1: 1}, fired: {P1: 1}, neverAcked: 1},
      since: NIGHT + 60 * MINUTE,
    });
    expect(markdown).not.toContain('nobody had the watch');
    const traced = trace().filter(({section}) => ['Notes', 'System changes'].includes(section));
    expect(traced.map(one => one.facts.map(({type}) => type))).toEqual([['change.recorded'], ['note.added']]);
    expect(handoffOf('ana', facts, 120).handoff).toMatchObject({notes: [], changes: [], ended: [], lesser: []});
  });

  test('goes with that watch to another account, and is told there, too', () => {
    const [shift] = shiftsIn(facts).slice(-1);
    const chosen = bundledWatch(facts, aWatch({facts}).shift, {from: shift?.startedAt ?? 0, shift: 'of-lee'}).facts;
    const theirs = chosen.map(fact => ({...fact, origin: 'lees'}));
    expect(handoffOf('lee', theirs, 120).handoff).toMatchObject({
      notes: [{text: 'between the watches'}],
      changes: [{text: 'failover'}],
      ended: [{name: 'PoolExhausted'}],
    });
  });
});

describe('what ends in the last minute of a watch, its end recorded in the next one', () => {
  const facts = order([...ANA, ...LEE, fired(pool, 10), acked(pool, 11), endedLate(pool, 59.5, 60.6)]);

  test('is ongoing at the end of the one, and ended in the other', () => {
    const atEnd = handoffOf('ana', facts, 60).handoff;
    expect([atEnd.ongoing.map(({name}) => name), atEnd.ended]).toEqual([['PoolExhausted'], []]);
    const {handoff, markdown} = handoffOf('lee', facts, 120);
    expect(handoff.ended).toMatchObject([{name: 'PoolExhausted', endedAt: NIGHT + 59.5 * MINUTE, ackedBy: 'ana'}]);
    expect(markdown).toContain('**P1 PoolExhausted** in eu/payments: 03:10Z to 03:59Z');
  });

  test('is told by the other alone, also where the first is written again', () => {
    expect(handoffOf('ana', facts, 61).handoff).toMatchObject({ended: [], ongoing: []});
    expect(handoffOf('lee', facts, 61).handoff.ended).toHaveLength(1);
  });

  test('is told however long after it was recorded, and of lesser ones, too', () => {
    const disk = anAlert({labels: {alertname: 'DiskFilling', severity: 'warning', service: 'l'}, fingerprint: 'd1'});
    const late = order([
      ...ANA,
      ...LEE,
      fired(pool, 10),
      fired(disk, 10),
      endedLate(pool, 50, 70),
      endedLate(disk, 50, 70),
    ]);
    const {handoff, trace} = handoffOf('lee', late, 120);
    expect(handoff).toMatchObject({ended: [{}], lesser: [{name: 'DiskFilling'}]});
    const traced = trace().find(({section}) => section === 'Ended: P1 and P2');
    expect(traced?.facts.map(({type}) => type)).toEqual(['alert.fired', 'alert.resolved']);
  });
});

describe('a change that was planned in one watch for a time in the next', () => {
  const facts = order([...ANA, ...LEE, changed('failover', 30, 90)]);
  const said = (operator: string, after: number) => {
    const {handoff, markdown} = handoffOf(operator, facts, after);
    return [handoff.scheduled.length, handoff.changes.length, markdown.includes('that it was made nobody recorded')];
  };

  test('is scheduled until then, and after that told by the watch in which its time came', () => {
    expect(said('ana', 60)).toEqual([1, 0, false]);
    expect(said('lee', 80)).toEqual([1, 0, false]);
    expect(said('lee', 100)).toEqual([0, 1, true]);
  });

  test('stays planned work of the watch that recorded it, with what is known of it by now', () => {
    expect(said('ana', 100)).toEqual([1, 0, true]);
  });

  test('is traced to what recorded it', () => {
    const traced = handoffOf('lee', facts, 100)
      .trace()
      .filter(({section}) => section === 'System changes');
    expect(traced.map(one => one.facts.map(({type}) => type))).toEqual([['change.recorded']]);
  });
});
