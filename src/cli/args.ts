import type {ConfigFlags} from '../config/config.js';
import {parseDuration} from '../core/time/duration.js';
import {oneLine} from '../lib/one-line.js';
import {OperatorError} from '../lib/operator-error.js';
import {plainText} from '../lib/plain-text.js';

/** Flags that every command takes. */
export interface GlobalFlags extends ConfigFlags {
  readonly dryRun: boolean;
  readonly yes: boolean;
}

/** What stands on the command line, read by the command's own flags. */
export interface Args {
  readonly words: readonly string[];
  readonly globals: GlobalFlags;
  /** The value of a flag, if given. */
  text(flag: string): string | undefined;
  /** Every value of a flag that may be repeated. */
  list(flag: string): readonly string[];
  /** Whether a switch is on. */
  on(flag: string): boolean;
}

export type FlagValue = string | readonly string[] | boolean | undefined;

/** Answers for declared flags only: asking for another is a mistake in the command. */
export function argsOf(words: readonly string[], globals: GlobalFlags, values: ReadonlyMap<string, FlagValue>): Args {
  const given = (flag: string) => {
    if (!values.has(flag)) {
      throw new TypeError(`The command asks for --${flag}, which it does not declare.`);
    }
    return values.get(flag);
  };
  return {
    words,
    globals,
    text: flag => {
      const value = given(flag);
      return typeof value === 'string' ? value : undefined;
    },
    list: flag => {
      const value = given(flag);
      return Array.isArray(value) ? value : [];
    },
    on: flag => given(flag) === true,
  };
}

/** What an operator wrote to be read by others; a paste or `$(...)` may carry what would steer their terminals. */
export function prose(text: string): string {
  return plainText(text, {multiline: true});
}

/** The same for what stands in one line wherever it is shown: a title, a name, an address. */
export function proseLine(text: string): string {
  return oneLine(text);
}

/** A duration flag in ms, undefined where it was not given. */
export function durationOf(args: Args, flag: string): number | undefined {
  const text = args.text(flag);
  if (text === undefined) {
    return undefined;
  }
  const ms = parseDuration(text);
  if (ms === undefined || ms <= 0) {
    throw new OperatorError(`--${flag} ${text} is no duration.`, {hint: 'Write one such as 30m, 2h, 1d or 1h30m.'});
  }
  return ms;
}
