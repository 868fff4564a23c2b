import type {RunbookDocument, Section, StatementBlock, Step} from './document.js';
import {statementsOf} from './progress.js';
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

/** Where the operator is: at the item of that id, else at the one that says the same as it did, else where the walk goes on. */
export function cursorAt(
  items: readonly WalkItem[],
  walk: Walk,
  {item, was}: {readonly item: string; readonly was?: ItemWas | undefined},
): number {
  const found = items.findIndex(({id}) => id === item);
  if (found >= 0 || was === undefined) return found >= 0 ? found : firstOpen(items, walk);
  const titled = items.flatMap((one, index) => (titleOf(one) === was.title ? [index] : []));
  const [nearest] = titled.sort((a, b) => Math.abs(a - was.index) - Math.abs(b - was.index));
  return nearest ?? firstOpen(items, walk);
}

/** By what an item is known again after an edit that gave it another id. */
export interface ItemWas {
  readonly title: string;
  /** Its place among the items. */
  readonly index: number;
}

/** What is to be remembered of the item of that id; undefined where there is none. */
export function itemWas(items: readonly WalkItem[], id: string): ItemWas | undefined {
  const index = items.findIndex(item => item.id === id);
  const item = items[index];
  return item === undefined ? undefined : {title: titleOf(item), index};
}

function titleOf({step, section}: WalkItem): string {
  return step?.title ?? section.title;
}

/** Where a walk goes on: at the statement that runs, else at the one last touched; else at the first step. */
export function firstOpen(items: readonly WalkItem[], walk: Walk): number {
  const touched = touchedLast(items, walk);
  if (touched >= 0) return touched;
  const first = items.findIndex(item => item.step !== undefined);
  return first >= 0 ? first : Math.min(0, items.length - 1);
}

/** The item that something last happened to; -1 where nothing did. */
export function touchedLast(items: readonly WalkItem[], walk: Walk): number {
  const {statement} = runUnderWay(walk) ?? walk.steps.get(walk.at ?? '')?.runs.at(-1) ?? {};
  const touched = items.findIndex(item => item.id === statement);
  if (touched >= 0) return touched;
  const step = items.findIndex(item => item.step !== undefined && item.step.id === walk.at);
  return step >= 0 ? step : alikeIn(items, walk);
}

/**
 * Where the file has changed while nobody had it open: the item most like the step last touched, else the last one of the
 * newest step that is still there, else as many steps in as were touched; -1 for a walk that touched none.
 */
function alikeIn(items: readonly WalkItem[], walk: Walk): number {
  const touched = [...walk.steps].sort(([, a], [, b]) => b.on - a.on);
  const last = walk.steps.get(walk.at ?? '') ?? touched[0]?.[1];
  if (last === undefined) return -1;
  const alike = mostLike(items, {title: last.title, text: last.runs.at(-1)?.text ?? ''});
  if (alike >= 0) return alike;
  const kept = touched.map(([id]) => items.findLastIndex(({step}) => step?.id === id)).find(index => index >= 0);
  return kept ?? items.findIndex(({number}) => number === Math.min(touched.length, stepCount(items)));
}

/** How much of what two items say has to be the same, so that one may be the other after an edit. */
const ALIKE = 0.5;

/** The item that says most of the same; one with the same title or the same text before all others, -1 for none. */
function mostLike(items: readonly WalkItem[], was: {readonly title: string; readonly text: string}): number {
  const likes = items.map(({step, statement}) => {
    if (step === undefined) return 0;
    const text = statement?.text ?? '';
    const same = (step.title === was.title ? 1 : 0) + (text !== '' && text === was.text ? 1 : 0);
    return same + shared(`${step.title} ${text}`, `${was.title} ${was.text}`);
  });
  const most = Math.max(0, ...likes);
  return most < ALIKE ? -1 : likes.indexOf(most);
}

/** The part of the words of the longer text that the other one has, too. */
function shared(a: string, b: string): number {
  const [left, right] = [a, b].map(text => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []));
  const [fewer = new Set(), more = new Set()] = (left?.size ?? 0) < (right?.size ?? 0) ? [left, right] : [right, left];
  return more.size === 0 ? 0 : [...fewer].filter(word => more.has(word)).length / more.size;
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
