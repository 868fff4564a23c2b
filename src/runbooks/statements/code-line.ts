import type {Lines} from '../../core/runbook/document.js';

/** A line of code and its number in the file. */
export interface CodeLine {
  readonly text: string;
  readonly at: number;
}

/** Lines of code that belong together, before a document gives them names. */
export type Piece =
  | {
      readonly kind: 'statement';
      readonly text: string;
      readonly comment: string;
      readonly lines: Lines;
      readonly notRunnable?: string;
      readonly warning?: string;
      /** A blank line is above it. */
      readonly apart: boolean;
    }
  | {readonly kind: 'shown' | 'output'; readonly text: string; readonly lines: Lines};

export type StatementPiece = Extract<Piece, {readonly kind: 'statement'}>;

/** The lines from the first to the last that is not blank, or nothing where all are. */
export function pieceOf(kind: 'shown' | 'output', lines: readonly CodeLine[]): readonly Piece[] {
  const from = lines.findIndex(isWritten);
  if (from < 0) return [];
  const own = lines.slice(from, lines.findLastIndex(isWritten) + 1);
  return [{kind, text: textOf(own), lines: rangeOf(own)}];
}

export function textOf(lines: readonly CodeLine[]): string {
  return lines.map(({text}) => text).join('\n');
}

export function rangeOf(lines: readonly CodeLine[]): Lines {
  const first = lines[0]?.at ?? 1;
  return [first, lines.at(-1)?.at ?? first];
}

export function isWritten({text}: CodeLine): boolean {
  return text.trim() !== '';
}
