import type {Matcher} from '../../core/alert/matcher.js';
import {decodeExact} from '../../lib/exact-text.js';
import type {Altered} from './texts.js';

/** Leads from what is shown to what a silence has to match; remembers the values that were too long to be shown whole. */
export interface TrueValues {
  add(altered: readonly Altered[]): void;
  /** The matcher with the true values in place of the shown ones; a regex may hold several, escaped. */
  restore(matcher: Matcher): Matcher;
}

/** How many are kept, and how many characters of them: those that were seen last. */
const MOST = {values: 10_000, characters: 16 * 1024 * 1024};

export function trueValues(): TrueValues {
  const known = new Map<string, Altered>();
  let characters = 0;
  const forget = (key: string) => {
    characters -= known.get(key)?.value.length ?? 0;
    known.delete(key);
  };
  return {
    add(altered) {
      for (const one of altered) {
        const key = keyOf(one.name, one.shown);
        forget(key);
        known.set(key, one);
        characters += one.value.length;
      }
      for (const oldest of known.keys()) {
        if (known.size <= MOST.values && characters <= MOST.characters) break;
        forget(oldest);
      }
    },
    restore(matcher) {
      const {name, value} = matcher;
      const bare = {...matcher, name: decodeExact(name)};
      const cut = known.get(keyOf(name, value));
      if (!matcher.isRegex) return {...bare, value: cut?.value ?? decodeExact(value)};
      const restored = [...known.values()]
        .filter(one => one.name === name)
        .sort((a, b) => b.shown.length - a.shown.length)
        .reduce((text, one) => text.replaceAll(escaped(one.shown), () => escaped(one.value)), decodeExact(value));
      return {...bare, value: restored};
    },
  };
}

/** A label's name holds no `=`. */
function keyOf(name: string, shown: string): string {
  return `${name}=${shown}`;
}

/** karma's escaping, which RE2 accepts. */
function escaped(text: string): string {
  return text.replace(/[-/\\^$*+?.()|[\]{}]/g, '\\$&');
}
