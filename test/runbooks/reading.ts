import type {Block, RunbookDocument, RunbookFile, StatementBlock, Step} from '../../src/core/runbook/document.js';
import {parseRunbook} from '../../src/runbooks/parse-runbook.js';

/** A document as a test writes it: `'''` is a fence. */
export function md(text: string): string {
  return text.replaceAll("'''", '```').replace(/^\n/, '');
}

export function parsed(text: string, file = 'team/some-runbook.md'): RunbookFile {
  return parseRunbook({file, root: '/runbooks', text: md(text)});
}

/** The only document of a text, or the one of that title. */
export function documentOf(text: string, title?: string): RunbookDocument {
  const {documents} = parsed(text);
  const found = documents.find(each => title === undefined || each.title === title);
  if (found === undefined) throw new Error(`no document ${title} among ${documents.map(each => each.title).join()}`);
  return found;
}

export function stepsOf(document: RunbookDocument): readonly Step[] {
  return document.sections.flatMap(({steps}) => steps);
}

export function blocksOf(document: RunbookDocument): readonly Block[] {
  return stepsOf(document).flatMap(({blocks}) => blocks);
}

export function statementsOf(document: RunbookDocument): readonly StatementBlock[] {
  return blocksOf(document).flatMap(block => (block.kind === 'statement' ? [block] : []));
}

export function textsOf(document: RunbookDocument): readonly string[] {
  return statementsOf(document).map(({text}) => text);
}

/** Code that is not a statement, as `kind: text`. */
export function shownOf(document: RunbookDocument): readonly string[] {
  return blocksOf(document).flatMap(({kind, text}) => (kind === 'statement' ? [] : [`${kind}: ${text}`]));
}

/** The lines of a text that a piece of a document says it is on. */
export function linesAt(text: string, [first, last]: readonly [number, number]): string {
  return md(text)
    .split('\n')
    .slice(first - 1, last)
    .join('\n');
}
