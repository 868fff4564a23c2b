import {mark} from './visible.js';

const ORDINARY = /^[ -;=-~]*$/;
/** What is never shown as it is: controls, the pictures that stand for them, and what cannot be seen. */
const NEVER =
  /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Emoji_Modifier}\u2400-\u2421]/u;
const ODD_SPACE = /(?! )\p{Zs}/u;
const COMBINING = /\p{M}/u;
const LOOKS_ENCODED = /^<U\+[0-9A-F]{4,6}>/;
const ENCODED = /<U\+([0-9A-F]{4,6})>|[\u2400-\u2421]/g;
/** More marks than any script stacks on one letter would only smear over the rows around it. */
const MARKS_CAP = 6;

/**
 * Remote text that has to be given back as it was, such as the value of a label: different texts stay different, and
 * {@link decodeExact} is the way back. Controls are shown as control pictures, everything invisible as `<U+202E>`. Safe
 * to print anywhere, and unchanged by `plainText`.
 */
export function exactText(text: string): string {
  if (ORDINARY.test(text)) return text;
  let out = '';
  let marks = 0;
  for (let at = 0; at < text.length; ) {
    const codePoint = text.codePointAt(at) ?? 0;
    const char = String.fromCodePoint(codePoint);
    const combining = COMBINING.test(char);
    marks = combining ? marks + 1 : 0;
    const smears = combining && (at === 0 || marks > MARKS_CAP);
    const said = char === '<' && LOOKS_ENCODED.test(text.slice(at, at + 10));
    out += smears || said || NEVER.test(char) || ODD_SPACE.test(char) ? shown(codePoint) : char;
    at += char.length;
  }
  return out;
}

/** The text that {@link exactText} showed. */
export function decodeExact(text: string): string {
  return text.replace(ENCODED, (picture, hex: string | undefined) => {
    if (hex === undefined) return picture === '\u2421' ? '\u007f' : String.fromCharCode(picture.charCodeAt(0) - 0x2400);
    const codePoint = Number.parseInt(hex, 16);
    return codePoint > 0x10ffff ? picture : String.fromCodePoint(codePoint);
  });
}

function shown(codePoint: number): string {
  if (codePoint < 0x20) return String.fromCharCode(0x2400 + codePoint);
  return codePoint === 0x7f ? '\u2421' : mark(codePoint);
}
