import {type CodeLine, isWritten, type Piece, rangeOf, textOf} from './code-line.js';

const VERB =
  /^\s*(?:SELECT|INSERT\s+INTO|UPDATE|DELETE\s+FROM|ALTER|CREATE|DROP|TRUNCATE|WITH|GRANT|REVOKE|VACUUM|ANALYZE|EXPLAIN|REINDEX|SHOW|SET|USE|BEGIN|COMMIT|ROLLBACK|DESCRIBE|CALL)(?:\s|;|$)/;

/** Whether a line begins a statement of SQL: its verb in upper case, as no command is written. */
export function beginsSql(text: string): boolean {
  return VERB.test(text);
}

/** How many lines the statement of SQL takes that begins at an index: up to `;`, a blank line or a comment of a shell. */
export function sqlLength(lines: readonly CodeLine[], from: number): number {
  for (let index = from; index < lines.length; index++) {
    const text = lines[index]?.text ?? '';
    if (index > from && (text.trim() === '' || /^\s*#/.test(text))) return index - from;
    if (/;\s*(?:--.*|#.*)?$/.test(text)) return index - from + 1;
  }
  return lines.length - from;
}

/** A fence of SQL as statements that are shown and copied; their comments stay with them. */
export function splitSql(lines: readonly CodeLine[], why: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let begun: CodeLine[] = [];
  const end = () => {
    const from = begun.findIndex(isWritten);
    if (from >= 0) {
      const own = begun.slice(from, begun.findLastIndex(isWritten) + 1);
      const code = own.findIndex(line => isWritten(line) && !/^\s*--/.test(line.text));
      pieces.push(
        code < 0
          ? {kind: 'shown', text: textOf(own), lines: rangeOf(own)}
          : {
              kind: 'statement',
              text: textOf(own.slice(code)),
              comment: textOf(own.slice(0, code)),
              lines: rangeOf(own),
              notRunnable: why,
              apart: true,
            },
      );
    }
    begun = [];
  };
  for (const line of lines) {
    begun.push(line);
    if (/;\s*(?:--.*)?$/.test(line.text) && !/^\s*--/.test(line.text)) end();
  }
  end();
  return pieces;
}
