import type {AlertBinding} from '../core/runbook/document.js';
import {alertsOf, mayNameAlerts} from './parse/alert-names.js';
import {metadataLines} from './parse/metadata.js';
import {outlineFile} from './parse-runbook.js';

/** What has to be known of a file to find it for an alert. */
export interface IndexedFile {
  /** Absolute path. */
  readonly path: string;
  /** Path below its root, with `/`. */
  readonly file: string;
  /** Absolute path of its root. */
  readonly root: string;
  readonly title: string;
  readonly documents: readonly IndexedDocument[];
}

export interface IndexedDocument {
  readonly id: string;
  readonly title: string;
  readonly alerts: readonly AlertBinding[];
  readonly sections: readonly IndexedSection[];
}

export interface IndexedSection {
  readonly id: string;
  readonly title: string;
  readonly anchor: string;
}

/** Takes from a file what finding it needs; its steps are not read. */
export function indexFile(at: Pick<IndexedFile, 'path' | 'file' | 'root'>, text: string): IndexedFile {
  const {title, documents} = outlineFile(at.file, text);
  return {
    ...at,
    title,
    documents: documents.map(({id, prepared: {title: own, sections, lines}}) => ({
      id,
      title: own,
      alerts: alertsOf(sections, metadataLines(sections, lines, mayNameAlerts), lines),
      sections: sections.map(section => ({
        id: section.anchor === '' ? 'top' : section.anchor,
        title: section.title,
        anchor: section.anchor,
      })),
    })),
  };
}
