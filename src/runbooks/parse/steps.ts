import type {SectionRole} from '../../core/runbook/document.js';
import {plainWords} from '../markdown/inline.js';
import {repairMojibake} from '../markdown/mojibake.js';
import type {CodeNode, ItemNode, Node} from '../markdown/nodes.js';
import {type SourceLine, trimSpan} from '../markdown/source-lines.js';
import {conditionOf, conditionOfItem} from './conditions.js';
import {type Building, blocksOf, type Draft, openDraft, proseBefore} from './draft.js';
import {announcesExpectations, expectationBehind, expectationOf} from './expectations.js';
import {inlineCommands, warnedByItem} from './inline-commands.js';
import type {Outlined} from './sections.js';
import {hasOwnSteps, isStepList, isTask, itemText, type ListNode} from './step-lists.js';

/** What a section's text is taken for. */
export interface StepReading {
  /** Whatever a section says is a step: for documents in which nothing else is one. */
  readonly all: boolean;
}

const LONGEST_TITLE = 100;
const ALWAYS_A_STEP: readonly SectionRole[] = ['investigate', 'resolve', 'verify'];

/** The steps of a section in order; together with its introduction they hold all of its text. */
export function findSteps(section: Outlined, lines: readonly SourceLine[], {all}: StepReading): readonly Draft[] {
  const building: Building = {title: section.title, lines, drafts: [], pending: []};
  const reading = {role: section.role, all};
  for (const node of section.nodes) addNode(node, building, reading);
  const last = building.drafts.at(-1);
  if (last !== undefined) {
    takeCode(last, building);
    last.to = Math.max(last.to, trimSpan(lines, section).to);
  } else if (building.pending.some(({type}) => type === 'code') || isStep(section, building, all)) {
    const first = building.pending[0];
    const draft = openDraft(building, first ?? section, section.title);
    draft.to = trimSpan(lines, section).to;
  }
  return building.drafts;
}

function isStep({role}: Outlined, {pending}: Building, all: boolean): boolean {
  return all || (pending.some(({type}) => type !== 'other') && ALWAYS_A_STEP.includes(role));
}

/** Code below the last step that is only shown belongs to it. */
function takeCode(draft: Draft, building: Building): void {
  for (const node of building.pending) {
    if (node.type === 'code') draft.blocks.push(...blocksOf(node, building, '').blocks);
  }
  building.pending = [];
}

interface Reading extends StepReading {
  readonly role: SectionRole;
}

function addNode(node: Node, building: Building, reading: Reading): void {
  if (node.type === 'code') {
    addCode(node, building);
  } else if (node.type === 'quote') {
    for (const child of node.children) addNode(child, building, reading);
  } else if (node.type === 'list') {
    addList(node, building, reading);
  } else if (node.type !== 'paragraph' || !takeExpected(node, building)) {
    building.pending.push(node);
  }
}

/** `**Expected:** you see ...` below a step says what its output means. */
function takeExpected(node: Node & {readonly type: 'paragraph'}, building: Building): boolean {
  const last = building.drafts.at(-1);
  const expectation = last === undefined ? undefined : expectationBehind(node.text);
  if (last === undefined || expectation === undefined) return false;
  takeCode(last, building);
  last.expectations.push(expectation);
  last.to = Math.max(last.to, trimSpan(building.lines, node).to);
  return true;
}

function addCode(code: CodeNode, building: Building): void {
  const prose = proseBefore(building);
  const read = blocksOf(code, building, prose);
  const condition = conditionOf(prose);
  const last = building.drafts.at(-1);
  const isOwn = read.statements > 0 || (read.shell && read.blocks.length > 0) || condition !== undefined;
  if (isOwn) {
    const draft = openDraft(building, code, '');
    draft.blocks.push(...read.blocks);
    draft.title = cut(read.name ?? '') || titleOfCode(prose, draft);
    if (condition !== undefined) draft.condition = condition;
  } else if (last === undefined) {
    building.pending.push(code);
  } else {
    takeCode(last, building);
    last.blocks.push(...read.blocks);
    last.to = trimSpan(building.lines, code).to;
  }
}

