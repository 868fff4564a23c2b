import type {SpokenLines} from '../../core/screen.js';
import {cells} from '../../lib/cells.js';

/** The last line, which stays open while something is typed. */
export interface Prompt {
  /** Says lines; what is being typed follows, as a shell would echo it. */
  say(said: readonly string[], typed: string | undefined): void;
  close(): void;
}

const MARK = '> ';

export function openPrompt(lines: SpokenLines): Prompt {
  let shown: string | undefined;
  const close = () => {
    if (shown !== undefined) lines.write('\n');
    shown = undefined;
  };
  return {
    say(said, typed) {
      if (said.length > 0 || typed === undefined) close();
      for (const line of said) lines.write(`${line}\n`);
      if (typed === undefined || typed === shown) return;
      lines.write(shown === undefined ? MARK + typed : changeOf(shown, typed));
      shown = typed;
    },
    close,
  };
}

/** What was typed more, or as many steps back as letters went; anything else is told anew. */
function changeOf(before: string, after: string): string {
  if (after.startsWith(before)) return after.slice(before.length);
  if (!before.startsWith(after)) return `\n${MARK}${after}`;
  return '\b \b'.repeat(cells(before.slice(after.length)));
}
