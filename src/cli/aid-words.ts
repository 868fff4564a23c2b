import type {AidOutcome, DecisionAid} from '../core/incident/aid-schema.js';
import {type AidStep, answered} from '../core/incident/aid-step.js';
import {DECISION_AIDS} from '../core/incident/aids.js';
import {OperatorError} from '../lib/operator-error.js';
import {EXIT} from './exit-codes.js';

/** An answer on a command line, with what it leads to. */
export interface AidWord extends AidStep {
  readonly of: DecisionAid;
  /** As it was written: `severity/down=n`. */
  readonly word: string;
}

/** Reads `AID/QUESTION=y`; rejects what answers no question. */
export function aidWord(word: string): AidWord {
  const [, name, question = '', said = ''] = /^([a-z]+)\/([a-z]+)=(\w+)$/.exec(word) ?? [];
  const of = DECISION_AIDS.find(({id}) => id === name);
  const step = of === undefined ? undefined : answered(of, question, said);
  if (of === undefined || step === undefined) {
    throw new OperatorError(`--answer ${word} answers no question.`, {
      hint: 'Write AID/QUESTION=y or =n, as `wk incident questions` shows them.',
      exitCode: EXIT.usage,
    });
  }
  return {...step, of, word};
}

/** What an answer leads to, and what to type then. `incident` is absent where none is declared yet. */
export function ledTo({of, word, next, comes}: AidWord, incident: string | undefined): readonly string[] {
  if (next !== undefined) {
    const where = incident === undefined ? '' : ` ${incident}`;
    return [next.ask, `Answer: wk incident questions${where} --answer ${of.id}/${next.id}=y (or =n)`];
  }
  if (comes === undefined) return [];
  const then = incident === undefined ? beforeIt(comes, word) : inIt(comes, incident);
  return [comes.say, ...(then === undefined ? [] : [`Do it: ${then}`])];
}

function inIt({severity, does}: AidOutcome, incident: string): string | undefined {
  if (severity !== undefined) return `wk incident status ${incident} --severity ${severity}`;
  if (does === 'escalate') return 'wk escalate MATCHER... --level N';
  if (does === 'fix' || does === 'roll-back') return `wk incident status ${incident} resolving`;
  return undefined;
}

function beforeIt({severity, does}: AidOutcome, word: string): string | undefined {
  if (severity !== undefined || does === 'declare') {
    return `wk incident declare --title TEXT --severity ${severity ?? 'P1..P4'} --answer ${word}`;
  }
  if (does === 'escalate') return 'wk escalate MATCHER... --level N';
  return does === undefined ? undefined : 'wk runbook match MATCHER...';
}
