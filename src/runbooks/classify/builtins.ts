import type {Argument, Finding, Invocation, Weight} from './invocation.js';
import {variablesNamed} from './named-variables.js';
import {STEERS} from './steers.js';

/** Words of the shell that it takes for an expression or a name, and runs what stands in its brackets. */
const EVALUATES = /[`]|\$\(/;

/** What stands in single quotes where the shell computes: `let 'a[$(rm x)]'`; undefined for nothing of the kind. */
export function judgeEvaluated(name: string, {words}: Invocation): Finding | undefined {
  const args = words.slice(1);
  if (!evaluates(name, args)) return undefined;
  const hidden = args.find(({value, computed}) => !computed && EVALUATES.test(value));
  return hidden === undefined
    ? undefined
    : {level: 'destructive', reason: `${name} runs what stands in ${hidden.text}`, known: true};
}

const COMPUTES = /^(?:let|declare|typeset|local|unset|read|mapfile|readarray|getopts|wait)$/;

function evaluates(name: string, args: readonly Argument[]): boolean {
  if (COMPUTES.test(name)) return true;
  if (name === 'printf') return args[0]?.value.startsWith('-v') === true;
  return /^(?:test|\[)$/.test(name) && args.some(({value}) => /^-(?:v|R|eq|ne|lt|le|gt|ge)$/.test(value));
}

/** A variable that decides what commands are or do, or one of which nobody knows the name; undefined for other ones. */
export function judgeNamed({words}: Invocation): Finding | undefined {
  const all = variablesNamed(words);
  const steering = all.find(({name}) => name !== undefined && STEERS.test(name));
  if (steering !== undefined) return is('changes', `sets ${steering.name}, which decides what the next statements do`);
  const open = all.find(({name}) => name === undefined);
  return open === undefined
    ? undefined
    : is('changes', `sets a variable whose name is known only when it runs: ${open.text}`);
}

/** `read`: waits at the terminal where nothing is fed to it. */
export function judgeRead(_name: string, {words, feed}: Invocation): Finding {
  const asks = feed === undefined && !words.some(({value}) => /^-[a-zA-Z]*u/.test(value));
  return {...is('reads', 'read asks for a value'), ...(asks ? {needsTerminal: true} : {})};
}

/** `export x=1`, `declare -n x=y`, `printf '%s' x`. */
export function judgeSetting(name: string, {words}: Invocation): Finding {
  const named = name === 'printf' ? [] : words.slice(1);
  const refers = /^(?:declare|typeset|local)$/.test(name) && named.some(({value}) => /^-[a-zA-Z]*n/.test(value));
  if (refers) return is('changes', 'makes a name stand for another variable, which the next statements then set');
  const computes = /^(?:declare|typeset|local)$/.test(name) && named.find(({value}) => /^-[a-zA-Z]*i/.test(value));
  const open = named.find(({value}) => /^[A-Za-z_]\w*$/.test(value));
  if (computes && open !== undefined) {
    const reason = `makes ${open.value} a number: bash computes with whatever the next statements put into it`;
    return {...is('changes', reason), evaluates: true};
  }
  return is('reads', name === 'printf' ? 'printf looks read-only' : 'sets variables of this shell only');
}

function is(level: Weight, reason: string): Finding {
  return {level, reason, known: true};
}
