import stringWidth from 'string-width';

const ASCII = /^[ -~]*$/;
const UNMEASURED = 255;
const ZERO = /[\p{Mn}\p{Me}\p{Cf}\p{Cc}\p{Cs}]/u;
const EMOJI = /\p{Emoji}/u;
const EMOJI_BY_DEFAULT = /\p{Emoji_Presentation}/u;
const UNSURE = /[\p{M}\p{Emoji}\u1160-\u11ff]/u;

const pages = new Map<number, Uint8Array>();

/** How many terminal cells a text takes that has passed the text filter; line ends count nothing. */
export function cells(text: string): number {
  if (ASCII.test(text)) return text.length;
  let width = 0;
  for (let at = 0; at < text.length; ) {
    const codePoint = text.codePointAt(at) ?? 0;
    width += cellsOf(codePoint);
    at += codePoint > 0xffff ? 2 : 1;
  }
  return width;
}

/** 0, 1 or 2, as terminals that draw one code point after the other count. */
export function cellsOf(codePoint: number): number {
  if (codePoint < 0x7f) return codePoint < 0x20 ? 0 : 1;
  let page = pages.get(codePoint >> 8);
  if (page === undefined) {
    page = new Uint8Array(256).fill(UNMEASURED);
    pages.set(codePoint >> 8, page);
  }
  const known = page[codePoint & 255] ?? UNMEASURED;
  if (known !== UNMEASURED) return known;
  const measured = measure(codePoint);
  page[codePoint & 255] = measured;
  return measured;
}

/** True for what terminals draw in different widths: after it, nobody knows where the cursor is. */
export function isUnsureWidth(codePoint: number): boolean {
  return codePoint > 0x7e && UNSURE.test(String.fromCodePoint(codePoint));
}

/** At most `width` cells of `text`; where it is longer, `…` stands for what is missing. */
export function cut(text: string, width: number, where: 'end' | 'start' | 'middle' = 'end'): string {
  if (text.length <= width && ASCII.test(text)) return text;
  if (cells(text) <= width) return text;
  if (width < 1) return '';
  const room = width - 1;
  if (where === 'end') return `${headOf(text, room)}…`;
  if (where === 'start') return `…${tail(text, room)}`;
  return `${headOf(text, Math.ceil(room / 2))}…${tail(text, Math.floor(room / 2))}`;
}

/** `text` with spaces up to `width` cells; longer text stays as it is. */
export function pad(text: string, width: number, side: 'end' | 'start' = 'end'): string {
  const missing = width - cells(text);
  if (missing <= 0) return text;
  return side === 'end' ? text + ' '.repeat(missing) : ' '.repeat(missing) + text;
}

/** The longest beginning of `text` that takes at most `room` cells. */
export function headOf(text: string, room: number): string {
  let used = 0;
  let at = 0;
  while (at < text.length) {
    const codePoint = text.codePointAt(at) ?? 0;
    used += cellsOf(codePoint);
    if (used > room) break;
    at += codePoint > 0xffff ? 2 : 1;
  }
  return text.slice(0, at);
}

function tail(text: string, room: number): string {
  let used = 0;
  let from = text.length;
  for (let at = text.length; at > 0; ) {
    at -= isLowSurrogate(text.charCodeAt(at - 1)) && at > 1 ? 2 : 1;
    const width = cellsOf(text.codePointAt(at) ?? 0);
    used += width;
    if (used > room) break;
    // A mark without its letter would land on the ellipsis.
    if (width > 0) from = at;
  }
  return text.slice(from);
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** `string-width` takes every emoji for two cells; terminals do so only for those that are emoji by default. */
function measure(codePoint: number): number {
  const char = String.fromCodePoint(codePoint);
  if (ZERO.test(char)) return 0;
  if (!EMOJI.test(char) || isSquaredWord(codePoint)) return isPlainlyNarrow(codePoint) ? 1 : stringWidth(char);
  return EMOJI_BY_DEFAULT.test(char) && !isRegionalIndicator(codePoint) ? 2 : 1;
}

/** Letters of the West, punctuation, arrows, lines and shapes: the first call of `string-width` takes long. */
function isPlainlyNarrow(codePoint: number): boolean {
  return (
    codePoint < 0x1100 ||
    (codePoint >= 0x2010 && codePoint < 0x2065) ||
    (codePoint >= 0x2100 && codePoint < 0x2329) ||
    (codePoint >= 0x232b && codePoint < 0x2630)
  );
}

/** Wide before they became emoji: `〰`, `㊙`, `🈂`. */
function isSquaredWord(codePoint: number): boolean {
  return (codePoint >= 0x3000 && codePoint < 0x3400) || (codePoint >= 0x1f200 && codePoint < 0x1f300);
}

/** Two of them make a flag of two cells. */
function isRegionalIndicator(codePoint: number): boolean {
  return codePoint >= 0x1f1e6 && codePoint <= 0x1f1ff;
}
