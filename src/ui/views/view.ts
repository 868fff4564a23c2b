import type {ReactNode} from 'react';

export interface ViewProps {
  /** Lines it has. */
  readonly height: number;
}

/** What draws a view. Its keys are in `views/keys.ts`, so that they can be read without drawing. */
export type View = (props: ViewProps) => ReactNode;
