import type {RunbookDocument, StatementBlock} from '../core/runbook/document.js';
import {LONGEST_STATEMENT, TOO_LONG} from '../core/runbook/longest-statement.js';
import type {JudgedStatement} from '../core/runbook/shelf.js';
import type {VerbTables, Verdict} from '../core/runbook/verdict.js';
import {type Around, classifyIn, raised} from './classify/classify.js';
import {valuesAfter} from './classify/known-values.js';
import {masked} from './classify/mask.js';
import {type Names, outsideAfter} from './classify/outside-values.js';
import {plainAfter} from './classify/plain-values.js';
import {after, beginning} from './fill/earlier.js';
import {variablesSetIn} from './fill/free-variables.js';
import {variableName} from './fill/placeholder-name.js';
import {placeholdersIn} from './fill/placeholders.js';
import {useOf} from './statements/languages.js';

export interface Judging {
  readonly tables?: VerbTables;
  /** Variables that have a value before the first statement. */
  readonly known: ReadonlySet<string>;
}

/** What each statement of a document can do and what it lacks, in order. */
export function judgeDocument(document: RunbookDocument, {tables, known}: Judging): readonly JudgedStatement[] {
  let earlier = beginning(known);
  let held: Held = {values: {}, plain: new Set(), outside: new Set()};
  return statementsIn(document).map(statement => {
    if (statement.text.length > LONGEST_STATEMENT) return tooLong(statement);
    const placeholders = placeholdersIn(statement.text, earlier);
    const asked = placeholders.flatMap(one => (one.kind === 'variable' ? [variableName(one.raw)] : []));
    const plain = new Set([...held.plain, ...asked]);
    const verdict = verdictOf(statement, {tables, plain, variables: held.values, outside: held.outside});
    earlier = after(earlier, statement.text);
    held = heldAfter({...held, plain}, masked(statement.text).text, asked);
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

function tooLong(statement: StatementBlock): JudgedStatement {
  const why = statement.notRunnable ?? TOO_LONG;
  return {statement, level: 'not-shell', needsTerminal: false, endless: false, placeholders: [], runnable: false, why};
}

/** What is known of the variables that earlier statements set. */
interface Held {
  readonly values: Readonly<Record<string, string>>;
  readonly plain: Names;
  /** Those that hold what came from outside. */
  readonly outside: Names;
}

/** What was asked for is gone again. */
function heldAfter({values, plain, outside}: Held, text: string, asked: readonly string[]): Held {
  const set = variablesSetIn(text);
  const next = plainAfter(plain, text, set);
  const kept = asked.length === 0 ? next : new Set([...next].filter(name => set.has(name) || !asked.includes(name)));
  return {values: valuesAfter(values, text), plain: kept, outside: outsideAfter(outside, text, set)};
}

function statementsIn({sections}: RunbookDocument): readonly StatementBlock[] {
  return sections.flatMap(({steps}) =>
    steps.flatMap(({blocks}) => blocks.flatMap(block => (block.kind === 'statement' ? [block] : []))),
  );
}

/** A warning of the author makes a statement weigh more; other languages have no level. */
function verdictOf(statement: StatementBlock, around: Around): Verdict {
  if (useOf(statement.language) === 'sql') {
    const why = statement.notRunnable ?? 'SQL, not a command of the shell';
    return {level: 'not-shell', reasons: [why], needsTerminal: false, endless: false, commands: []};
  }
  const verdict = classifyIn(statement.text, around);
  return statement.warning === undefined ? verdict : raised(verdict, `its author warns: ${statement.warning}`);
}
