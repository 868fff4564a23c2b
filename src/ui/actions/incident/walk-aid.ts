import type {AidAnswer, AidOutcome, DecisionAid} from '../../../core/incident/aid-schema.js';
import type {Cockpit} from '../../cockpit.js';
import {ask} from '../overlay.js';

/** A walk through a decision aid. */
export interface AidWalk {
  readonly aid: DecisionAid;
  /** The question to ask; the first where absent. */
  readonly at?: string;
  readonly answered: readonly AidAnswer[];
  /** Keeps an answer, and goes on. */
  readonly keep: (answer: AidAnswer, goOn: () => void) => void;
  /** What it comes to, with all that was answered on the way. */
  readonly comes: (outcome: AidOutcome, answered: readonly AidAnswer[]) => void;
}

/** Asks the questions of an aid one after another, until it comes to something. */
export function walkAid(cockpit: Cockpit, walk: AidWalk): void {
  const {aid, at, answered, keep, comes: end} = walk;
  const question = at === undefined ? aid.questions[0] : aid.questions.find(({id}) => id === at);
  if (question === undefined) return;
  ask(cockpit, {
    kind: 'menu',
    title: question.ask,
    at: 0,
    items: question.answers.map(({say, next, comes}) => ({
      label: say,
      detail: comes?.say ?? '',
      act() {
        const answer = {aid: aid.id, question: question.ask, answer: say};
        const all = [...answered, answer];
        keep(answer, () => {
          if (comes !== undefined) end(comes, all);
          else if (next !== undefined) walkAid(cockpit, {...walk, at: next, answered: all});
        });
      },
    })),
  });
}
