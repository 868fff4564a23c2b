import type {SyntaxNode} from 'unbash';
import {parseBash, walkBash} from '../bash/parse-bash.js';
import {freeVariables, variablesSetIn} from './free-variables.js';
import {fillHoles, holesIn} from './holes.js';

/** What the statements before leave to the one that is to be filled. */
export interface Earlier {
  /** Variables that have a value: of the environment, or set by a statement itself. */
  readonly known: ReadonlySet<string>;
  /** Variables that were given a value for one statement and are asked for again. */
  readonly given: ReadonlySet<string>;
  /** Texts of functions by name. */
  readonly functions: ReadonlyMap<string, string>;
  /** One of them read a file of commands: functions may be there that nobody knows here. */
  readonly sourced: boolean;
  /** One of them set IFS: more than blanks may take words apart. */
  readonly splits: boolean;
}

/** Before the first statement. */
export function beginning(known: ReadonlySet<string> = new Set()): Earlier {
  return {known, given: new Set(), functions: new Map(), sourced: false, splits: false};
}

/** The same after one more statement has run. */
export function after(earlier: Earlier, statement: string): Earlier {
  const text = readable(statement);
  const {ast} = parseBash(text);
  const set = variablesSetIn(text);
  const free = freeVariables(text, earlier.known).map(({name}) => name);
  const functions = functionsOf(ast, text);
  return {
    known: set.size === 0 ? earlier.known : new Set([...earlier.known, ...set]),
    given: free.length === 0 ? earlier.given : new Set([...earlier.given, ...free]),
    functions: functions.length === 0 ? earlier.functions : new Map([...earlier.functions, ...functions]),
    sourced: earlier.sourced || reads(ast),
    splits: earlier.splits || set.has('IFS'),
  };
}

/** The same for several, in their order. */
export function afterAll(known: ReadonlySet<string>, statements: readonly string[]): Earlier {
  return statements.reduce(after, beginning(known));
}

/** A text in which every hole is a word of the same length. */
export function readable(text: string): string {
  return fillHoles(text, holesIn(text), ({raw}) => 'P'.repeat(raw.length));
}

/** The functions of earlier statements that a text may call, and those that these may. */
export function calledIn(text: string, {functions}: Earlier): ReadonlyMap<string, string> {
  const called = new Map<string, string>();
  const look = (in_: string) => {
    for (const [name, definition] of functions) {
      if (called.has(name) || !mentions(in_, name)) continue;
      called.set(name, definition);
      look(definition);
    }
  };
  if (functions.size > 0) look(text);
  return called;
}

/** Whether a name stands in a text as a word of its own. */
export function mentions(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (!isOfName(text[at - 1]) && !isOfName(text[at + name.length])) return true;
  }
  return false;
}

function isOfName(char: string | undefined): boolean {
  return char !== undefined && /[\w-]/.test(char);
}

/** The functions that a text defines, by name; an alias is one of which nothing is known. */
export function functionsOf(ast: SyntaxNode, text: string): readonly (readonly [string, string])[] {
  const found: [string, string][] = [];
  walkBash(ast, node => {
    if (node.type === 'Function') found.push([node.name.value, text.slice(node.pos, node.end)]);
    if (node.type !== 'Command' || node.name?.value !== 'alias') return;
    for (const word of node.args) if (word.type === 'Assignment') found.push([word.name, '']);
  });
  return found;
}

function reads(ast: SyntaxNode): boolean {
  let found = false;
  walkBash(ast, node => {
    if (node.type === 'Command' && /^(?:\.|source|eval)$/.test(node.name?.value ?? '')) found = true;
  });
  return found;
}
