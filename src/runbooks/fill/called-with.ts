import type {Argument} from '../classify/invocation.js';
import {withValues} from '../classify/with-values.js';

/** Words more than this are not moved up to the first place. */
const MOST_SHIFTS = 4;

/** What a function runs when it is called with these words: a text for each place at which `shift` may have left them. */
export function calledWith(definition: string, args: readonly Argument[]): readonly string[] {
  const shifts = /\bshift\b/.test(definition) ? Math.min(args.length - 1, MOST_SHIFTS) : 0;
  return Array.from({length: Math.max(0, shifts) + 1}, (_, by) => filledIn(definition, args.slice(by)));
}

function filledIn(definition: string, args: readonly Argument[]): string {
  const words = (from: number) =>
    args
      .slice(Math.max(0, from - 1))
      .map(({text}) => text)
      .join(' ');
  const all = definition.replace(/("?)\$(?:@|\*|\{[@*](?::(\d+))?\})\1/g, (_whole, _quote, from?: string) =>
    words(Number(from ?? 1)),
  );
  return withValues(all, Object.fromEntries(args.map(({value}, index) => [String(index + 1), value])));
}
