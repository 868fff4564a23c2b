/** One word of a command as the shell will pass it on, as far as that can be seen. */
export interface Argument {
  /** Quotes and escapes taken off. */
  readonly value: string;
  /** As written. */
  readonly text: string;
  /** Holds an expansion or a placeholder: its value is known only when it runs. */
  readonly computed: boolean;
  /** A pattern or brace outside quotes may turn it into several words. */
  readonly pattern: boolean;
  /** `<(...)` or `>(...)`. */
  readonly process: boolean;
  /** Where it may become several words or none, or begin as nobody sees; absent for what is one word and no surprise. */
  readonly loose?: readonly Loose[];
  /** Those that were joined to make it. */
  readonly words?: readonly Argument[];
}

/** An expansion in a word. */
export interface Loose {
  /** The variable; absent where nobody can tell what it comes to. */
  readonly name?: string;
  /** It is one word at any rate. */
  readonly quoted: boolean;
  /** The word begins with it. */
  readonly first: boolean;
}

export interface Redirection {
  /** `>`, `>>`, `<`, `&>`... */
  readonly operator: string;
  readonly target: Argument;
}

/** What a command reads on its standard input; `text` where the statement itself holds it. */
export interface Feed {
  readonly kind: 'pipe' | 'text' | 'file';
  readonly text: string;
  /** The shell fills something in first. */
  readonly computed?: boolean;
  /** Names of the commands before it in its pipe. */
  readonly from: readonly string[];
}

/** `NAME=value` before a command. */
export interface Assigned {
  readonly name: string;
  readonly value: Argument;
  /** `NAME=(a b)`: then `value` is empty. */
  readonly list?: readonly Argument[];
  /** `NAME+=value` */
  readonly adds?: true;
}

/** A part of a statement that may not run, or whose settings end with it. */
export interface Branch {
  readonly id: number;
  /** `apart`: in a shell of its own. `function`: whenever it is called. */
  readonly kind: 'maybe' | 'apart' | 'function';
  /** Of the function. */
  readonly name?: string;
  /** It runs once for each of these values of a variable; `all`: of the arguments. */
  readonly over?: {readonly name: string; readonly words: readonly Argument[]; readonly all: boolean};
}

/** One simple command, wherever it stands in the statement. */
export interface Invocation {
  /** The command's name first; empty where there are only assignments or redirections. */
  readonly words: readonly Argument[];
  /** Names of the variables set before the name. */
  readonly sets: readonly string[];
  /** The same with their values, by wrappers such as `env`, too. */
  readonly assigned?: readonly Assigned[];
  readonly redirections: readonly Redirection[];
  readonly feed?: Feed;
  /** Its output goes into a pipe or into a substitution. */
  readonly captured: boolean;
  readonly background: boolean;
  /** The branches in which it stands, the outer before the inner; absent for none. */
  readonly branches?: readonly Branch[];
}

export type Weight = 'reads' | 'changes' | 'destructive';

/** One thing that was seen, and what it says about the statement. */
export interface Finding {
  readonly level: Weight;
  readonly reason: string;
  /** Our tables speak of this very use; else a team's table may teach it. */
  readonly known: boolean;
  readonly needsTerminal?: boolean;
  readonly endless?: boolean;
  readonly resource?: string;
  /** ms */
  readonly timeout?: number;
  /** Bash would run what stands in a text that comes from outside. */
  readonly evaluates?: true;
  /** Variables whose values would settle it. */
  readonly unsettled?: readonly string[];
}

const WEIGHTS: Readonly<Record<Weight, number>> = {reads: 0, changes: 1, destructive: 2};

export function heavier(a: Weight, b: Weight): Weight {
  return WEIGHTS[a] >= WEIGHTS[b] ? a : b;
}

export function weightOf(level: Weight): number {
  return WEIGHTS[level];
}

/** A word of which everything is known. */
export function literal(value: string): Argument {
  return {value, text: value, computed: false, pattern: false, process: false};
}

/** `/usr/bin/kubectl` is `kubectl`; a path elsewhere stays what it is. */
export function commandName(word: Argument | undefined): string {
  const value = word?.value ?? '';
  return /^\/(?:usr\/(?:local\/)?)?s?bin\/([^/]+)$/.exec(value)?.[1] ?? value;
}
