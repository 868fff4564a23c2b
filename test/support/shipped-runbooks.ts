import {readdirSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import type {RunbookDocument, Section, StatementBlock} from '../../src/core/runbook/document.js';
import type {FilledValue} from '../../src/core/runbook/fill.js';
import {candidates} from '../../src/runbooks/fill/candidates.js';
import {fill} from '../../src/runbooks/fill/fill.js';
import {placeholdersIn} from '../../src/runbooks/fill/placeholders.js';
import {parseRunbook} from '../../src/runbooks/parse-runbook.js';

export const SHIPPED = fileURLToPath(new URL('../../runbooks', import.meta.url));

export interface Shipped {
  readonly file: string;
  readonly text: string;
  readonly documents: readonly RunbookDocument[];
  /** The first document. */
  readonly document: RunbookDocument;
  readonly statements: readonly StatementBlock[];
}

export function shippedRunbooks(): readonly Shipped[] {
  return readdirSync(SHIPPED)
    .filter(file => file.endsWith('.md'))
    .map(file => shippedRunbook(file));
}

export function shippedRunbook(file: string): Shipped {
  const text = readFileSync(`${SHIPPED}/${file}`, 'utf8');
  const {documents} = parseRunbook({file, root: SHIPPED, text});
  const [document] = documents;
  if (document === undefined) throw new Error(`${file} holds no runbook`);
  return {file, text, documents, document, statements: document.sections.flatMap(statementsOf)};
}

/** The statements of a section in order, those of the sections below it left out. */
export function statementsOf({steps}: Section): readonly StatementBlock[] {
  return steps.flatMap(({blocks}) => blocks.flatMap(block => (block.kind === 'statement' ? [block] : [])));
}

/** The statement as it would run for an alert with these labels, the rest typed by the operator. */
export function filledFor(
  text: string,
  labels: Readonly<Record<string, string>>,
  typed: Readonly<Record<string, string>> = {},
): string {
  const values = placeholdersIn(text).map((placeholder): FilledValue => {
    const [best] = candidates(placeholder, {labels, annotations: {}});
    const value = typed[placeholder.raw] ?? best?.value ?? '';
    return best?.value === value
      ? best
      : {placeholder: placeholder.raw, value, source: {kind: 'operator'}, secret: false};
  });
  const filling = fill(text, values);
  if (filling.ok) return filling.text;
  throw new Error(`${text}: ${[...filling.refusals, ...filling.missing.map(({raw}) => raw)].join(', ')}`);
}
