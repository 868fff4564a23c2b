import type {SectionRole} from '../../core/runbook/document.js';
import {codeIn} from '../markdown/embedded.js';
import {plainWords} from '../markdown/inline.js';
import type {ItemNode, Node} from '../markdown/nodes.js';
import type {SourceLine} from '../markdown/source-lines.js';
import {inlineCommands} from './inline-commands.js';

export type ListNode = Extract<Node, {readonly type: 'list'}>;

const TASK = /^\[[ xX]\]\s+/;
/** What is listed here is told, not asked. */
const TELLING: readonly SectionRole[] = ['about', 'symptoms'];
const NOT_TICKED: readonly SectionRole[] = [...TELLING, 'escalate', 'communicate'];
const DOING: readonly SectionRole[] = ['investigate', 'resolve', 'verify'];

/** Whether the items of a list are steps. With `all`, every list is. */
export function isStepList(
  list: ListNode,
  lines: readonly SourceLine[],
  {role, all}: {readonly role: SectionRole; readonly all: boolean},
): boolean {
  if (all || hasCode(list) || hasTasks(list)) return true;
  if (TELLING.includes(role)) return false;
  if (hasCommands(list, lines)) return true;
  if (NOT_TICKED.includes(role) || list.items.every(isLink)) return false;
  return list.ordered || DOING.includes(role);
}

/** Whether something in a list inside an item has to be a step of its own. */
export function hasOwnSteps(list: ListNode, lines: readonly SourceLine[]): boolean {
  return hasCode(list) || hasTasks(list) || hasCommands(list, lines);
}

/** The words of an item without its box. */
export function itemText({children: [first]}: ItemNode): string {
  return first?.type === 'paragraph' ? first.text.replace(TASK, '') : '';
}

export function isTask({children: [first]}: ItemNode): boolean {
  return first?.type === 'paragraph' && TASK.test(first.text);
}

function hasCode(list: ListNode): boolean {
  return codeIn(list).length > 0;
}

function hasTasks(list: ListNode): boolean {
  return list.items.some(item => isTask(item) || item.children.some(node => node.type === 'list' && hasTasks(node)));
}

function hasCommands(list: ListNode, lines: readonly SourceLine[]): boolean {
  return list.items.some(({children}) =>
    children.some(node => (node.type === 'list' ? hasCommands(node, lines) : inlineCommands(node, lines).length > 0)),
  );
}

function isLink(item: ItemNode): boolean {
  const text = itemText(item).trim();
  return /^\[[^\]]*\](?:\([^)]*\))?\s*$/.test(text) || /^<?https?:\/\/\S+$/.test(plainWords(text));
}
