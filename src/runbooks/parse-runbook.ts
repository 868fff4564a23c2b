import {createHash} from 'node:crypto';
import {basename, extname} from 'node:path';
import type {RunbookDocument, RunbookFile} from '../core/runbook/document.js';
import {slugOf, uniqueNames} from './markdown/slug.js';
import {type Prepared, prepareFile} from './parse/prepare-document.js';
import {toDocument} from './parse/to-document.js';

export interface RunbookSource {
  /** Path below its root, with `/`. */
  readonly file: string;
  /** Absolute path of the root. */
  readonly root: string;
  readonly text: string;
}

/**
 * Reads a Markdown file as the runbooks it holds. Never throws: every text is some document. Nothing in code is lost:
 * what cannot run is shown.
 */
export function parseRunbook({file, root, text}: RunbookSource): RunbookFile {
  const {title, outer, embedded} = prepareFile(text, nameOf(file));
  const names = uniqueNames();
  const id = (prepared: Prepared) => names(slugOf(prepared.title) || 'runbook');
  const own = toDocument(outer, id(outer));
  const inside = embedded.map(prepared => toDocument(prepared, id(prepared)));
  return {
    file,
    root,
    hash: createHash('sha256').update(text).digest('hex'),
    title,
    documents: [own, ...inside].filter(canBeWalked),
  };
}

function canBeWalked({sections}: RunbookDocument): boolean {
  return sections.some(({steps}) => steps.length > 0);
}

function nameOf(file: string): string {
  return basename(file, extname(file));
}
