import {plainWords} from '../markdown/inline.js';
import {repairMojibake} from '../markdown/mojibake.js';
import type {Piece, StatementPiece} from './code-line.js';

/** Words in a comment that ask for care. */
const CARE =
  /\bdo(?:n['’]?t| not|es not) (?:use|run)\b|\bnever\b|\bdanger(?:ous)?\b|\bcritical\b|\bcaution\b|\birreversible\b|(?<!\b(?:zero|no|without|avoids?)[ -])\bdown-?time\b|\bdata[ -]?loss\b|\bdestructive\b|\bcannot be undone\b/i;
const FORBIDDEN = /\b(?:do(?:n['’]?t| not)) (?:use|run)\b/i;
/** Prose says `never` and `critical` all the time; these it says for a reason. */
const CARE_IN_PROSE =
  /\bdo(?:n['’]?t| not) (?:use|run)\b|\bdanger(?:ous)?\b|\bcaution\b|\birreversible\b|(?<!\b(?:zero|no|without|avoids?)[ -])\bdown-?time\b|\bdata[ -]?loss\b|\bdestructive\b|\bcannot be undone\b|\bwarning\b/i;

/** Words beside a command in the same item: there `never` and `critical` count where they are meant for whoever runs it. */
const CARE_BESIDE = new RegExp(
  String.raw`${CARE_IN_PROSE.source}|\bnever\s+(?:\w+ly\s+)?(?:do|run|use|execute|call|try|apply|type|issue|start|copy|paste)\b|^\W*never\b|(?:\*\*|__|[*_])\W*(?:never|critical)\b`,
  'i',
);
/** A heading names its matter: `Warning alerts` is one, `Warning: ...` warns. */
const CARE_IN_TITLE =
  /\bdo(?:n['’]?t| not) (?:use|run)\b|\bnever\s+(?:\w+ly\s+)?(?:do|run|use|execute|apply)\b|\bdanger(?:ous)?\b|\bcaution\b|\birreversible\b|\b(?:causes?|with|brief|some|expect) down-?time\b|(?<!\b(?:no|without|avoids?|prevents?|possible|suspected)[ -])\bdata[ -]?loss\b|\bdestructive\b|\bcannot be undone\b|^\W*(?:warning|critical|attention)\W*[:!–—-]/i;
const SHOUTED = /\b(?:NEVER|CRITICAL)\b/;

/** Marks a command that stands as inline code in a text: what the text warns of, and what it says not to run. */
export function warnedBeside<T extends Pick<StatementPiece, 'notRunnable' | 'warning'>>(command: T, text: string): T {
  const warning = command.warning ?? sentenceWith(text, CARE_BESIDE) ?? sentenceWith(text, SHOUTED);
  const forbidden = sentenceWith(text, FORBIDDEN);
  const why = command.notRunnable ?? (forbidden === undefined ? undefined : `its author says: ${forbidden}`);
  return {
    ...command,
    ...(warning === undefined ? {} : {warning}),
    ...(why === undefined ? {} : {notRunnable: why}),
  };
}

/** Marks code in an item of a list whose text warns. */
export function warnedAbove<T extends Pick<StatementPiece, 'warning'>>(code: T, text: string): T {
  const warning = code.warning ?? sentenceWith(text, CARE_BESIDE) ?? sentenceWith(text, SHOUTED);
  return warning === undefined ? code : {...code, warning};
}

/** What stands above code. */
export interface Above {
  readonly prose: string;
  /** The heading of its section. */
  readonly title: string;
}

/**
 * Marks statements whose comments warn, or the prose or the heading above their code. What a comment says not to run is
 * shown only. A comment holds for the statements below it up to a blank line or the next comment.
 */
export function markWarnings(pieces: readonly Piece[], {prose, title}: Above): readonly Piece[] {
  const general = sentenceWith(prose, CARE_IN_PROSE) ?? (CARE_IN_TITLE.test(title) ? title : undefined);
  let above = '';
  return pieces.map(piece => {
    if (piece.kind !== 'statement') return piece;
    if (piece.comment !== '' || piece.apart) above = piece.comment;
    return marked(piece, `${above}\n${commentsIn(piece.text)}`, general);
  });
}

function marked(piece: StatementPiece, comments: string, general: string | undefined): StatementPiece {
  const warning = lineWith(comments, CARE) ?? general;
  const forbidden = lineWith(comments, FORBIDDEN);
  const why = piece.notRunnable ?? (forbidden === undefined ? undefined : `its author says: ${forbidden}`);
  return {
    ...piece,
    ...(warning === undefined ? {} : {warning}),
    ...(why === undefined ? {} : {notRunnable: why}),
  };
}

function lineWith(text: string, pattern: RegExp): string | undefined {
  const line = text.split('\n').find(each => pattern.test(each));
  return line === undefined ? undefined : repairMojibake(line.replace(/^[\s#-]+/, '').trim());
}

function sentenceWith(prose: string, pattern: RegExp): string | undefined {
  const found = prose.split(/(?<=[.!?])\s+|\n\s*\n/).find(sentence => pattern.test(sentence));
  return found === undefined ? undefined : repairMojibake(plainWords(found));
}

function commentsIn(text: string): string {
  return (text.match(/(?:^|\s)#[^\n]*/g) ?? []).join('\n');
}
