/** One matcher in Alertmanager's shape; `isEqual` is false for `!=` and `!~`. */
export interface Matcher {
  readonly name: string;
  readonly value: string;
  readonly isRegex: boolean;
  readonly isEqual: boolean;
}
