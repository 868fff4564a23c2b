import {takes} from './char-class.js';
import {isWord} from './reader.js';
import type {Assertion, CharSet, Regex} from './syntax.js';

type Node =
  | {readonly op: 'set'; readonly set: CharSet; readonly next: number}
  | {readonly op: 'assert'; readonly assertion: Assertion; readonly next: number}
  | {readonly op: 'split'; readonly nexts: readonly number[]}
  | {readonly op: 'match'};

const MOST_NODES = 20_000;
const MOST_STATES = 2000;
/** Characters remembered for each state. */
const MOST_AFTER = 256;

/** Nodes of a machine without captures; node 0 is the end. */
interface Machine {
  readonly nodes: Node[];
  readonly start: number;
  readonly asserts: boolean;
}

interface State {
  /** Nodes reached, before what needs no character is followed; sorted. */
  readonly nodes: readonly number[];
  readonly before: Before;
  readonly after: Map<number, State>;
  ends?: boolean;
}

/** What stands before a position: all that assertions can ask. */
type Before = 'start' | 'newline' | 'word' | 'other';

/**
 * Whether a whole text matches, in time linear in its length whatever the pattern: the states of the machine are
 * walked together and remembered. Undefined where the pattern is too large to be held in memory.
 */
export function compileRegex(regex: Regex): ((text: string) => boolean) | undefined {
  const machine = build(regex);
  if (!machine) return undefined;
  const intern = interning(machine);
  return text => {
    let state = intern([machine.start], 'start');
    for (const char of text) {
      const point = char.codePointAt(0) ?? 0;
      state = state.after.get(point) ?? advance(machine, state, {point, intern});
      if (state.nodes.length === 0) return false;
    }
    state.ends ??= closure(machine, state, undefined).includes(0);
    return state.ends;
  };
}

type Intern = (nodes: readonly number[], before: Before) => State;

/** One object for each set of nodes, so that what was found out about it is found again; forgotten when too many. */
function interning(machine: Machine): Intern {
  let states = new Map<string, State>();
  return (nodes, before) => {
    const key = `${machine.asserts ? before : ''}${nodes.join()}`;
    const known = states.get(key);
    if (known) return known;
    if (states.size >= MOST_STATES) states = new Map();
    const state: State = {nodes, before, after: new Map()};
    states.set(key, state);
    return state;
  };
}

function advance(
  machine: Machine,
  state: State,
  {point, intern}: {readonly point: number; readonly intern: Intern},
): State {
  const next = intern(step(machine, state, point), beforeAfter(point));
  if (state.after.size < MOST_AFTER) state.after.set(point, next);
  return next;
}

function build(regex: Regex): Machine | undefined {
  const nodes: Node[] = [{op: 'match'}];
  let asserts = false;
  const add = (node: Node): number => {
    if (nodes.length >= MOST_NODES) throw new TooLarge();
    return nodes.push(node) - 1;
  };
  /** Adds what leads through `part` to `next`, and answers its entry. */
  const emit = (part: Regex, next: number): number => {
    if (part.kind === 'set') return add({op: 'set', set: part.set, next});
    if (part.kind === 'sequence') return part.parts.reduceRight((to, inner) => emit(inner, to), next);
    if (part.kind === 'choice') return add({op: 'split', nexts: part.parts.map(inner => emit(inner, next))});
    if (part.kind === 'repeat') return emitRepeat(part, next);
    asserts = true;
    return add({op: 'assert', assertion: part.assertion, next});
  };
  const emitRepeat = (part: Extract<Regex, {kind: 'repeat'}>, next: number): number => {
    let entry = next;
    if (part.most === undefined) {
      const nexts: number[] = [];
      entry = add({op: 'split', nexts});
      nexts.push(emit(part.part, entry), next);
    } else {
      for (let left = part.most - part.least; left > 0; left -= 1)
        entry = add({op: 'split', nexts: [emit(part.part, entry), next]});
    }
    for (let left = part.least; left > 0; left -= 1) entry = emit(part.part, entry);
    return entry;
  };
  try {
    const start = emit(regex, 0);
    return {nodes, start, asserts};
  } catch (error) {
    if (error instanceof TooLarge) return undefined;
    throw error;
  }
}

class TooLarge extends Error {
  override name = 'TooLarge' as const;
}

function step(machine: Machine, state: State, point: number): readonly number[] {
  const reached = new Set<number>();
  for (const index of closure(machine, state, point)) {
    const node = machine.nodes[index];
    if (node?.op === 'set' && !reached.has(node.next) && takes(node.set, point)) reached.add(node.next);
  }
  return [...reached].sort((a, b) => a - b);
}

/** All nodes reached without a character, given what stands before and (undefined at the end) after. */
function closure(machine: Machine, state: State, point: number | undefined): readonly number[] {
  const seen = new Set<number>();
  const open = [...state.nodes];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (seen.has(index)) continue;
    seen.add(index);
    const node = machine.nodes[index];
    if (node?.op === 'split') open.push(...node.nexts);
    else if (node?.op === 'assert' && isHeld(node.assertion, state.before, point)) open.push(node.next);
  }
  return [...seen];
}

function isHeld(assertion: Assertion, before: Before, point: number | undefined): boolean {
  switch (assertion) {
    case 'text-start':
      return before === 'start';
    case 'text-end':
      return point === undefined;
    case 'line-start':
      return before === 'start' || before === 'newline';
    case 'line-end':
      return point === undefined || point === 10;
    default:
      return ((before === 'word') !== (point !== undefined && isWord(point))) === (assertion === 'word');
  }
}

function beforeAfter(point: number): Before {
  if (point === 10) return 'newline';
  return isWord(point) ? 'word' : 'other';
}
