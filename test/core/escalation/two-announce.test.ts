import fc from 'fast-check';
import {expect, test} from 'vitest';
import {decideTickLadders, nextLadderDeadline} from '../../../src/core/escalation/upkeep-ladders.js';
import {isRefusal, type NewFact} from '../../../src/core/shift/decision.js';
import type {Fact, FactOf} from '../../../src/core/shift/fact.js';
import {fold} from '../../../src/core/shift/fold.js';
import type {WatchState} from '../../../src/core/watch-state.js';
import {aLevel, aPolicy, disk, escalating, GROUP, MINUTE} from '../../support/escalating.js';
import {NIGHT, recorded} from '../../support/given.js';

const SECOND = 1_000;
const THEIRS = 60 * SECOND;
const policy = aPolicy({levels: [aLevel({name: 'lead', after: MINUTE, people: ['mo'], auto: true})]});

/** A cockpit that saw the alert so long after it began, ms. */
function cockpit(origin: string, seen: number): WatchState {
  const state = escalating(policy, [{...disk, startsAt: NIGHT + seen}]).state();
  return {...state, shift: {...state.shift, origin}};
}

function tick(state: WatchState, at: number): readonly NewFact[] {
  const decision = decideTickLadders({type: 'tick-ladders'}, state, {at, by: 'wk', newId: prefix => `${prefix}1`});
  if (isRefusal(decision)) throw new Error(decision.refusal.message);
  return decision;
}

function told(state: WatchState, at: number): readonly Fact[] {
  return recorded(tick(state, at), at).map(fact => ({...fact, origin: state.shift.origin}));
}

function hears(state: WatchState, facts: readonly Fact[]): WatchState {
  return {...state, shift: fold(state.shift, facts)};
}

function sends(state: WatchState, at: number): boolean {
  return tick(state, at).some(({type}) => type === 'escalation.requested');
}

test('of two that could send what a third announced and did not, one does and the other hears of it before', () => {
  const due = NIGHT + MINUTE + SECOND;
  const byGone = told(cockpit('gone', 5), due);
  const [b, c] = (['b', 'c'] as const).map(name => hears(cockpit(name, 5), byGone)) as [WatchState, WatchState];
  const turns = [b, c].map(state => nextLadderDeadline(state, due + SECOND) ?? 0) as [number, number];
  expect(Math.abs(turns[0] - turns[1])).toBeGreaterThanOrEqual(5 * SECOND);
  const [first, second] = turns[0] < turns[1] ? [b, c] : [c, b];
  const heard = hears(second, told(first, Math.min(...turns)));
  expect(sends(heard, Math.max(...turns))).toBe(false);
});

test.each([
  {a: {seen: 5, at: 8}, b: {seen: 13, at: 0}, first: 'b'},
  {a: {seen: 13, at: 0}, b: {seen: 5, at: 0}, first: 'a'},
  {a: {seen: 0, at: 0}, b: {seen: 0, at: 400}, first: 'a'},
])('a page that two cockpits announce at once is sent by one of them in its time, not a minute late', given => {
  const due = NIGHT + MINUTE + SECOND;
  const [a, b] = (['a', 'b'] as const).map(name => cockpit(name, given[name].seen)) as [WatchState, WatchState];
  const byA = told(a, due + given.a.at);
  const byB = told(b, due + given.b.at);
  // Each knows its own first, and is told of the other's then.
  const states = {a: hears(hears(a, byA), byB), b: hears(hears(b, byB), byA)};
  const winner = given.first === 'a' ? states.a : states.b;
  const other = given.first === 'a' ? states.b : states.a;
  const sendsAt = due + given[given.first as 'a' | 'b'].at + 30 * SECOND;
  expect(nextLadderDeadline(winner, due + SECOND)).toBe(sendsAt);
  expect([sends(winner, sendsAt), sends(other, sendsAt + SECOND)]).toEqual([true, false]);
  const sent = hears(other, told(winner, sendsAt));
  expect(sends(sent, sendsAt + 2 * THEIRS)).toBe(false);
  // Where the one that was to send it is gone, the other does.
  const takesOver = nextLadderDeadline(other, sendsAt) ?? 0;
  expect(takesOver).toBeGreaterThanOrEqual(sendsAt + THEIRS);
  expect(takesOver).toBeLessThan(sendsAt + 2 * THEIRS);
  expect(sends(other, takesOver)).toBe(true);
});

const envelope = (origin: string, seq: number, at: number) => ({
  v: 1,
  seq,
  origin,
  at: new Date(at).toISOString(),
  by: 'wk',
});
const page = {
  group: GROUP,
  policy: 'all',
  level: 'lead',
  generation: String(NIGHT),
  clock: 'unacked' as const,
  alerts: [],
  title: 'DiskFull',
  severity: 'P1' as const,
  who: ['mo'],
};

/** What one of them says: that it is due, and that it sent it if it did. */
function journalOf(origin: string, {at, since, sent}: {at: number; since: number; sent: boolean}): readonly Fact[] {
  const due = {...envelope(origin, 1, at), type: 'escalation.due', ...page, since, sendsAt: at + 30 * SECOND};
  const request = {...envelope(origin, 2, at + 30 * SECOND), type: 'escalation.requested', ...page, since, auto: true};
  return (sent ? [due, request] : [due]) as unknown as readonly FactOf<'escalation.due'>[];
}

/** Both journals in one order: at each place, which of them comes next. */
function interleaved(one: readonly Fact[], other: readonly Fact[], picks: readonly boolean[]): readonly Fact[] {
  const [left, right] = [[...one], [...other]];
  const next = (pick: boolean) => (pick ? (left.shift() ?? right.shift()) : (right.shift() ?? left.shift()));
  return [...picks, true, true, true, true].flatMap(pick => next(pick) ?? []);
}

const moment = fc.integer({min: 0, max: 20 * SECOND}).map(ms => NIGHT + ms);

test('in whatever order two announcements are heard, all agree on who sends, and what was sent is not sent again', () => {
  const {shift} = escalating(policy).state();
  const rungAfter = (facts: readonly Fact[]) => {
    const {requestedAt, sendsAt, origin} = fold(shift, facts).ladders.get(GROUP)?.rungs['unacked/lead'] ?? {};
    return requestedAt === undefined ? {origin, sendsAt} : {sent: true, waits: sendsAt !== undefined};
  };
  fc.assert(
    fc.property(
      fc.record({
        one: fc.record({at: moment, since: moment}),
        other: fc.record({at: moment, since: moment}),
        isSent: fc.boolean(),
        picks: fc.array(fc.boolean(), {maxLength: 4}),
        others: fc.array(fc.boolean(), {maxLength: 4}),
      }),
      ({one, other, isSent, picks, others}) => {
        const [a, b] = [journalOf('a', {...one, sent: false}), journalOf('b', {...other, sent: false})];
        const winner = rungAfter([...a, ...b]).origin;
        expect(winner).toBe(one.at <= other.at ? 'a' : 'b');
        const sent = (origin: string) => isSent && origin === winner;
        const [logA, logB] = [journalOf('a', {...one, sent: sent('a')}), journalOf('b', {...other, sent: sent('b')})];
        const result = rungAfter(interleaved(logA, logB, picks));
        expect(rungAfter(interleaved(logA, logB, others))).toEqual(result);
        if (isSent) expect(result).toEqual({sent: true, waits: false});
      },
    ),
  );
});
