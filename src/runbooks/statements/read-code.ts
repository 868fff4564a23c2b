import type {StatementHints} from '../../core/runbook/document.js';
import type {CodeNode} from '../markdown/nodes.js';
import type {SourceLine} from '../markdown/source-lines.js';
import {type CodeLine, type Piece, pieceOf} from './code-line.js';
import {markInnerShells} from './inner-shell.js';
import {firstWord, isCommandWord, looksLikeCommand} from './known-commands.js';
import {type CodeUse, useOf} from './languages.js';
import {readSession} from './prompts.js';
import {foreignInterpreter, readFenceInfo} from './runme-attributes.js';
import {splitShell} from './split-shell.js';
import {splitSql} from './sql.js';
import {markWarnings} from './warnings.js';

const SQL_SHOWN = 'SQL is shown and copied, never run from here';

/** Code as pieces of which each line that is not blank is in one. */
export interface ReadCode {
  readonly language: string;
  readonly hints: StatementHints;
  readonly pieces: readonly Piece[];
}

export interface CodeAround {
  /** Prose between the step before and this code. */
  readonly prose: string;
  /** The heading of its section. */
  readonly title: string;
  /** That prose announces output. */
  readonly expectsOutput: boolean;
}

/** Takes code apart into what can run, what is its output, and what is only shown. */
export function readCode(code: CodeNode, lines: readonly SourceLine[], around: CodeAround): ReadCode {
  const info = readFenceInfo(code.info);
  const own = code.content.map((text, index) => ({text, at: lines[code.start + index]?.at ?? 1}));
  // What is meant for another program is that one's language, whatever the fence is called.
  const language = foreignInterpreter(info.hints.interpreter) ?? info.language;
  const pieces = piecesOf(own, useOf(language), around);
  const marked = markInnerShells(markWarnings(pieces, around));
  return {language, hints: info.hints, pieces: info.ignored ? marked.map(ignored) : marked};
}

function piecesOf(lines: readonly CodeLine[], use: CodeUse, {expectsOutput}: CodeAround): readonly Piece[] {
  switch (use) {
    case 'sql':
      return splitSql(lines, SQL_SHOWN);
    case 'shell':
      return sessionPieces(lines, false) ?? splitShell(lines);
    case 'session':
      return sessionPieces(lines, true) ?? withoutPrompts(lines);
    case 'unlabelled':
      return expectsOutput ? pieceOf('output', lines) : unlabelled(lines);
    case 'output':
      return pieceOf('output', lines);
    default:
      return pieceOf('shown', lines);
  }
}

function sessionPieces(lines: readonly CodeLine[], console: boolean): readonly Piece[] | undefined {
  return readSession(lines, console)?.flatMap(part =>
    part.kind === 'command' ? splitShell(part.lines) : pieceOf('output', part.lines),
  );
}

/** A console without prompts is commands if its first line is one, and output otherwise. */
function withoutPrompts(lines: readonly CodeLine[]): readonly Piece[] {
  const first = lines.find(({text}) => text.trim() !== '' && !/^\s*#/.test(text));
  const runs = first !== undefined && looksLikeCommand(first.text);
  return runs ? splitShell(lines) : pieceOf('output', lines);
}

/** Commands only where the first word is one and bash reads everything. */
function unlabelled(lines: readonly CodeLine[]): readonly Piece[] {
  const session = sessionPieces(lines, false);
  if (session !== undefined) return session;
  const first = lines.find(({text}) => text.trim() !== '' && !/^\s*#/.test(text));
  if (first === undefined) return pieceOf('shown', lines);
  const pieces = splitShell(lines);
  const statements = pieces.filter(piece => piece.kind === 'statement');
  const runs =
    (looksLikeCommand(first.text) || (/^\w+=/.test(first.text) && statements.length > 1)) &&
    statements.every(({notRunnable}) => notRunnable === undefined) &&
    statements.some(({text}) => isCommandWord(firstWord(text)) || looksLikeCommand(text));
  return runs ? pieces : pieceOf('shown', lines);
}

function ignored(piece: Piece): Piece {
  return piece.kind === 'statement'
    ? {...piece, notRunnable: piece.notRunnable ?? 'its fence says not to run it'}
    : piece;
}
