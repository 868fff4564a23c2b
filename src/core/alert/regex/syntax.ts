/** A set of code points; `fold` also takes the other cases of its members. */
export interface CharSet {
  readonly ranges: readonly (readonly [number, number])[];
  /** Tests that ranges cannot say: Unicode properties, negated classes inside a class. */
  readonly tests: readonly ((point: number) => boolean)[];
  readonly negated: boolean;
  readonly fold: boolean;
}

export type Assertion = 'text-start' | 'text-end' | 'line-start' | 'line-end' | 'word' | 'not-word';

/** A regular expression in RE2's sense, without what only matters for captures. */
export type Regex =
  | {readonly kind: 'set'; readonly set: CharSet}
  | {readonly kind: 'assert'; readonly assertion: Assertion}
  | {readonly kind: 'sequence'; readonly parts: readonly Regex[]}
  | {readonly kind: 'choice'; readonly parts: readonly Regex[]}
  /** `most` is undefined for "any number". */
  | {readonly kind: 'repeat'; readonly part: Regex; readonly least: number; readonly most: number | undefined};

/** Why a pattern is not one, in words, and where (index into the pattern). */
export class RegexError extends Error {
  override name = 'RegexError' as const;
  readonly position: number;

  constructor(message: string, position: number) {
    super(message);
    this.position = position;
  }
}

export function literal(point: number, fold: boolean): Regex {
  return {kind: 'set', set: {ranges: [[point, point]], tests: [], negated: false, fold}};
}
