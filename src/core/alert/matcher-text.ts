/** Undoes the escapes of Alertmanager's older grammar: `\n`, `\"` and `\\`; any other backslash stands for itself. */
export function unescapeValue(text: string): string {
  return text.replace(/\\([\s\S])/g, (whole, char: string) => {
    if (char === 'n') return '\n';
    return char === '"' || char === '\\' ? char : whole;
  });
}

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
};
const ESCAPE = /\\(?:([abfnrtv\\"])|x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([0-3][0-7]{2})|([\s\S]?))/g;

/** Undoes the escapes of a Go string, as the newer grammar has them; undefined where one is not known. */
export function goUnquote(text: string): string | undefined {
  let isKnown = true;
  const plain = text.replace(ESCAPE, (_whole, simple?: string, hex?: string, short?: string, long?: string, octal?: string) => {
    if (simple !== undefined) return SIMPLE[simple] ?? simple;
    const code = octal === undefined ? Number.parseInt(hex ?? short ?? long ?? '', 16) : Number.parseInt(octal, 8);
    if (code >= 0 && code <= 0x10ffff) return String.fromCodePoint(code);
    isKnown = false;
    return '';
  });
  return isKnown ? plain : undefined;
}
