import type {LintFinding} from '../../core/runbook/shelf.js';
import {codeIn} from '../markdown/embedded.js';
import type {Prepared} from '../parse/prepare-document.js';
import {outlineFile, parseRunbook} from '../parse-runbook.js';
import {deadLinks} from './links.js';
import {staleReview} from './review.js';
import {type LintAround, lintStatements, type StatementFinding} from './statements.js';

export interface LintSource {
  readonly file: string;
  readonly root: string;
  readonly text: string;
}

export interface Linting extends LintAround {
  /** Unix ms. */
  readonly now: number;
}

/** Everything in a file that a reader or a runner would trip over, in the order of its lines. */
export function lintFile({file, root, text}: LintSource, linting: Linting): readonly LintFinding[] {
  const {documents} = parseRunbook({file, root, text});
  const findings = [
    ...outlineFile(file, text).documents.flatMap(({prepared}, index) => [
      ...deadLinks(prepared, linting.path).map(link => ({...link, severity: 'error' as const, rule: 'dead-link'})),
      ...(index === 0 ? [...openFence(prepared), ...unreadFront(prepared)] : []),
    ]),
    ...documents.flatMap(document => lintStatements(document, linting)),
    ...documents.flatMap(document => {
      const stale = staleReview(document, linting.now);
      if (stale === undefined) return [];
      return [{line: lineOf(text, stale.key), severity: 'warning' as const, rule: 'stale', message: stale.message}];
    }),
  ];
  return once(findings)
    .sort((a, b) => a.line - b.line)
    .map(finding => ({file: linting.path, shown: file, ...finding}));
}

/** A fence that the end of the file closes has swallowed what was to come after it. */
function openFence({sections, lines}: Prepared): readonly StatementFinding[] {
  const code = sections.flatMap(({nodes}) => nodes.flatMap(codeIn));
  const open = code.filter(
    ({fenced, from, to, content}) => fenced && to - from - 1 === content.length && to >= lines.length - 1,
  );
  return open.slice(-1).map(({from}) => ({
    line: lines[from]?.at ?? 1,
    severity: 'error',
    rule: 'open-fence',
    message: 'this fence is never closed',
  }));
}

/** Its title, its folder and its shell are then those of a file without any. */
function unreadFront({trouble}: Prepared): readonly StatementFinding[] {
  if (trouble === undefined) return [];
  return [{line: 1, severity: 'error', rule: 'front-matter', message: `the front matter cannot be read: ${trouble}`}];
}

/** Commands that are not there are said once for a file. */
function once(findings: readonly StatementFinding[]): StatementFinding[] {
  const keys = findings.map(({line, rule, message}) =>
    rule === 'no-command' ? message : `${line} ${rule} ${message}`,
  );
  return findings.filter((_, index) => keys.indexOf(keys[index] ?? '') === index);
}

function lineOf(text: string, key: string): number {
  const index = text.split(/\r\n|\r|\n/).findIndex(line => line.includes(key));
  return Math.max(0, index) + 1;
}
