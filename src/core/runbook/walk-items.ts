import type {RunbookDocument, Section, StatementBlock, Step} from './document.js';
import {cameToItsEnd, lastRun, statementsOf} from './progress.js';
import {runUnderWay, type Walk} from './walk.js';

/** What a walk goes through one by one: a statement, a step that has none, or a section that is only to be read. */
export interface WalkItem {
  readonly id: string;
  /** Of its step, counted from 1 in the whole document; of a section to read, that of the step before it. */
  readonly number: number;
  readonly section: Section;
  /** Absent for a section to read. */
  readonly step?: Step;
  readonly statement?: StatementBlock;
}

export function walkItems(document: RunbookDocument): readonly WalkItem[] {
  let number = 0;
  return document.sections.flatMap(section => {
    const items = itemsOf(section, number);
    number += section.steps.length;
    return items;
  });
}

/** Where a section begins; undefined for one that has nothing of its own. */
export function firstItemOf(section: Section): WalkItem | undefined {
  return itemsOf(section, 0)[0];
}

function itemsOf(section: Section, before: number): readonly WalkItem[] {
  if (isToRead(section)) return [{id: `read:${section.id}`, number: before, section}];
  return section.steps.flatMap((step, index): readonly WalkItem[] => {
    const statements = statementsOf(step);
    const common = {number: before + index + 1, section, step};
    if (statements.length === 0) return [{...common, id: step.id}];
    return statements.map(statement => ({...common, id: statement.id, statement}));
  });
}

/** Its author wrote something in it, and there is nothing to do. */
function isToRead({steps, intro}: Section): boolean {
  return steps.length === 0 && intro.trim() !== '';
}

/** How many steps the items belong to. */
export function stepCount(items: readonly WalkItem[]): number {
  return items.at(-1)?.number ?? 0;
}

/** Where a walk goes on: at the statement that runs, else at the one last touched; else at the first step. */
export function firstOpen(items: readonly WalkItem[], walk: Walk): number {
  const touched = touchedLast(items, walk);
  if (touched >= 0) return touched;
  const first = items.findIndex(item => item.step !== undefined);
  return first >= 0 ? first : Math.min(0, items.length - 1);
}

/** Where a walk goes on that asks about one item after the other: behind what has been done last. */
export function goesOnAt(items: readonly WalkItem[], walk: Walk): number {
  const touched = touchedLast(items, walk);
  const item = items[touched];
  if (item?.step === undefined) return 0;
  const progress = walk.steps.get(item.step.id);
  const run = item.statement === undefined ? undefined : lastRun(progress, item.statement.id);
  const isDone = progress?.outcome !== undefined || (run !== undefined && cameToItsEnd(run));
  return isDone ? touched + 1 : touched;
}

function touchedLast(items: readonly WalkItem[], walk: Walk): number {
  const {statement} = runUnderWay(walk) ?? walk.steps.get(walk.at ?? '')?.runs.at(-1) ?? {};
  const touched = items.findIndex(item => item.id === statement);
  return touched >= 0 ? touched : items.findIndex(item => item.step !== undefined && item.step.id === walk.at);
}

/**
 * Where an item is found again after its file has changed: itself, else the nearest one that says the same, else the one
 * that stands as far behind what is still there.
 */
export function foundAgain(before: readonly WalkItem[], at: number, after: readonly WalkItem[]): number {
  const item = before[at];
  if (item === undefined) return -1;
  const same = after.findIndex(({id}) => id === item.id);
  if (same >= 0) return same;
  const alike = after.flatMap((one, index) => (textOf(one) === textOf(item) ? [index] : []));
  const [nearest] = [...alike].sort((a, b) => Math.abs(a - at) - Math.abs(b - at));
  if (nearest !== undefined) return nearest;
  const kept = before.slice(0, at).findLastIndex(({id}) => after.some(one => one.id === id));
  const behind = kept < 0 ? at : after.findIndex(({id}) => id === before[kept]?.id) + at - kept;
  return Math.min(behind, after.length - 1);
}

function textOf({statement, step, section}: WalkItem): string {
  return statement?.text ?? step?.text ?? section.title;
}
