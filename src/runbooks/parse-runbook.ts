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
  /** SHA-256 of the bytes that the text was read from; that of the text as UTF-8 where it is left out. */
  readonly hash?: string;
}

/**
 * Reads a Markdown file as the runbooks it holds. Never throws: every text is some document. Nothing in code is lost:
 * what cannot run is shown.
 */
export function parseRunbook({file, root, text, hash}: RunbookSource): RunbookFile {
  const {title, documents} = outlineFile(file, text);
  return {
    file,
    root,
    hash: hash ?? createHash('sha256').update(text).digest('hex'),
    title,
    documents: documents.map(({id, prepared}) => toDocument(prepared, id)).filter(canBeWalked),
  };
}

/** A document that has its name but is not read yet. */
export interface NamedDocument {
  /** The same that `parseRunbook` gives it. */
  readonly id: string;
  readonly prepared: Prepared;
}

/** The documents of a file, itself first, with what their headings tell and no more. */
export function outlineFile(
  file: string,
  text: string,
): {readonly title: string; readonly documents: readonly NamedDocument[]} {
  const {title, outer, embedded} = prepareFile(text, basename(file, extname(file)));
  const names = uniqueNames();
  const documents = [outer, ...embedded].map(prepared => ({id: names(slugOf(prepared.title) || 'runbook'), prepared}));
  return {title, documents};
}

function canBeWalked({sections}: RunbookDocument): boolean {
  return sections.some(({steps}) => steps.length > 0);
}
