import {mark, visible} from './visible.js';

export interface Shown {
  /** The text with everything invisible or misleading spelled out. */
  readonly text: string;
  /** Words that mix alphabets, or borrow letters that only look like ASCII. */
  readonly mixed: readonly string[];
  /** Something was spelled out. */
  readonly hidden: boolean;
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const LETTER = /\p{L}/u;

/** Scripts that Japanese, Chinese and Korean mix with each other and with Latin in ordinary words. */
const EAST_ASIAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}]/u;

const ALPHABETS: readonly RegExp[] = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
  /\p{Script=Georgian}/u,
  /\p{Script=Coptic}/u,
  /\p{Script=Hebrew}/u,
  /\p{Script=Arabic}/u,
];

/**
 * For a prompt that asks whether exactly this text may run: nothing is removed, every control is shown, and letters
 * from a foreign alphabet inside a word carry their code point (`kubeс<U+0441>tl`).
 */
export function showHidden(text: string): Shown {
  let out = '';
  const shown = visible(
    token => {
      out += token;
    },
    {lines: true, strict: true},
  );
  for (const char of text) shown.text(char.codePointAt(0) ?? 0);
  shown.finish();
  const mixed: string[] = [];
  const marked = out.replace(WORD, word => {
    const strange = strangeLetters(word);
    if (strange.size === 0) return word;
    mixed.push(word);
    return [...word].map(char => (strange.has(char) ? char + mark(char.codePointAt(0) ?? 0) : char)).join('');
  });
  return {text: marked, mixed, hidden: marked !== text};
}

function strangeLetters(word: string): ReadonlySet<string> {
  const letters = [...word].filter(char => LETTER.test(char));
  const lookalikes = letters.filter(char => char > '\u007f' && /^[ -~]+$/.test(char.normalize('NFKC')));
  const alphabets = new Set(letters.map(alphabetOf).filter(alphabet => alphabet !== EAST_ASIAN));
  const home = alphabets.has(ALPHABETS[0]) ? ALPHABETS[0] : alphabetOf(letters[0] ?? '');
  const foreign = alphabets.size > 1 ? letters.filter(char => alphabetOf(char) !== home) : [];
  return new Set([...lookalikes, ...foreign.filter(char => !EAST_ASIAN.test(char))]);
}

function alphabetOf(letter: string): RegExp | undefined {
  return EAST_ASIAN.test(letter) ? EAST_ASIAN : ALPHABETS.find(alphabet => alphabet.test(letter));
}
