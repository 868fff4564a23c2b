import type {RunbookDocument, Section, StatementBlock, Step} from './document.js';
import {statementsOf} from './progress.js';
import type {Walk} from './walk.js';

/** What a walk goes through one by one: a statement, or a step that has none. */
export interface WalkItem {
  readonly id: string;
  /** Counted from 1 in the whole document. */
  readonly number: number;
  readonly section: Section;
  readonly step: Step;
  readonly statement?: StatementBlock;
}

export function walkItems(document: RunbookDocument): readonly WalkItem[] {
  let number = 0;
  return document.sections.flatMap(section =>
    section.steps.flatMap((step): WalkItem[] => {
      number += 1;
      const statements = statementsOf(step);
      const common = {number, section, step};
      if (statements.length === 0) return [{...common, id: step.id}];
      return statements.map(statement => ({...common, id: statement.id, statement}));
    }),
  );
}

/** Where a walk goes on: in the step that something last happened to, at what has not run; else at its beginning. */
export function firstOpen(items: readonly WalkItem[], walk: Pick<Walk, 'at' | 'steps'>): number {
  if (items.length === 0) return -1;
  const ran = new Set(walk.steps.get(walk.at ?? '')?.runs.map(run => run.statement));
  const open = items.findIndex(item => item.step.id === walk.at && !ran.has(item.id));
  return Math.max(0, open >= 0 ? open : items.findLastIndex(item => item.step.id === walk.at));
}
