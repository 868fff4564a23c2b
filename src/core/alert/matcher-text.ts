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
const ESCAPE = /\\(?:[abfnrtv\\"]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[0-3][0-7]{2}|[\s\S]?)/g;

/** Undoes the escapes of a Go string, as the newer grammar has them; undefined where one is not known. */
export function goUnquote(text: string): string | undefined {
  let isKnown = true;
  const plain = text.replace(ESCAPE, escaped => {
    const char = goEscape(escaped.slice(1));
    isKnown &&= char !== undefined;
    return char ?? '';
  });
  return isKnown ? plain : undefined;
}

/** What stands behind the backslash, in hex, octal or as a letter. */
function goEscape(text: string): string | undefined {
  if (text.length <= 1) return SIMPLE[text];
  const isHex = /^[xuU]/.test(text);
  const code = Number.parseInt(isHex ? text.slice(1) : text, isHex ? 16 : 8);
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
