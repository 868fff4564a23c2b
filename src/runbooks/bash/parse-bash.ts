import {forEachChild, type ParsedScript, parse, type SyntaxNode} from 'unbash';

/** A top-level statement: offsets of its first character and the first after it, here-documents included. */
export interface BashStatement {
  readonly from: number;
  readonly to: number;
}

export interface BashError {
  readonly message: string;
  /** Offset in the text. */
  readonly at: number;
}

export interface ParsedBash {
  readonly statements: readonly BashStatement[];
  /** Also those inside substitutions; empty where bash would accept the text. */
  readonly errors: readonly BashError[];
  readonly ast: ParsedScript;
}

/** What bash would read in a text. Never throws: whatever cannot be read is an error in the answer. */
export function parseBash(text: string): ParsedBash {
  try {
    const ast = parse(text);
    if (isDeeper(ast, DEEPEST)) return unreadable(text, 'it is nested too deep');
    return {statements: statementsOf(ast, text.length), errors: errorsOf(ast), ast};
  } catch (error) {
    return unreadable(text, String(error));
  }
}

/** Nodes inside one another; whoever goes through them does so by calling itself. */
const DEEPEST = 400;

function unreadable(text: string, message: string): ParsedBash {
  const ast: ParsedScript = {type: 'Script', pos: 0, end: text.length, commands: [], shebang: undefined};
  return {statements: [], errors: [{message, at: 0}], ast};
}

function isDeeper(ast: ParsedScript, most: number): boolean {
  let nodes: SyntaxNode[] = [ast];
  for (let depth = 0; nodes.length > 0; depth++) {
    if (depth > most) return true;
    const below: SyntaxNode[] = [];
    for (const node of nodes) forEachChild(node, child => below.push(child));
    nodes = below;
  }
  return false;
}

/** Calls for a node and everything in it, substitutions included, the outer before the inner. */
export function walkBash(root: SyntaxNode, visit: (node: SyntaxNode) => void): void {
  const waiting: SyntaxNode[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    visit(node);
    const children: SyntaxNode[] = [];
    forEachChild(node, child => children.push(child));
    waiting.push(...children.reverse());
  }
}

/** Statements that share a line with the start of a here-document cannot be taken apart: its body comes after both. */
function statementsOf(ast: ParsedScript, length: number): readonly BashStatement[] {
  const statements: {from: number; to: number}[] = [];
  for (const command of ast.commands) {
    const last = statements.at(-1);
    // Behind a backslash that ends the text, the parser counts one too many.
    const to = Math.min(length, endOf(command));
    if (last !== undefined && command.pos < last.to) {
      last.to = Math.max(last.to, to);
    } else if (to > command.pos) {
      statements.push({from: command.pos, to});
    }
  }
  return statements;
}

function endOf(statement: SyntaxNode): number {
  let end = statement.end;
  walkBash(statement, node => {
    if (node.type === 'HereDoc') {
      end = Math.max(end, node.closing?.end ?? node.body.end, node.end);
    }
  });
  return end;
}

function errorsOf(ast: ParsedScript): readonly BashError[] {
  const errors: BashError[] = [];
  walkBash(ast, node => {
    if (node.type === 'Script') {
      errors.push(...((node as ParsedScript).errors ?? []).map(({message, pos}) => ({message, at: pos})));
    }
  });
  return errors;
}
