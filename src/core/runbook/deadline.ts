import type {RunbookDocument} from './document.js';

/** When a runbook wants somebody else to be called, counted from when its walk was opened, ms. */
export interface RunbookDeadline {
  readonly after: number;
  readonly to: string;
}

/** The first deadline that a document sets; whom it wants at once needs no timer. */
export function firstDeadline({escalations}: RunbookDocument): RunbookDeadline | undefined {
  let first: RunbookDeadline | undefined;
  for (const {after = 0, to} of escalations) {
    if (after > 0 && (first === undefined || after < first.after)) first = {after, to};
  }
  return first;
}
