import type {RunbookDocument, StatementBlock, Step} from '../../core/runbook/document.js';
import type {VerbTables} from '../../core/runbook/verdict.js';
import {classify} from '../classify/classify.js';
import {placeholdersIn} from '../fill/placeholders.js';
import {type Machine, preflight} from '../preflight.js';
import {useOf} from '../statements/languages.js';

export interface StatementFinding {
  readonly line: number;
  readonly severity: 'error' | 'warning';
  readonly rule: string;
  readonly message: string;
}

export interface LintAround {
  /** Absolute path of the runbook. */
  readonly path: string;
  readonly tables: VerbTables;
  readonly machine: Machine;
}

/** Names that stand for another name without saying so. */
const DUMMY_NAME =
  /\b(?:[a-z0-9]+-)*(?:pod|node|service|deployment|container|host|instance|namespace|cluster|bucket|database)-name\b|\b(?:my|your|some|app|example|sample)-(?:pod|app|service|deployment|node|namespace|cluster|container|host|server|bucket|database|db)\b|\b(?:[\w-]+\.)*(?:example|company)\.(?:com|org|net)\b|\bZ123\b|\bfoo\b|\bfoobar\b/;
const WARNS =
  /\b(?:warning|caution|careful|danger|destructive|irreversible|data loss|cannot be undone|downtime|deletes|removes|destroys|drops|lose|lost|interrupts|kills|disconnects|last resort|only if|only when|never|confirm|make sure|check (?:that|first))\b/i;

/** What is wrong with the statements of a document. */
export function lintStatements(document: RunbookDocument, around: LintAround): readonly StatementFinding[] {
  return document.sections.flatMap(({steps}) =>
    steps.flatMap(step =>
      step.blocks.flatMap(block => (block.kind === 'statement' ? lintStatement(block, step, around) : [])),
    ),
  );
}

function lintStatement(statement: StatementBlock, step: Step, around: LintAround): readonly StatementFinding[] {
  const at = {line: ownLine(statement)};
  if (useOf(statement.language) === 'sql') return dummies(statement, at.line);
  if (statement.notRunnable?.startsWith('bash cannot read') === true) {
    return [{...at, severity: 'error', rule: 'unparsable', message: `${statement.notRunnable}: ${shown(statement)}`}];
  }
  if (statement.notRunnable?.startsWith('SQL') === true) {
    const message = 'this is SQL in a fence for the shell: give it a fence of its own';
    return [{...at, severity: 'warning', rule: 'not-shell', message}];
  }
  return [
    ...dummies(statement, at.line),
    ...continuation(statement, at.line),
    ...danger(statement, step, around),
    ...missing(statement, around),
  ];
}

function dummies({text}: StatementBlock, line: number): readonly StatementFinding[] {
  const marked = placeholdersIn(text).filter(({kind}) => kind === 'dummy');
  const name = DUMMY_NAME.exec(withoutHoles(text))?.[0];
  return [
    ...marked.map(({raw}) =>
      finding(line, 'placeholder', `${raw} is a dummy: write <${nameOf(raw)}>, so that it is asked for`),
    ),
    ...(name === undefined
      ? []
      : [finding(line, 'dummy-name', `${name} looks like a made-up name: write it in <>, so that it is asked for`)]),
  ];
}

function continuation({text}: StatementBlock, line: number): readonly StatementFinding[] {
  const at = text.split('\n').findIndex(each => /\\[ \t]+$/.test(each));
  return at < 0 ? [] : [finding(line + at, 'continuation', 'a blank behind \\ ends the command here')];
}

function danger(statement: StatementBlock, step: Step, {tables}: LintAround): readonly StatementFinding[] {
  const {level, reasons} = classify(statement.text, tables);
  const isSaid = statement.warning !== undefined || statement.notRunnable !== undefined || WARNS.test(prose(step));
  if (level !== 'destructive' || isSaid) return [];
  const message = `destructive, and nothing around it warns: ${reasons[0] ?? shown(statement)}`;
  return [{line: ownLine(statement), severity: 'error', rule: 'no-warning', message}];
}

function missing(statement: StatementBlock, {path, machine}: LintAround): readonly StatementFinding[] {
  if (statement.notRunnable !== undefined) return [];
  const {commands, files} = preflight(statement.text, path, machine);
  const line = ownLine(statement);
  return [
    ...commands.map(command => finding(line, 'no-command', `${command} is not on the PATH of this machine`)),
    ...files.map(file => finding(line, 'no-file', `the file ${file} is not beside the runbook`)),
  ];
}

function finding(line: number, rule: string, message: string): StatementFinding {
  return {line, severity: 'warning', rule, message};
}

/** The line where the statement itself begins, below its comment. */
function ownLine({lines, comment}: StatementBlock): number {
  return comment === '' ? lines[0] : Math.min(lines[1], lines[0] + comment.split('\n').length);
}

function shown({text}: StatementBlock): string {
  const [first = ''] = text.split('\n');
  return first.length > 60 ? `${first.slice(0, 59)}…` : first;
}

function withoutHoles(text: string): string {
  return text.replace(/<[^<>\n]*>/g, '');
}

function nameOf(raw: string): string {
  return raw
    .toLowerCase()
    .replace(/^your_|_here$/g, '')
    .replaceAll('_', '-');
}

/** What a step says beside its commands. */
function prose({text, blocks}: Step): string {
  return blocks.reduce((left, block) => (block.kind === 'statement' ? left.replace(block.text, '') : left), text);
}
