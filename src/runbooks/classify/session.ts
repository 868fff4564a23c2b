import type {CarriedShell} from '../../core/runbook/run.js';
import {BUILT_IN} from '../bash/built-in.js';
import {parseBash, walkBash} from '../bash/parse-bash.js';
import type {Finding} from './invocation.js';
import {decidesCommands} from './steers.js';

/** What the names of commands mean in a shell in which other statements ran before. */
export interface Session {
  /** Texts of functions by name; empty where the text is not known. */
  readonly functions: ReadonlyMap<string, string>;
  readonly aliases: ReadonlySet<string>;
  /** Variables that decide what commands are or do. */
  readonly steering: readonly string[];
}

/** Reads what a shell carries on; undefined where it redefines nothing. */
export function sessionOf(carried: CarriedShell | undefined): Session | undefined {
  if (carried === undefined) return undefined;
  const functions = new Map([
    ...carried.functions.map(name => [name, ''] as const),
    ...functionsIn(carried.definitions),
  ]);
  const aliases = new Set(carried.aliases);
  const steering = [...new Set(carried.variables.filter(decidesCommands))];
  return functions.size + aliases.size + steering.length === 0 ? undefined : {functions, aliases, steering};
}

/** The functions that a text defines, with their bodies. */
export function functionsIn(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  walkBash(parseBash(text).ast, node => {
    if (node.type === 'Function') found.set(node.name.value, text.slice(node.body.pos, node.body.end));
  });
  return found;
}

/** Why a command is not what its name says; undefined where it is. */
export function redefined(name: string, session: Session | undefined): Finding | undefined {
  const changed = (reason: string): Finding => ({level: 'changes', reason, known: true});
  if (session === undefined) return undefined;
  if (session.functions.has(name)) return changed(`${name} is a function that an earlier statement defined`);
  if (session.aliases.has(name)) return changed(`${name} is an alias that an earlier statement made`);
  const [first] = session.steering;
  // What a trace prints before each command is expanded, and run, also before what the shell itself does.
  if (session.steering.includes('PS4'))
    return changed(`an earlier statement set PS4, which a trace runs before ${name}`);
  if (first === undefined || BUILT_IN.has(name)) return undefined;
  return changed(`an earlier statement set ${first}, which decides what ${name} is`);
}
