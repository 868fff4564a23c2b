import {holdsMarkdown} from './fence-lines.js';
import {plainWords} from './inline.js';
import type {CodeNode, Node} from './nodes.js';
import {nodesOf} from './nodes.js';
import {repairFences} from './repair-fences.js';
import type {SourceLine} from './source-lines.js';

const SHELL = /^(?:bash|sh|shell|zsh|console|shell-session)\b/i;
const GUIDE = /\b(?:runbook|on-?call|guide|playbook|procedure)/i;

/** A runbook that stands in a fence of another document, with lines of its own that know where they come from. */
export interface Embedded {
  readonly lines: readonly SourceLine[];
  /** Headings of the document around it, outermost first. */
  readonly context: readonly string[];
  /** Index of its fence among the lines of the document around it. */
  readonly at: number;
}

/** The runbooks in `markdown` fences of a document. Templates for messages and reviews are left out. */
export function findEmbedded(nodes: readonly Node[], lines: readonly SourceLine[]): readonly Embedded[] {
  const found: Embedded[] = [];
  const headings: {level: number; text: string}[] = [];
  for (const node of nodes) {
    if (node.type === 'heading') {
      while ((headings.at(-1)?.level ?? 0) >= node.level) headings.pop();
      headings.push({level: node.level, text: plainWords(node.text)});
    }
    for (const code of codeIn(node).filter(({fenced, info}) => fenced && holdsMarkdown(info))) {
      const own = ownLines(code, lines);
      if (isRunbook(own)) found.push({lines: own, context: headings.map(({text}) => text), at: code.from});
    }
  }
  return found;
}

/** All code of a node, however deep in lists and quotes. */
export function codeIn(node: Node): readonly CodeNode[] {
  if (node.type === 'code') return [node];
  if (node.type === 'quote') return node.children.flatMap(codeIn);
  return node.type === 'list' ? node.items.flatMap(({children}) => children.flatMap(codeIn)) : [];
}

/** Fences that were escaped so as to survive in a fence are fences again. */
function ownLines(code: CodeNode, lines: readonly SourceLine[]): readonly SourceLine[] {
  return code.content.map((content, index) => {
    const text = content.replace(
      /^(\s*)((?:\\`|`){3,})/,
      (_, indent: string, marks: string) => `${indent}${marks.replaceAll('\\', '')}`,
    );
    return {text, shown: text, at: lines[code.start + index]?.at ?? 1};
  });
}

/** A heading, and a shell fence; or tasks under several headings of something that calls itself a guide. */
function isRunbook(lines: readonly SourceLine[]): boolean {
  const nodes = nodesOf(repairFences(lines));
  const headings = nodes.filter(node => node.type === 'heading');
  if (headings.length === 0) return false;
  if (nodes.some(node => codeIn(node).some(({info}) => SHELL.test(info)))) return true;
  const named = headings.some(({level, text}) => level === 1 && GUIDE.test(text));
  return named && hasTaskLists(nodes);
}

function hasTaskLists(nodes: readonly Node[]): boolean {
  let tasks = 0;
  let heading = 0;
  const under = new Set<number>();
  for (const [index, node] of nodes.entries()) {
    if (node.type === 'heading') heading = index;
    const count = tasksIn(node);
    tasks += count;
    if (count > 0) under.add(heading);
  }
  return tasks >= 5 && under.size >= 2;
}

function tasksIn(node: Node): number {
  if (node.type === 'quote') return sum(node.children.map(tasksIn));
  if (node.type !== 'list') return 0;
  return sum(
    node.items.map(({children}) => {
      const [first] = children;
      const own = first?.type === 'paragraph' && /^\[[ xX]\]\s/.test(first.text) ? 1 : 0;
      return own + sum(children.map(tasksIn));
    }),
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
