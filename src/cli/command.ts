import type {Args} from './args.js';
import type {CommandContext} from './context.js';
import type {ExitCode} from './exit-codes.js';
import type {Table} from './table.js';

export interface Flag {
  /** Long name without dashes. */
  readonly name: string;
  readonly short?: string;
  /** Placeholder of its value; absent for a switch. */
  readonly value?: string;
  /** May be given several times. */
  readonly repeat?: boolean;
  readonly choices?: readonly string[];
  readonly help: string;
}

export interface Argument {
  readonly name: string;
  readonly help: string;
  readonly optional?: boolean;
  readonly variadic?: boolean;
  readonly choices?: readonly string[];
}

/** One command: what it takes, what it does. It prints nothing by itself. */
export interface CommandSpec {
  readonly arguments: readonly Argument[];
  readonly flags: readonly Flag[];
  /** Formats of `--output` beside those that every command knows; the first is the default. */
  readonly formats?: readonly string[];
  /** Shown under the summary in `--help`. */
  readonly details?: string;
  readonly examples?: readonly string[];
  run(args: Args, context: CommandContext, program: Program): Promise<Result>;
}

/** A command as `--help` lists it; its file is loaded when it runs. */
export interface Entry {
  readonly name: string;
  readonly summary: string;
  /** Shown after the name in `--help`, such as `MATCHER...`. */
  readonly takes?: string;
  readonly load?: () => Promise<CommandSpec>;
  readonly commands?: readonly Entry[];
}

/** What a command may know of its siblings. */
export interface Program {
  readonly commands: readonly Entry[];
  readonly globals: readonly Flag[];
}

/** What a command came to. Data goes to stdout, `said` to stderr. */
export interface Result {
  /** 0 unless said otherwise; commands that run something else pass its code on. */
  readonly exitCode?: ExitCode | number;
  readonly data?: Data;
  /** Data that comes bit by bit, until the command is stopped or its reader goes. */
  readonly stream?: AsyncIterable<Piece>;
  /** Sentences for the operator. */
  readonly said?: readonly string[];
}

/** A part of a stream: in JSON each value is a line of its own. */
export interface Piece {
  readonly json: readonly unknown[];
  text(format: TextFormat): Iterable<string>;
  readonly said?: readonly string[];
}

export type TextFormat = 'table' | 'wide' | 'simple';

/** Only the form that is asked for is made. */
export interface Data {
  /** One JSON value. */
  json(): unknown;
  text(format: TextFormat): Table | Iterable<string>;
  /** Further formats of the command, each as it is to be printed. */
  readonly as?: Readonly<Record<string, () => string>>;
  /** Its lines are for people: on a terminal they are broken at words. */
  readonly prose?: true;
}
