import type {Statement} from '../core/handoff/trace.js';
import type {Fact} from '../core/shift/fact.js';
import {learnedNames} from '../core/shift/learned-names.js';
import {type Naming, sentence} from '../core/shift/sentence.js';
import type {Data} from './command.js';

/** Each statement of a handoff, and below it the facts that it is drawn from, by journal and number. */
export function tracedData(statements: readonly Statement[], zone: string): Data {
  const names = learnedNames();
  names.learn([...new Set(statements.flatMap(({facts}) => facts))].sort((a, b) => a.seq - b.seq));
  const naming: Naming = {...names.naming, zone};
  return {
    json: () =>
      statements.map(({section, text, facts, observed}) => ({section, text, facts: facts.map(nameOf), observed})),
    text: () => statements.flatMap(statement => linesOf(statement, naming)),
  };
}

function linesOf({section, text, facts, observed}: Statement, naming: Naming): readonly string[] {
  return [
    section === '' ? text : `${section}: ${text}`,
    ...facts.map(fact => `  ${nameOf(fact)}  ${fact.at}  ${sentence(fact, naming)}`),
    ...(observed ? ['  and what its source showed when it was looked at'] : []),
    ...(facts.length === 0 && !observed ? ['  nothing in the log'] : []),
  ];
}

/** A fact's name everywhere: its journal and its number there. */
function nameOf({origin, seq}: Fact): string {
  return `${origin}:${seq}`;
}
