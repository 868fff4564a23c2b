import type {Expectation, ShownBlock, StatementBlock} from '../../core/runbook/document.js';
import type {CodeNode, Node} from '../markdown/nodes.js';
import {type SourceLine, type Span, trimSpan} from '../markdown/source-lines.js';
import {readCode} from '../statements/read-code.js';
import {announcesOutput} from './expectations.js';

export type DraftBlock = ShownBlock | Omit<StatementBlock, 'id'>;

/** A step that is being put together. */
export interface Draft {
  from: number;
  to: number;
  title: string;
  /** It was called by its first statement, for want of words. */
  task: boolean;
  condition?: string;
  readonly blocks: DraftBlock[];
  readonly expectations: Expectation[];
}

/** The steps of one section so far, and what waits for the next one. */
export interface Building {
  /** The heading of the section. */
  readonly title: string;
  readonly lines: readonly SourceLine[];
  readonly drafts: Draft[];
  pending: Node[];
}

/** The last paragraph that waits, as written in Markdown. */
export function proseBefore({pending}: Building): string {
  const last = pending.findLast(node => node.type === 'paragraph');
  return last?.type === 'paragraph' ? last.text : '';
}

/** Begins a step at a node with the text above it. The first of a section leaves the section its introduction. */
export function openDraft(building: Building, at: Span, title: string): Draft {
  const {drafts, pending, lines} = building;
  const taken = drafts.length > 0 ? pending : pending.slice(firstTaken(pending));
  const from = taken[0]?.from ?? at.from;
  const draft: Draft = {from, to: trimSpan(lines, at).to, title, task: false, blocks: [], expectations: []};
  for (const node of taken) {
    if (node.type === 'code') draft.blocks.push(...blocksOf(node, building, '').blocks);
  }
  drafts.push(draft);
  building.pending = [];
  return draft;
}

/** The last paragraph before the step, or that before the first code that waits. */
function firstTaken(pending: readonly Node[]): number {
  const code = pending.findIndex(({type}) => type === 'code');
  const before = code < 0 ? pending.length : code;
  const paragraph = pending.slice(0, before).findLastIndex(({type}) => type === 'paragraph');
  return paragraph < 0 ? before : paragraph;
}

export interface CodeBlocks {
  readonly blocks: readonly DraftBlock[];
  readonly statements: number;
  /** What its author calls it. */
  readonly name?: string;
  /** It is a shell's, whether or not there is anything to run in it. */
  readonly shell: boolean;
}

export function blocksOf(code: CodeNode, {lines, title}: Pick<Building, 'lines' | 'title'>, prose: string): CodeBlocks {
  const {pieces, language, hints} = readCode(code, lines, {prose, title, expectsOutput: announcesOutput(prose)});
  const blocks = pieces.map((piece): DraftBlock => {
    if (piece.kind !== 'statement') return {...piece, language};
    const {apart, ...statement} = piece;
    return {...statement, language, inline: false, hints};
  });
  const shell = /^(?:ba|z)?sh$|^shell$|^console$/.test(language);
  const statements = blocks.filter(({kind}) => kind === 'statement').length;
  return {blocks, statements, shell, ...(hints.name === undefined ? {} : {name: hints.name})};
}
