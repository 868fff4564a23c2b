import {OperatorError} from '../lib/operator-error.js';
import type {Args} from './args.js';

/** The number from 1 to `most` that a flag gives; nothing where it is not given. Speeds may have fractions. */
export function numberOf<T extends string>(args: Args, flag: T, most: number): {readonly [K in T]?: number} {
  const text = args.text(flag);
  if (text === undefined) return {};
  const number = Number(text);
  if (!Number.isFinite(number) || number < 1 || number > most || (flag !== 'speed' && !Number.isInteger(number))) {
    throw new OperatorError(`--${flag} ${text} is no number from 1 to ${most}.`, {
      hint: `Write one such as --${flag} 60.`,
    });
  }
  return {[flag]: number} as {readonly [K in T]?: number};
}
