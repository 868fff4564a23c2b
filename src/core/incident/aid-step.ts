import type {AidAnswer, AidOutcome, AidQuestion, DecisionAid} from './aid-schema.js';

/** What an answer to a question of an aid leads to. */
export interface AidStep {
  readonly answer: AidAnswer;
  /** The question that follows. */
  readonly next?: AidQuestion;
  /** What the aid comes to. */
  readonly comes?: AidOutcome;
}

/** Answers a question of an aid, by the key of the answer or its word; undefined where there is no such question or answer. */
export function answered(aid: DecisionAid, question: string, word: string): AidStep | undefined {
  const asked = aid.questions.find(({id}) => id === question);
  const given = asked?.answers.find(({key, say}) => key === word || say === word);
  if (asked === undefined || given === undefined) return undefined;
  const next = aid.questions.find(({id}) => id === given.next);
  return {
    answer: {aid: aid.id, question: asked.ask, answer: given.say},
    ...(next === undefined ? {} : {next}),
    ...(given.comes === undefined ? {} : {comes: given.comes}),
  };
}