function titleOfCode(prose: string, {blocks}: Draft): string {
  const words = titleOf(prose);
  if (words !== '' && words.length <= LONGEST_TITLE) return words;
  const [first] = blocks;
  const comment =
    first?.kind === 'statement' ? (first.comment.split('\n').findLast(line => line.trim() !== '') ?? '') : '';
  return cut(comment.replace(/^[\s#]+/, '') || (first?.text.split('\n')[0] ?? ''));
}

function titleOf(prose: string): string {
  const [line = ''] = repairMojibake(plainWords(withoutMark(prose))).split(/(?<=[.!?])\s/);
  return line.replace(/[:：;]\s*$/, '').trim();
}

/** `!!! warning "Look first"` is called by its title, and without one by its kind. */
function withoutMark(prose: string): string {
  const [whole, kind = '', title = ''] =
    /^(?:!!!|\?\?\?\+?)[ \t]*([\w-]*)[^\n"]*(?:"([^"\n]*)")?[^\n]*/.exec(prose) ?? [];
  if (whole === undefined) return prose;
  return title.trim() === '' ? `${kind.charAt(0).toUpperCase()}${kind.slice(1)}` : title;
}

function cut(title: string): string {
  const clean = repairMojibake(title)
    .replace(/;+\s*$/, '')
    .trim();
  return clean.length > LONGEST_TITLE ? `${clean.slice(0, LONGEST_TITLE - 1)}…` : clean;
}

function addList(list: ListNode, building: Building, reading: Reading): void {
  const last = building.drafts.at(-1);
  if (last !== undefined && announcesExpectations(proseBefore(building))) {
    takeExpectations(list, last, building);
  } else if (isStepList(list, building.lines, reading)) {
    for (const item of list.items) addItem(item, building);
  } else {
    building.pending.push(list);
  }
}

function takeExpectations(list: ListNode, draft: Draft, building: Building): void {
  takeCode(draft, building);
  draft.expectations.push(...list.items.map(expectationOf));
  draft.to = trimSpan(building.lines, list).to;
  for (const item of list.items) {
    for (const node of item.children) if (node.type !== 'paragraph') addInside(node, building);
  }
  building.pending = [];
}

function addItem(item: ItemNode, building: Building): void {
  const text = itemText(item);
  const draft = openDraft(building, {from: item.from, to: item.from + 1}, cut(titleOf(text)));
  draft.task = isTask(item);
  const condition = conditionOfItem(text);
  if (condition !== undefined) draft.condition = condition;
  for (const node of item.children) addInside(node, building);
  draft.blocks.splice(0, draft.blocks.length, ...warnedByItem(draft.blocks, item));
  building.pending = [];
}

/** What is inside a list item belongs to the step that was begun last. */
function addInside(node: Node, building: Building): void {
  const draft = building.drafts.at(-1);
  if (draft === undefined) return;
  if (node.type === 'quote') {
    for (const child of node.children) addInside(child, building);
    return;
  }
  if (node.type === 'list') {
    addNested(node, building, draft);
    return;
  }
  if (node.type === 'paragraph' && draft.blocks.length > 0 && takeExpected(node, building)) return;
  if (node.type === 'code') {
    draft.blocks.push(...blocksOf(node, building, proseBefore(building)).blocks);
    if (draft.title === '') draft.title = titleOfCode('', draft);
  } else {
    draft.blocks.push(...inlineCommands(node, building.lines));
  }
  draft.to = Math.max(draft.to, trimSpan(building.lines, node).to);
  building.pending = node.type === 'paragraph' ? [node] : [];
}

function addNested(list: ListNode, building: Building, draft: Draft): void {
  if (announcesExpectations(proseBefore(building))) {
    takeExpectations(list, draft, building);
  } else if (hasOwnSteps(list, building.lines)) {
    building.pending = [];
    for (const item of list.items) addItem(item, building);
  } else {
    draft.to = Math.max(draft.to, trimSpan(building.lines, list).to);
  }
  building.pending = [];
}
