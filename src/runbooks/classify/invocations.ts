import {
  type Assignment,
  type Command,
  type CommandNode,
  forEachChild,
  type Redirection as Node,
  type ParameterExpansionPart,
  type SyntaxNode,
  type Word,
} from 'unbash';
import {parseBash, walkBash} from '../bash/parse-bash.js';
import {namesSetBy} from '../fill/free-variables.js';
import {COMPARES} from '../fill/surroundings.js';
import {argument, argumentsOf, holdsExpansion} from './arguments.js';
import {partsOf} from './branches.js';
import type {Argument, Assigned, Branch, Feed, Finding, Invocation, Redirection} from './invocation.js';
import {STEERS} from './steers.js';

export interface Script {
  readonly invocations: readonly Invocation[];
  /** What its shape says, beyond the single commands. */
  readonly findings: readonly Finding[];
  /** There is nothing in it but comments. */
  readonly isEmpty: boolean;
  /** Why bash would not read it; substitutions included. */
  readonly errors: readonly string[];
}

/** Where in the statement a command stands. */
interface Place {
  readonly feed?: Feed;
  readonly captured: boolean;
  readonly background: boolean;
  readonly branches: readonly Branch[];
}

interface Found {
  /** Counts the branches. */
  branches: number;
  readonly invocations: Invocation[];
  readonly findings: Finding[];
}

const TOP: Place = {captured: false, background: false, branches: []};

/**
 * Every command in the text, however deep: pipes, loops, functions, substitutions, arrays, here-documents. `feed`: what
 * the whole text reads.
 */
export function invocationsIn(text: string, feed?: Feed): Script {
  const {ast, errors} = parseBash(text);
  const found: Found = {branches: 0, invocations: [], findings: []};
  visit(ast, feed === undefined ? TOP : {...TOP, feed}, found);
  const {invocations, findings} = found;
  return {invocations, findings, isEmpty: ast.commands.length === 0, errors: errors.map(({message}) => message)};
}

function visit(node: SyntaxNode, place: Place, found: Found): void {
  if (node.type === 'Command') command(node, place, found);
  else if (node.type === 'Pipeline') pipeline(node.commands, place, found);
  else if (node.type === 'Redirected') redirected(node, place, found);
  else if (node.type === 'Statement')
    visit(node.command, node.background ? {...within(place, apart(found)), background: true} : place, found);
  else {
    found.findings.push(...shapeOf(node, place));
    children(node, SUBSTITUTIONS.has(node.type) ? within(inside(place), apart(found)) : place, found);
  }
}

/** Where what it prints is taken. */
function inside({branches}: Place): Place {
  return {captured: true, background: false, branches};
}

function apart(found: Found): Branch {
  return {id: newBranch(found), kind: 'apart'};
}

function newBranch(found: Found): number {
  found.branches += 1;
  return found.branches;
}

function standing({branches}: Place): {readonly branches?: readonly Branch[]} {
  return branches.length === 0 ? {} : {branches};
}

function within(place: Place, branch: Branch | undefined): Place {
  return branch === undefined ? place : {...place, branches: [...place.branches, branch]};
}

const SUBSTITUTIONS: ReadonlySet<string> = new Set([
  'CommandExpansion',
  'ProcessSubstitution',
  'ArithmeticCommandExpansion',
]);

function shapeOf(node: SyntaxNode, place: Place): readonly Finding[] {
  const steering = setBy(node).find(name => STEERS.test(name));
  const own = ownShapeOf(node, place);
  return steering === undefined ? own : [...own, {level: 'changes', reason: `sets ${steering}`, known: true}];
}

/** The variables that something else than a command gives a value to. */
function setBy(node: SyntaxNode): readonly string[] {
  if (node.type === 'Assignment') return [];
  if (node.type === 'Coproc') return node.name === undefined ? [] : [node.name.value];
  if (node.type === 'Redirect' && node.descriptor?.type === 'FileDescriptorVariable') return [node.descriptor.name];
  return namesSetBy(node);
}

function ownShapeOf(node: SyntaxNode, place: Place): readonly Finding[] {
  if (node.type === 'While' || node.type === 'ArithmeticFor') return loop(node, place);
  if (node.type === 'ParameterExpansion') return expanded(node);
  if (node.type === 'Assignment') return hidden(node.name, node.value);
  if (node.type === 'TestBinary' && COMPARES.has(node.operator)) return [node.left, node.right].flatMap(evaluated);
  if (node.type === 'TestUnary' && /^-[vR]$/.test(node.operator)) return evaluated(node.operand);
  if (node.type !== 'Select') return [];
  return [{level: 'reads', reason: 'select asks on the terminal', known: true, needsTerminal: true}];
}

