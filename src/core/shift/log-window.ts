import {type AlertKey, alertKey} from '../alert/alert.js';
import type {WatchState} from '../watch-state.js';
import type {Fact, FactType} from './fact.js';
import {factId} from './fact-id.js';
import type {ShiftState} from './state.js';

/** How many of the newest facts are held, of whatever kind and without a gap. */
export const LOG_LIMIT = 2000;
/** How many older ones are held that people look back for. */
export const EARLIER_LIMIT = 5000;

export type LogWindow = Pick<WatchState, 'earlier' | 'log'>;
type OfShift = Pick<ShiftState, 'incidents'>;

/** What machines say by the thousand in a storm; of alerts that belong to an open incident it is held all the same. */
const LOUD: ReadonlySet<FactType> = new Set(['alert.fired', 'alert.changed', 'alert.resolved', 'ack.extended']);

/** The window once these facts, the newest, have come: what people did stays in sight however much fires. */
export function slidOn({earlier, log}: LogWindow, facts: readonly Fact[], shift: OfShift): LogWindow {
  const all = [...log, ...facts];
  const out = all.slice(0, -LOG_LIMIT).filter(worthHolding(shift));
  return {
    log: all.length > LOG_LIMIT ? all.slice(-LOG_LIMIT) : all,
    earlier: out.length === 0 ? earlier : [...earlier, ...out].slice(-EARLIER_LIMIT),
  };
}

/** The window over all of these facts, oldest first. */
export function windowOver(facts: readonly Fact[], shift: OfShift): LogWindow {
  return slidOn({earlier: [], log: []}, facts, shift);
}

/** Facts from before the window, read later, in front of what it holds; none is held twice. */
export function readBack(window: LogWindow, facts: readonly Fact[], shift: OfShift): LogWindow {
  const held = new Set([...window.earlier, ...window.log].map(factId));
  const older = facts.filter(worthHolding(shift)).filter(fact => !held.has(factId(fact)));
  return {...window, earlier: [...older, ...window.earlier].slice(-EARLIER_LIMIT)};
}

const joined = new WeakMap<readonly Fact[], {readonly earlier: readonly Fact[]; readonly facts: readonly Fact[]}>();

/** All that is held, oldest first: with gaps where a storm was. The same array while nothing changes. */
export function heldFacts({earlier, log}: LogWindow): readonly Fact[] {
  if (earlier.length === 0) return log;
  const known = joined.get(log);
  if (known?.earlier === earlier) return known.facts;
  const facts = [...earlier, ...log];
  joined.set(log, {earlier, facts});
  return facts;
}

/** How many facts of this journal there are that are not held. */
export function leftOut(state: LogWindow & {readonly shift: Pick<ShiftState, 'origin' | 'seq'>}): number {
  const {origin, seq} = state.shift;
  return Math.max(0, seq - heldFacts(state).filter(fact => fact.origin === origin).length);
}

/**
 * Since when (Unix ms) facts would have to be read that an open incident may have and that are not held: those from
 * before the first one held. Undefined where nothing is missing.
 */
export function unheldSince(state: LogWindow & {readonly shift: ShiftState}): number | undefined {
  const {origin, incidents} = state.shift;
  const first = heldFacts(state).find(fact => fact.origin === origin);
  if (leftOut(state) === 0) return undefined;
  const from = first === undefined ? Number.POSITIVE_INFINITY : Date.parse(first.at);
  const begun = [...incidents.values()]
    .filter(({status}) => status !== 'closed')
    .map(({startedAt, declaredAt}) => Math.min(startedAt, declaredAt));
  const since = Math.min(...begun);
  return since <= from ? since : undefined;
}

function worthHolding({incidents}: OfShift): (fact: Fact) => boolean {
  let linked: ReadonlySet<AlertKey> | undefined;
  return fact => {
    if (!LOUD.has(fact.type as FactType)) return true;
    linked ??= new Set(
      [...incidents.values()].filter(({status}) => status !== 'closed').flatMap(({alerts}) => alerts.map(alertKey)),
    );
    return 'source' in fact && 'fingerprint' in fact && linked.has(alertKey(fact as Parameters<typeof alertKey>[0]));
  };
}
