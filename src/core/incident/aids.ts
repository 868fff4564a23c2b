import * as v from 'valibot';
import {aidSchema, type DecisionAid, type Phase, phasesSchema} from './aid-schema.js';
import declare from './aids/declare.json' with {type: 'json'};
import escalate from './aids/escalate.json' with {type: 'json'};
import next from './aids/next.json' with {type: 'json'};
import phases from './aids/phases.json' with {type: 'json'};
import severity from './aids/severity.json' with {type: 'json'};

/** Short questions that lead to a decision: how bad it is, whether it is an incident, whom it takes, what now. */
export const DECISION_AIDS: readonly DecisionAid[] = [severity, declare, escalate, next].map(aid =>
  v.parse(aidSchema, aid),
);

/** What to do and to ask in each phase; the first 30 minutes are the first two. */
export const PHASES: readonly Phase[] = v.parse(phasesSchema, phases);

/** The aid of that name. */
export function aidNamed(id: string): DecisionAid | undefined {
  return DECISION_AIDS.find(aid => aid.id === id);
}
