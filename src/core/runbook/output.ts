import type {OutputLine} from './run.js';

/** The newest lines of what a run says; the file has all of it. Not a fact: gone with the process. */
export interface RunOutput {
  /** Number of the first line that is kept, from 0. */
  readonly first: number;
  readonly lines: readonly string[];
}

/** How many lines of one run the screen can scroll back. */
const KEPT_LINES = 2_000;

export const NO_OUTPUT: RunOutput = {first: 0, lines: []};

/** The output after these lines; one that comes again with the same number replaces what it was. */
export function withLines(output: RunOutput, added: readonly OutputLine[]): RunOutput {
  const lines = [...output.lines];
  let {first} = output;
  for (const {index, text} of added) {
    if (index < first) continue;
    if (index > first + lines.length) {
      // Some were left out on the way: what is shown stays one piece.
      lines.length = 0;
      first = index;
    }
    lines[index - first] = text;
  }
  const extra = Math.max(0, lines.length - KEPT_LINES);
  return {first: first + extra, lines: extra === 0 ? lines : lines.slice(extra)};
}

/** The last whole lines of the output: as many as it takes for so many characters. */
export function lastOf(output: RunOutput, size: number): RunOutput {
  let room = size;
  let from = output.lines.length;
  while (from > 0 && room > 0) {
    from -= 1;
    room -= (output.lines[from]?.length ?? 0) + 1;
  }
  return {first: output.first + from, lines: output.lines.slice(from)};
}

/** The end of the output as one text of at most `bytes` characters, whole lines, with a word on what is missing. */
export function excerptOf(output: RunOutput, limit: number): string {
  const kept: string[] = [];
  let size = 0;
  let at = output.lines.length;
  while (at > 0) {
    const line = output.lines[at - 1] ?? '';
    if (size + line.length + 1 > limit) break;
    kept.unshift(line);
    size += line.length + 1;
    at -= 1;
  }
  const missing = output.first + at;
  if (kept.length === 0 && output.lines.length > 0) return `… ${(output.lines.at(-1) ?? '').slice(-limit)}`;
  return missing === 0 ? kept.join('\n') : [`… ${missing} earlier lines`, ...kept].join('\n');
}
