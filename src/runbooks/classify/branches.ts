import type {SyntaxNode, Word} from 'unbash';
import {argument} from './arguments.js';
import type {Branch} from './invocation.js';

/** A part of a compound command, and the branch that it is where it may not run, or runs apart from the rest. */
export interface Part {
  readonly node: SyntaxNode;
  readonly branch?: Branch;
}

/**
 * The parts of a node that is more than a list of its children; undefined for any other. What a branch sets is set after
 * it only perhaps, and not at all where it runs in a shell of its own.
 */
export function partsOf(node: SyntaxNode, newId: () => number): readonly Part[] | undefined {
  const apart = (one: SyntaxNode): Part => ({node: one, branch: {id: newId(), kind: 'apart'}});
  const maybe = (one: SyntaxNode): Part => ({node: one, branch: {id: newId(), kind: 'maybe'}});
  switch (node.type) {
    case 'Subshell':
    case 'Coproc':
      return [apart(node.body)];
    case 'AndOr':
      return linked(node, newId);
    case 'If':
      return [
        {node: node.clause},
        maybe(node.then),
        ...node.elif.map(maybe),
        ...(node.else === undefined ? [] : [maybe(node.else)]),
      ];
    case 'While':
      return [{node: node.clause}, maybe(node.body)];
    case 'CaseItem':
      return [...node.pattern.map(one => ({node: one})), maybe(node.body)];
    case 'For':
    case 'Select':
      return repeated(node, newId);
    case 'Function':
      return [{node: node.body, branch: {id: newId(), kind: 'function', name: node.name.value}}];
    default:
      return undefined;
  }
}

/** `a && b` runs `b` where `a` went well; what comes behind `||` is another way. */
function linked({commands, operators}: SyntaxNode & {readonly type: 'AndOr'}, newId: () => number): readonly Part[] {
  let branch: Branch | undefined;
  return commands.map((node, index): Part => {
    if (index === 0) return {node};
    if (branch === undefined || operators[index - 1] === '||') branch = {id: newId(), kind: 'maybe'};
    return {node, branch};
  });
}

function repeated(
  {name, wordlist, body}: SyntaxNode & {readonly type: 'For' | 'Select'},
  newId: () => number,
): readonly Part[] {
  const words: readonly Word[] = wordlist ?? [];
  const over = {name: name.value, words: words.map(argument), all: wordlist === undefined};
  return [...words.map(node => ({node})), {node: body, branch: {id: newId(), kind: 'maybe', over}}];
}
