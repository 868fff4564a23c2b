import {FACT_VERSIONS, type Fact, isKnown} from '../core/shift/fact.js';

type Shape = Readonly<Record<string, unknown>>;

/** How older shapes become today's: for each type the steps in order, the first one from version 1 to version 2. */
export type Raisers = Readonly<Record<string, readonly ((older: Shape) => Shape)[]>>;

/** The steps of the types that have changed since the first release. */
export const RAISERS: Raisers = {};

export interface Versions {
  /** Today's version by type; 1 for those not listed. */
  readonly today: Readonly<Record<string, number>>;
  readonly raisers: Raisers;
}

export const VERSIONS: Versions = {today: FACT_VERSIONS, raisers: RAISERS};

/** The fact in today's shape. One of a type that has no such steps, or that is newer than today, stays as it is. */
export function raise(fact: Fact, versions: Versions): Fact {
  const today = versions.today[fact.type] ?? 1;
  const steps = versions.raisers[fact.type];
  if (fact.v >= today || steps === undefined) return fact;
  const raised = steps.slice(fact.v - 1, today - 1).reduce<Shape>((shape, step) => step(shape), fact);
  return {...raised, v: today} as Fact;
}

/** Says whether a newer version wrote it: its type is known here, but not its shape. */
export function isNewer(fact: Fact, versions: Versions): boolean {
  return fact.v > (versions.today[fact.type] ?? 1) && (isKnown(fact) || fact.type in versions.today);
}