const RUNS = /\[[^\]]*(?:\$\(|`)/;

/** A value that bash would run if it ever computed with it: `x='a[$(rm y)]'`. */
function hidden(name: string, value: Assignment['value']): readonly Finding[] {
  const texts = 'text' in value ? [value.value] : value.elements.map(one => one.value);
  const isHidden = !holdsExpansion(value) && texts.some(text => RUNS.test(text));
  if (!isHidden) return [];
  return [{level: 'destructive', reason: `sets ${name} to text that bash runs where it computes with it`, known: true}];
}

/** Quotes keep nothing from being run where bash computes. */
function evaluated(word: Word): readonly Finding[] {
  if (holdsExpansion(word) || !RUNS.test(word.value)) return [];
  return [{level: 'destructive', reason: `bash computes with ${word.text}, and runs what stands in it`, known: true}];
}

/** Expansions that read a value as code: `${x@P}`, and `${!x}` where x names a place in an array. */
function expanded({text, prefix, index, operation}: ParameterExpansionPart): readonly Finding[] {
  if (operation?.type === 'Transform' && operation.operand.text === 'P') {
    return [{level: 'destructive', reason: `${text} runs what stands in its value`, known: true}];
  }
  const isList = operation?.type === 'Names' || /^[@*]$/.test(index?.text ?? '');
  if (prefix !== '!' || isList) return [];
  return [{level: 'changes', reason: `${text} takes a name from a value, and may run what stands in it`, known: true}];
}

function children(node: SyntaxNode, place: Place, found: Found): void {
  const parts = partsOf(node, () => newBranch(found));
  if (parts === undefined) forEachChild(node, child => visit(child, place, found));
  else for (const part of parts) visit(part.node, within(place, part.branch), found);
}

function command(node: Command, place: Place, found: Found): void {
  const words: Argument[] = node.name === undefined ? [] : [argument(node.name)];
  for (const word of node.args) {
    words.push(...(word.type === 'Word' ? argumentsOf(word) : [{...plain(word.text), computed: holdsExpansion(word)}]));
  }
  const feed = feedOf(node.redirects) ?? place.feed;
  found.invocations.push({
    words,
    sets: node.prefix.flatMap(one => (one.type === 'Assignment' ? [one.name] : [])),
    assigned: node.prefix.flatMap(assigned),
    redirections: redirections(node.redirects),
    captured: place.captured,
    background: place.background,
    ...standing(place),
    ...(feed === undefined ? {} : {feed}),
  });
  children(node, inside(place), found);
}

function assigned(node: Command['prefix'][number]): readonly Assigned[] {
  if (node.type !== 'Assignment') return [];
  const {name, value} = node;
  const adds = node.append === true ? {adds: true as const} : {};
  if ('text' in value) return [{name, value: argument(value), ...adds}];
  return [{name, value: plain(''), list: value.elements.map(argument), ...adds}];
}

function pipeline(commands: readonly CommandNode[], place: Place, found: Found): void {
  let before = '';
  let computed = false;
  const from: string[] = [];
  commands.forEach((node, index) => {
    const last = index === commands.length - 1;
    const feed: Feed | undefined = index === 0 ? place.feed : {kind: 'pipe', text: before, from: [...from], computed};
    const own = {...place, captured: place.captured || !last, ...(feed === undefined ? {} : {feed})};
    visit(node, commands.length > 1 ? within(own, apart(found)) : own, found);
    before += `${wordsOf(node)}\n`;
    computed ||= holdsExpansion(node);
    if (node.type === 'Command') from.push(node.name?.value ?? '');
  });
}

/** What a command could write, as far as it is written in the statement. */
function wordsOf(node: SyntaxNode): string {
  const texts: string[] = [];
  walkBash(node, one => {
    if (one.type === 'Command') texts.push(one.args.map(word => (word.type === 'Word' ? word.value : '')).join(' '));
    if (one.type === 'HereDoc') texts.push(one.body.text);
    if (one.type === 'HereString') texts.push(one.target?.value ?? '');
  });
  return texts.join('\n');
}

function redirected(node: SyntaxNode & {readonly type: 'Redirected'}, place: Place, found: Found): void {
  const feed = feedOf(node.redirects) ?? place.feed;
  const all = redirections(node.redirects);
  const {invocations} = found;
  const bare = {words: [], sets: [], redirections: all, captured: true, background: false, feed: NO_FEED};
  invocations.push({...bare, ...standing(place)});
  for (const one of node.redirects) visit(one, inside(place), found);
  visit(node.command, feed === undefined ? place : {...place, feed}, found);
}

/** The redirection belongs to a whole compound command: it truncates nothing by itself. */
const NO_FEED: Feed = {kind: 'text', text: '', from: []};

function redirections(nodes: readonly Node[]): readonly Redirection[] {
  return nodes.flatMap(node =>
    node.type === 'Redirect' && node.target !== undefined
      ? [{operator: node.operator, target: argument(node.target)}]
      : [],
  );
}

function feedOf(nodes: readonly Node[]): Feed | undefined {
  const node = nodes.findLast(one => one.type !== 'Redirect' || one.operator === '<');
  if (node?.type === 'HereDoc')
    return {kind: 'text', text: node.body.text, computed: holdsExpansion(node.body), from: []};
  if (node?.type === 'HereString')
    return {
      kind: 'text',
      text: node.target?.value ?? '',
      computed: node.target !== undefined && holdsExpansion(node.target),
      from: [],
    };
  return node === undefined ? undefined : {kind: 'file', text: '', from: []};
}

function loop(node: SyntaxNode & {readonly type: 'While' | 'ArithmeticFor'}, place: Place): readonly Finding[] {
  const forever = node.type === 'While' ? isConstant(node) : node.test === undefined;
  if (!forever || place.background || leaves(node)) return [];
  return [{level: 'reads', reason: 'the loop runs until it is stopped', known: true, endless: true}];
}

function isConstant(node: SyntaxNode & {readonly type: 'While'}): boolean {
  const [only, ...others] = node.clause.commands;
  const word = only?.command.type === 'Command' && only.command.args.length <= 1 ? only.command.name?.value : undefined;
  return others.length === 0 && (node.kind === 'while' ? ['true', ':', 'sleep'] : ['false']).includes(word ?? '');
}

function leaves(node: SyntaxNode): boolean {
  let out = false;
  walkBash(node, one => {
    if (one.type === 'Command' && ['break', 'exit', 'return'].includes(one.name?.value ?? '')) out = true;
  });
  return out;
}

function plain(text: string): Argument {
  return {value: text, text, computed: false, pattern: false, process: false};
}
