/** A hole in a statement that has to get a value before it may run. */
export interface Placeholder {
  /** As written: `<pod-name>`, `{{ $labels.pod }}`, `YOUR_KEY`, `$POD`. */
  readonly raw: string;
  /** Normalised, for looking it up: `pod`. */
  readonly name: string;
  readonly kind: 'angle' | 'template' | 'dummy' | 'variable';
  /** Offset in the statement's text, and the first after it. */
  readonly range: readonly [from: number, to: number];
  /** `<dev|prod>`. */
  readonly choices?: readonly string[];
  /** Its name says that the value is a secret: masked wherever it is shown. */
  readonly secret: boolean;
}

/** Where a value came from, said beside it. */
export type ValueSource =
  | {readonly kind: 'label' | 'annotation' | 'environment'; readonly name: string}
  | {readonly kind: 'earlier' | 'operator'};

export interface FilledValue {
  readonly placeholder: string;
  readonly value: string;
  readonly source: ValueSource;
  readonly secret: boolean;
}

/** The exact string that would run, or why there is none. */
export type Filling =
  | {
      readonly ok: true;
      readonly text: string;
      readonly values: readonly FilledValue[];
      /** Variables the statement refers to and the runner has to set. */
      readonly env: Readonly<Record<string, string>>;
      /** A value that may be taken for something else: leading dash, blanks, wildcard. */
      readonly warnings: readonly string[];
    }
  | {readonly ok: false; readonly missing: readonly Placeholder[]; readonly refusals: readonly string[]};
