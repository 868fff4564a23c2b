import type {watchFacts} from '../checklist/facts.js';
import {dayHhmm} from '../time/clock-text.js';
import type {FactOf} from './fact.js';
import {wasAskedByHand} from './who.js';

type TurnFact = Exclude<keyof typeof watchFacts, `checklist.${string}`>;
const MINUTE = 60_000;

interface Names {
  readonly zone?: string | undefined;
}

/** What facts about watches, and about whether anybody watches, say. */
export const turnSentences: {readonly [T in TurnFact]: (fact: FactOf<T>, names: Names) => string} = {
  'shift.started': (fact, names) => {
    const {by, operator, endsAt, schedule, turn, on} = fact;
    const isBySelf = !wasAskedByHand({by});
    const who = isBySelf ? `the watch of ${operator} began` : `${operator} took the watch`;
    const how = turn === undefined ? '' : ` by the schedule ${schedule}`;
    const since = !isLate(on, fact) ? '' : `, as of ${timeIn(on, fact, names)}`;
    return `${who}${how}${since}${endsAt === undefined ? '' : `, until ${timeIn(endsAt, fact, names)}`}`;
  },
  'shift.ended': (fact, names) =>
    fact.because === undefined
      ? `${fact.by} ended the watch`
      : `the watch ended by its schedule${!isLate(fact.on, fact) ? '' : `, as of ${timeIn(fact.on, fact, names)}`}`,
  'watch.opened': (fact, names) =>
    fact.lastSeen === undefined
      ? 'a cockpit watches from now on'
      : `a cockpit watches again; the one before was last seen at ${timeIn(fact.lastSeen, fact, names)}`,
  'watch.left': () => 'the cockpit was left: none watches',
};

/** It was noticed a while after it happened. */
function isLate(on: number | undefined, {at}: {readonly at: string}): on is number {
  return on !== undefined && Date.parse(at) - on >= MINUTE;
}

/** A time, with its day unless that is the day of the fact. */
function timeIn(ms: number, {at}: {readonly at: string}, {zone}: Names): string {
  return dayHhmm(ms, Date.parse(at), zone);
}
