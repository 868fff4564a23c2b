import type {Arrival, TakeBundle} from '../core/shift/command.js';
import {factId} from '../core/shift/fact-id.js';
import type {Engine, Outcome} from './engine.js';
import type {heldIds} from './held-ids.js';

type Held = ReturnType<typeof heldIds>;

/** Takes of a file what the journal has not. */
export async function takeBundle(
  command: TakeBundle,
  {held, ask}: {readonly held: Held; readonly ask: (command: TakeBundle) => Promise<Outcome>},
): Promise<Outcome> {
  const ids = await held(command.facts);
  const outcome = await ask({...command, facts: command.facts.filter(fact => !ids.has(factId(fact)))});
  if (outcome.ok) for (const fact of outcome.facts) ids.add(factId(fact));
  return outcome;
}

/** What the feed tells, with what a file has left out before: nearly always there is none, and nothing is read. */
export async function withMissing(
  arrival: Arrival,
  {held, store}: {readonly held: Held; readonly store: Engine['store']},
): Promise<Arrival> {
  const {origin, others} = store.getState().shift;
  const below = arrival.facts.filter(fact => fact.origin !== origin && fact.seq <= (others.get(fact.origin) ?? 0));
  if (below.length === 0) return arrival;
  const ids = await held(below);
  return {...arrival, missing: new Set(below.map(factId).filter(id => !ids.has(id)))};
}
