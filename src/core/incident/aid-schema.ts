import * as v from 'valibot';
import {SEVERITIES} from '../alert/severity.js';

const text = v.pipe(v.string(), v.trim(), v.nonEmpty());

const outcome = v.strictObject({
  say: text,
  severity: v.optional(v.picklist(SEVERITIES)),
  does: v.optional(v.picklist(['declare', 'escalate', 'roll-back', 'fix'])),
});

const answer = v.pipe(
  v.strictObject({
    key: text,
    say: text,
    /** The question that follows; absent where the aid ends. */
    next: v.optional(text),
    /** What the aid comes to then. */
    comes: v.optional(outcome),
  }),
  v.check(
    ({next, comes}) => (next === undefined) !== (comes === undefined),
    'leads to a question or comes to something',
  ),
);

const question = v.strictObject({id: text, ask: text, answers: v.pipe(v.array(answer), v.minLength(2))});

/** A decision aid as its file has it: questions answered in a word, each of which leads on or to an end. */
export const aidSchema = v.pipe(
  v.strictObject({id: text, title: text, questions: v.pipe(v.array(question), v.minLength(1))}),
  v.check(({questions}) => questions.every(isFollowed), 'asks a question that is not there, or one again'),
);

/** Phases of an incident as their file has them: what is to be done, and what to find out, with the field that takes it. */
export const phasesSchema = v.array(
  v.strictObject({
    id: v.picklist(['triage', 'investigation', 'mitigation', 'recovery', 'review']),
    title: text,
    steps: v.array(text),
    questions: v.array(v.strictObject({ask: text, field: text})),
  }),
);

export type DecisionAid = v.InferOutput<typeof aidSchema>;
export type AidQuestion = v.InferOutput<typeof question>;
export type AidOutcome = v.InferOutput<typeof outcome>;
export type Phase = v.InferOutput<typeof phasesSchema>[number];

/** An answer to a question of an aid, as facts keep it. */
export interface AidAnswer {
  readonly aid: string;
  readonly question: string;
  readonly answer: string;
}

/** Questions lead to later ones only, so that every aid ends. */
function isFollowed(one: AidQuestion, index: number, all: readonly AidQuestion[]): boolean {
  return one.answers.every(({next}) => next === undefined || all.findIndex(({id}) => id === next) > index);
}
