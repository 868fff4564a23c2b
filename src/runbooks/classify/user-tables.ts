import type {VerbTables} from '../../core/runbook/verdict.js';
import {type Call, type Condition, condition, fits} from './condition.js';
import {type Finding, heavier, type Invocation, type Weight} from './invocation.js';
import {parseOptions} from './options.js';

interface Entry {
  readonly name: string;
  readonly condition: Condition;
}

/** A team's words, ready to be looked up. */
export interface UserTables {
  readonly levels: readonly (readonly [Weight, readonly Entry[]])[];
  readonly needsTerminal: readonly Entry[];
  readonly endless: readonly Entry[];
}

/** Reads `mytool status`, `mytool wipe --all`: the command first, then the verb and options that have to be there. */
export function userTables(tables: VerbTables | undefined): UserTables {
  return {
    levels: (['reads', 'changes', 'destructive'] as const).map(level => [level, entries(tables?.[level])] as const),
    needsTerminal: entries(tables?.needsTerminal),
    endless: entries(tables?.endless),
  };
}

/** A team's word teaches what we do not know and raises what we do; it never lowers it. */
export function taught(finding: Finding, invocation: Invocation, tables: UserTables): Finding {
  return isNamed(invocation, tables) ? told(finding, invocation, tables) : finding;
}

function told(finding: Finding, invocation: Invocation, tables: UserTables): Finding {
  const level = levelOf(invocation, tables);
  const flags = {
    ...(named(tables.needsTerminal, invocation).length > 0 ? {needsTerminal: true} : {}),
    ...(named(tables.endless, invocation).length > 0 ? {endless: true} : {}),
  };
  if (level === undefined || (finding.known && heavier(finding.level, level) === finding.level))
    return {...finding, ...flags};
  const name = invocation.words[0]?.value ?? '';
  const what = level === 'reads' ? 'looks read-only' : `is ${level === 'changes' ? 'a change' : 'destructive'}`;
  const object = invocation.words.at(-1);
  const resource = finding.resource ?? (object?.computed === true ? object.text : object?.value);
  return {
    ...finding,
    ...flags,
    level,
    known: true,
    reason: `${name} ${what}, says your table`,
    ...(resource === undefined ? {} : {resource}),
  };
}

/** Most commands are none of a team's: their words are not taken apart once more. */
function isNamed(invocation: Invocation, {levels, needsTerminal, endless}: UserTables): boolean {
  return [...levels.map(([, list]) => list), needsTerminal, endless].some(list =>
    list.some(entry => isOf(entry, invocation)),
  );
}

/**
 * Nobody knows which options of a team's tool take a value: the word after one is taken for a value and for a verb, and the
 * heavier counts. It reads only where it does so either way.
 */
function levelOf(invocation: Invocation, tables: UserTables): Weight | undefined {
  const [one, other] = waysToRead(invocation).map(call => levelIn(call, invocation, tables));
  if (one === undefined || other === undefined) return (one ?? other) === 'reads' ? undefined : (one ?? other);
  return heavier(one, other);
}

function levelIn(call: Call, invocation: Invocation, {levels}: UserTables): Weight | undefined {
  let best: {readonly level: Weight; readonly score: number} | undefined;
  for (const [level, list] of levels) {
    for (const {condition: one} of fitting(list, call, invocation)) {
      if (best === undefined || one.score >= best.score) best = {level, score: one.score};
    }
  }
  return best?.level;
}

/** With options that take no value, and with options that all take the next word for one. */
function waysToRead({words}: Invocation): readonly [Call, Call] {
  const rest = words.slice(1);
  const names = rest.flatMap(({value}) => (value?.startsWith('-') === true && !value.includes('=') ? [value] : []));
  return [callWith(rest, new Set()), callWith(rest, new Set(names))];
}

function callWith(rest: Invocation['words'], values: ReadonlySet<string>): Call {
  const {options, positionals} = parseOptions(rest, {values});
  return {verb: positionals.map(({argument}) => argument.value), options};
}

function named(list: readonly Entry[], invocation: Invocation): readonly Entry[] {
  return [...new Set(waysToRead(invocation).flatMap(call => fitting(list, call, invocation)))];
}

function fitting(list: readonly Entry[], call: Call, invocation: Invocation): readonly Entry[] {
  return list.filter(entry => isOf(entry, invocation) && fits(entry.condition, call) !== undefined);
}

function isOf({name}: Entry, {words}: Invocation): boolean {
  const value = words[0]?.value ?? '';
  return name === value || name === value.slice(value.lastIndexOf('/') + 1);
}

function entries(list: readonly string[] | undefined): readonly Entry[] {
  return (list ?? []).flatMap(entry => {
    const [name = '', ...rest] = entry.trim().split(/\s+/);
    return name === '' ? [] : [{name, condition: condition(rest.join(' '))}];
  });
}
