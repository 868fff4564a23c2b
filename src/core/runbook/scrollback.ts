import type {OutputLine} from './run.js';

/** How many lines of the beginning and of the end are kept. */
export interface ScrollbackSize {
  readonly head: number;
  readonly tail: number;
}

/** The part of a run's output that is kept to be looked at, in order; gaps are lines with `leftOut`. */
export interface Scrollback {
  readonly head: readonly OutputLine[];
  readonly tail: readonly OutputLine[];
  /** Lines between the two that are in the file only. */
  readonly between: number;
}

export const EMPTY_SCROLLBACK: Scrollback = {head: [], tail: [], between: 0};

const SIZE: ScrollbackSize = {head: 200, tail: 2_000};

/** Adds what an `output` event brought: new lines, and the newest state of the last one. */
export function scrolled(before: Scrollback, lines: readonly OutputLine[], size: ScrollbackSize = SIZE): Scrollback {
  let {head, tail} = before;
  const room = before.between === 0 && tail.length === 0 ? size.head - head.length : 0;
  const first = lines[0]?.index ?? 0;
  if (room > 0 || (tail.length === 0 && head.at(-1)?.index === first)) {
    const joined = replaced(head, lines);
    head = joined.slice(0, size.head);
    tail = joined.slice(size.head);
  } else tail = replaced(tail, lines);
  const dropped = tail.slice(0, Math.max(0, tail.length - size.tail));
  const between = dropped.reduce((sum, line) => sum + (line.leftOut ?? 1), before.between);
  return {head, tail: dropped.length === 0 ? tail : tail.slice(dropped.length), between};
}

/** All of it as one list, the gap as a line that stands for what is left out. */
export function linesOf({head, tail, between}: Scrollback): readonly OutputLine[] {
  if (between === 0) return [...head, ...tail];
  const last = head.at(-1);
  const from = last === undefined ? 0 : last.index + (last.leftOut ?? 1);
  return [...head, {index: from, text: '', leftOut: between}, ...tail];
}

/** The last line may come again, changed. */
function replaced(kept: readonly OutputLine[], lines: readonly OutputLine[]): readonly OutputLine[] {
  const again = kept.at(-1)?.index === lines[0]?.index;
  return [...(again ? kept.slice(0, -1) : kept), ...lines];
}
