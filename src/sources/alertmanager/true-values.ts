import type {Matcher} from '../../core/alert/matcher.js';
import type {Altered} from './texts.js';

/** Knows the label values that are not shown as they are: a silence must match the true ones. */
export interface TrueValues {
  add(altered: readonly Altered[]): void;
  /** The matcher with the true values in place of the shown ones; a regex may hold several, escaped. */
  restore(matcher: Matcher): Matcher;
}

const MOST = 10_000;

export function trueValues(): TrueValues {
  const known = new Map<string, Map<string, string>>();
  let size = 0;
  return {
    add(altered) {
      for (const {name, shown, value} of altered) {
        const values = known.get(name) ?? new Map<string, string>();
        if (!values.has(shown) && ++size > MOST) return;
        known.set(name, values.set(shown, value));
      }
    },
    restore(matcher) {
      const values = known.get(matcher.name);
      if (values === undefined) return matcher;
      if (!matcher.isRegex) return {...matcher, value: values.get(matcher.value) ?? matcher.value};
      const longestFirst = [...values].sort(([a], [b]) => b.length - a.length);
      const value = longestFirst.reduce(
        (text, [shown, real]) => (shown === '' ? text : text.replaceAll(escaped(shown), () => escaped(real))),
        matcher.value,
      );
      return {...matcher, value};
    },
  };
}

/** karma's escaping, which RE2 accepts. */
function escaped(text: string): string {
  return text.replace(/[-/\\^$*+?.()|[\]{}]/g, '\\$&');
}
