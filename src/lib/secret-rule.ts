/** Its first group, where it has one, is what leads to the secret and stays. */
export interface Rule {
  readonly pattern: RegExp;
  /** What follows the secret and stays. */
  readonly behind?: string;
  /** Tried only on a text that has this: most texts have not, and looking is cheap. */
  readonly needs?: RegExp;
}

/** One word of a shell that runs nothing; what is filled in by the shell is no secret in clear. */
export const PART = String.raw`(?:'[^'\n]*'|"(?:[^"\\\n$\x60]|\\.|\$(?!\())*"|\\.|\$(?![('])|[^\s'"|;&<>()\\$\x60])`;
export const WORD = String.raw`(?!["']?\[masked\]|"?\$)${PART}+`;
/** The rest of the same simple command. */
export const REST = String.raw`[^\n|;]{0,400}?`;

/** The word of a shell behind a lead. */
export function word(needs: RegExp, lead: string): Rule {
  return {needs, pattern: new RegExp(`(${lead})${WORD}`, 'g')};
}

/** What follows a name and a mark in one word, which may be quoted as a whole: `k=x`, `'k=x y'`, `"u:x"`. */
export function behindMark(needs: RegExp, lead: string, mark: '=' | ':'): readonly Rule[] {
  const name = `[^\\s'"${mark}]{1,200}${mark}`;
  return [
    {needs, pattern: new RegExp(String.raw`(${lead}'${name})(?!\[masked\])[^'\n]+`, 'g')},
    {needs, pattern: new RegExp(String.raw`(${lead}"${name})(?!\[masked\]|\$)(?:[^"\\\n$\x60]|\\.|\$(?!\())+`, 'g')},
    word(needs, `${lead}${name}`),
  ];
}
