import type {Block, RunbookDocument, RunbookFile, Section, Step} from '../core/runbook/document.js';
import type {JudgedStatement} from '../core/runbook/shelf.js';
import {brief} from '../core/time/duration.js';
import {shownProse} from './shown-prose.js';

/** By the id of its statement. */
export type Judged = ReadonlyMap<string, JudgedStatement>;

export interface JudgedDocument {
  readonly document: RunbookDocument;
  readonly judged: Judged;
}

/** A file as `wk runbook show -o json` prints it. */
export function shownRunbook({file, title, hash}: RunbookFile, documents: readonly JudgedDocument[]): unknown {
  return {file, title, hash, documents: documents.map(({document, judged}) => shownDocument(document, judged))};
}

function shownDocument({sections, ...document}: RunbookDocument, judged: Judged): unknown {
  return {...document, sections: sections.map(section => shownSection(section, judged))};
}

function shownSection({steps, ...section}: Section, judged: Judged): unknown {
  return {...section, steps: steps.map(step => shownStep(step, judged))};
}

function shownStep({blocks, ...step}: Step, judged: Judged): unknown {
  return {
    ...step,
    statements: blocks.flatMap(block => shownStatement(block, judged)),
    shown: blocks.filter(({kind}) => kind !== 'statement'),
  };
}

function shownStatement(block: Block, judged: Judged): readonly unknown[] {
  if (block.kind !== 'statement') return [];
  const {kind, notRunnable, ...statement} = block;
  const known = judged.get(block.id);
  if (known === undefined) return [statement];
  const {level, needsTerminal, endless, placeholders, runnable, why} = known;
  return [{...statement, level, needsTerminal, endless, placeholders, runnable, why}];
}

/** The same for reading: an outline with every statement and what it can do. */
export function* runbookLines(documents: readonly JudgedDocument[]): Iterable<string> {
  for (const [index, {document, judged}] of documents.entries()) {
    if (index > 0) yield '';
    yield* headLines(document);
    const numbers = statementNumbers(document);
    for (const section of document.sections) yield* sectionLines(section, {judged, numbers});
  }
}

function headLines({title, lines, alerts, escalations}: RunbookDocument): readonly string[] {
  const timed = escalations.flatMap(({after, to, severities = []}) =>
    after === undefined ? [] : [{after, to, severities}],
  );
  return [
    `${title} (lines ${lines.join(' to ')})`,
    ...(alerts.length > 0 ? [`  alerts: ${alerts.map(({alertname}) => alertname).join(', ')}`] : []),
    ...timed.map(({after, to, severities}) => {
      const only = severities.length === 0 ? '' : `, only for ${severities.join(', ')}`;
      return `  escalate: to ${to} after ${brief(after)}${only}`;
    }),
  ];
}

function* sectionLines({level, title, intro, steps}: Section, known: Known): Iterable<string> {
  yield '';
  yield `${'#'.repeat(level)} ${title}`;
  if (intro.trim() !== '') yield* shownProse(intro).map(line => `  ${line}`.trimEnd());
  for (const step of steps) yield* stepLines(step, known);
}

/** As `wk runbook run --step` counts them. */
function statementNumbers({sections}: RunbookDocument): ReadonlyMap<string, number> {
  const blocks = sections.flatMap(({steps}) => steps.flatMap(step => step.blocks));
  const ids = blocks.flatMap(block => (block.kind === 'statement' ? [block.id] : []));
  return new Map(ids.map((id, index) => [id, index + 1]));
}

interface Known {
  readonly judged: Judged;
  readonly numbers: ReadonlyMap<string, number>;
}

function* stepLines(step: Step, known: Known): Iterable<string> {
  const choice = step.choice === undefined ? '' : ` [one of: ${step.choice.label}]`;
  yield `  ${step.task ? '[ ] ' : ''}${step.title}${choice}  :${step.lines[0]}`;
  for (const block of step.blocks) yield* blockLines(block, known);
  for (const {text} of step.expectations) yield `    expect: ${text}`;
}

function* blockLines(block: Block, {judged, numbers}: Known): Iterable<string> {
  if (block.kind === 'statement') {
    yield* statementLines(block.text, {number: numbers.get(block.id), known: judged.get(block.id)});
    return;
  }
  const count = block.text.split('\n').length;
  const what = block.kind === 'output' ? 'output' : 'shown';
  yield `    ${what}: ${block.language || 'text'}, ${count} ${count === 1 ? 'line' : 'lines'}`;
}

function* statementLines(
  text: string,
  {number = 0, known}: {readonly number: number | undefined; readonly known: JudgedStatement | undefined},
): Iterable<string> {
  const first = `${String(number).padStart(3)} $`;
  yield* text.split('\n').map((line, index) => `${index === 0 ? first : '    >'} ${line}`);
  if (known === undefined) return;
  const marks = [
    known.level,
    ...(known.needsTerminal ? ['takes the terminal'] : []),
    ...(known.endless ? ['never ends'] : []),
    ...(known.placeholders.length > 0 ? [`asks for ${known.placeholders.map(({raw}) => raw).join(', ')}`] : []),
    ...(known.runnable ? [] : ['shown only']),
  ];
  yield `      ${marks.join(', ')}: ${known.why}`;
}
