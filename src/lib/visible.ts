export interface VisibleOptions {
  /** Keeps LF as a line end; else it is shown as a control picture. */
  readonly lines: boolean;
  /** Keeps CR for a reader that overwrites its line; else CRLF is a line end and a lone CR is shown. */
  readonly keepReturn?: boolean;
  /** Keeps TAB for a reader that knows the column; else it is a space. */
  readonly keepTab?: boolean;
  /** Also shows what is dropped from or kept in ordinary text: emoji selectors, skin tones, odd spaces. */
  readonly strict?: boolean;
}

/** Everything that is not an ordinary visible character by itself, combining marks and emoji modifiers included. */
export const NEEDS_CARE =
  /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{M}\p{Emoji_Modifier}]/u;

const HIDDEN = /[\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
const MARK = /\p{M}/u;
const EMOJI = /\p{Emoji}/u;
const ODD_SPACE = /\p{Zs}/u;

/** More marks than any script stacks on one letter would only smear over the rows around it. */
const MARKS_CAP = 6;

export interface Visible {
  text(codePoint: number): void;
  /** Printable ASCII, taken whole. */
  ascii(run: string): void;
  /** Shows what was held back. */
  finish(): void;
}

interface Before {
  emoji: boolean;
  marks: number;
  lineStart: boolean;
  carriageReturn: boolean;
}

/**
 * Shows code points as text without any power over a terminal: controls as control pictures, invisible and reordering
 * characters as `<U+202E>`. C1 never gets here, except in strict use.
 */
export function visible(emit: (text: string) => void, options: VisibleOptions): Visible {
  const before: Before = {emoji: false, marks: 0, lineStart: true, carriageReturn: false};
  const finish = () => {
    if (before.carriageReturn) emit('\u240d');
    before.carriageReturn = false;
  };
  const text = (codePoint: number) => {
    if (before.carriageReturn && codePoint !== 0x0a) finish();
    before.carriageReturn = false;
    if (codePoint < 0xa0) emit(control(codePoint, before, options));
    else emit(beyondAscii(codePoint, before, options));
    before.lineStart = codePoint === 0x0a;
  };
  const ascii = (run: string) => {
    finish();
    before.emoji = EMOJI.test(run.slice(-1));
    before.marks = 0;
    before.lineStart = false;
    emit(run);
  };
  return {text, ascii, finish};
}

function control(codePoint: number, before: Before, options: VisibleOptions): string {
  before.marks = 0;
  before.emoji = false;
  if (codePoint >= 0x20 && codePoint < 0x7f) {
    before.emoji = EMOJI.test(String.fromCharCode(codePoint));
    return String.fromCharCode(codePoint);
  }
  if (codePoint === 0x09 && !options.strict) return options.keepTab ? '\t' : ' ';
  if (codePoint === 0x0a && options.lines) return '\n';
  if (codePoint === 0x0d && options.keepReturn) return '\r';
  if (codePoint === 0x0d && !options.strict) {
    before.carriageReturn = true;
    return '';
  }
  return pictured(codePoint);
}

/** C0 and DEL have pictures in Unicode; C1 has none. */
function pictured(codePoint: number): string {
  if (codePoint < 0x20) return String.fromCharCode(0x2400 + codePoint);
  return codePoint === 0x7f ? '\u2421' : mark(codePoint);
}

function beyondAscii(codePoint: number, before: Before, options: VisibleOptions): string {
  const char = String.fromCodePoint(codePoint);
  const kind = kindOf(codePoint, char);
  if (options.strict && (ODD_SPACE.test(char) || isEmojiDetail(codePoint))) return mark(codePoint);
  // Terminals disagree on the width that selectors and skin tones give to an emoji; without them they agree.
  if (before.emoji && isEmojiDetail(codePoint)) return '';
  if (kind === 'hidden') {
    before.emoji = false;
    before.marks = 0;
    return mark(codePoint);
  }
  if (kind === 'mark') {
    before.marks += 1;
    if (before.marks > MARKS_CAP) return mark(codePoint);
    return before.lineStart ? `\u25cc${char}` : char;
  }
  before.emoji = kind === 'emoji';
  before.marks = 0;
  return char;
}

type Kind = 'hidden' | 'mark' | 'emoji' | 'plain';

const kinds = new Map<number, Kind>();

/** Looked up once for each character: the classes of Unicode are slow to ask. */
function kindOf(codePoint: number, char: string): Kind {
  const known = kinds.get(codePoint);
  if (known !== undefined) return known;
  const kind = judge(char);
  // Hostile text could hold every character there is.
  if (kinds.size < 20_000) kinds.set(codePoint, kind);
  return kind;
}

function judge(char: string): Kind {
  if (HIDDEN.test(char)) return 'hidden';
  if (MARK.test(char)) return 'mark';
  return EMOJI.test(char) ? 'emoji' : 'plain';
}

function isEmojiDetail(codePoint: number): boolean {
  return codePoint === 0xfe0e || codePoint === 0xfe0f || (codePoint >= 0x1f3fb && codePoint <= 0x1f3ff);
}

/** `<U+202E>` */
export function mark(codePoint: number): string {
  return `<U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}>`;
}
