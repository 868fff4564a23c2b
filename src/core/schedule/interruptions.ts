import {pagerOf} from '../escalation/pagers.js';
import {type Fact, type FactOf, type FactType, isFact} from '../shift/fact.js';
import {isReadable} from '../shift/readable.js';
import {byUser, isNight, type ZonedShift} from './workload.js';

/** What came up while somebody was on call. */
export interface Interruptions {
  /** Alerts that fired. */
  readonly alerts: number;
  /** Those of them between 22:00 and 06:00. */
  readonly nightAlerts: number;
  /** Incidents that the pager opened. */
  readonly pages: number;
  /** What they acked. */
  readonly acks: number;
  /** How often they called somebody, by hand. */
  readonly calls: number;
}

/** Per person, what the facts tell of the time of their shifts. */
export function interruptionsOf(
  facts: readonly Fact[],
  shifts: readonly ZonedShift[],
): ReadonlyMap<string, Interruptions> {
  const alerts = alertsOf(facts);
  const pages = openedIn(facts);
  const acks = ofType(facts, 'ack.requested');
  const calls = callsIn(facts);
  return new Map(
    [...byUser(shifts)].map(([user, theirs]) => {
      const during = alerts.flatMap(on => theirs.filter(shift => isIn(on, shift)).map(({zone}) => ({on, zone})));
      const isTheirs = (at: number) => theirs.some(shift => isIn(at, shift));
      return [
        user,
        {
          alerts: during.length,
          nightAlerts: during.filter(({on, zone}) => isNight(on, zone)).length,
          pages: pages.filter(({on}) => isTheirs(on)).length,
          acks: acks.filter(({by, at}) => by === user && isTheirs(Date.parse(at))).length,
          calls: calls.filter(({by, at}) => by === user && isTheirs(at)).length,
        },
      ];
    }),
  );
}

/** Each incident that a pager opened once: its hook and those who look there may all tell of it. */
function openedIn(facts: readonly Fact[]): readonly {readonly on: number}[] {
  const opened = new Map<string, {readonly on: number}>();
  for (const {what, target, incident, on} of ofType(facts, 'pager.reported')) {
    const name = `${pagerOf(target) ?? target} ${incident}`;
    if (what === 'triggered' && !opened.has(name)) opened.set(name, {on});
  }
  return [...opened.values()];
}

/** Each call for help once, to however many places it went: what was sent to somebody, not what followed in its thread. */
function callsIn(facts: readonly Fact[]): readonly {readonly by: string; readonly at: number}[] {
  const made = new Map<string, {readonly by: string; readonly at: number}>();
  for (const {verb, test, escalation, origin, by, at} of ofType(facts, 'delivery.requested')) {
    if (escalation === undefined || test === true || (verb !== 'create' && verb !== 'escalate')) continue;
    const call = `${origin} ${escalation}`;
    if (!made.has(call)) made.set(call, {by, at: Date.parse(at)});
  }
  return [...made.values()];
}

/** When each occurrence fired; the team may have told one twice. */
function alertsOf(facts: readonly Fact[]): readonly number[] {
  const fired = new Map<string, number>();
  for (const {source, fingerprint, startsAt, on} of ofType(facts, 'alert.fired')) {
    fired.set(`${source} ${fingerprint} ${startsAt}`, on);
  }
  return [...fired.values()];
}

function ofType<T extends FactType>(facts: readonly Fact[], type: T): readonly FactOf<T>[] {
  return facts.filter((fact): fact is FactOf<T> & Fact => isFact(fact, type) && isReadable(fact));
}

function isIn(at: number, {from, until}: ZonedShift): boolean {
  return from <= at && at < until;
}
