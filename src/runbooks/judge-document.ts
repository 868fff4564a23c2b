import type {RunbookDocument, StatementBlock} from '../core/runbook/document.js';
import type {JudgedStatement} from '../core/runbook/shelf.js';
import type {VerbTables, Verdict} from '../core/runbook/verdict.js';
import {classify, raised} from './classify/classify.js';
import {variablesSetIn} from './fill/free-variables.js';
import {placeholdersIn} from './fill/placeholders.js';
import {useOf} from './statements/languages.js';

export interface Judging {
  readonly tables?: VerbTables;
  /** Variables that have a value before the first statement. */
  readonly known: ReadonlySet<string>;
}

/** What each statement of a document can do and what it lacks, in order. */
export function judgeDocument(document: RunbookDocument, {tables, known}: Judging): readonly JudgedStatement[] {
  const set = new Set(known);
  return statementsIn(document).map(statement => {
    const verdict = verdictOf(statement, tables);
    const placeholders = placeholdersIn(statement.text, set);
    for (const name of variablesSetIn(statement.text)) set.add(name);
    const isShell = verdict.level !== 'not-shell';
    return {
      statement,
      level: verdict.level,
      needsTerminal: verdict.needsTerminal,
      endless: verdict.endless,
      placeholders,
      runnable: isShell && statement.notRunnable === undefined,
      why: statement.notRunnable ?? verdict.reasons.join('; '),
    };
  });
}

function statementsIn({sections}: RunbookDocument): readonly StatementBlock[] {
  return sections.flatMap(({steps}) =>
    steps.flatMap(({blocks}) => blocks.flatMap(block => (block.kind === 'statement' ? [block] : []))),
  );
}

/** A warning of the author makes a statement weigh more; other languages have no level. */
function verdictOf(statement: StatementBlock, tables: VerbTables | undefined): Verdict {
  if (useOf(statement.language) === 'sql') {
    const why = statement.notRunnable ?? 'SQL, not a command of the shell';
    return {level: 'not-shell', reasons: [why], needsTerminal: false, endless: false, commands: []};
  }
  const verdict = classify(statement.text, tables);
  return statement.warning === undefined ? verdict : raised(verdict, `its author warns: ${statement.warning}`);
}
