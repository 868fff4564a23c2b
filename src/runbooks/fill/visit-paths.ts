import {forEachChild, type SyntaxNode} from 'unbash';
import type {Path} from './surroundings.js';

/** Calls for every node with all that is around it, itself last. */
export function visitPaths(node: SyntaxNode, visit: (path: Path) => void, around: Path = []): void {
  const path = [...around, node];
  visit(path);
  forEachChild(node, child => visitPaths(child, visit, path));
}
