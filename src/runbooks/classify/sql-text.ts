/** One statement of SQL without its comments; texts in quotes are empty in `code`. */
export interface SqlStatement {
  readonly code: string;
  /** What stood in single quotes and in dollar quotes. */
  readonly literals: readonly string[];
}

/** How a server reads quotes and comments. */
interface Dialect {
  /** A backslash takes the meaning of the quote behind it. */
  readonly backslash: RegExp;
  readonly comment: RegExp;
  /** Comments inside comments count. */
  readonly nests: (depth: number) => number;
}

const MYSQL: Dialect = {backslash: /^(?:["'])/, comment: /^(?:--(?=\s|$)|#)/, nests: () => 1};
const STANDARD: Dialect = {backslash: /^(?!)/, comment: /^--/, nests: depth => depth + 1};

/** The statements of a text as each of the servers that we know would read them. */
export function sqlReadings(text: string): readonly (readonly SqlStatement[])[] {
  return [MYSQL, STANDARD].map(dialect => statementsOf(withHidden(text), dialect));
}

/** MySQL runs what stands in `/*! ... *\/`: it is no comment. */
function withHidden(text: string): string {
  return text.replace(/\/\*M?!\d*([\s\S]*?)(?:\*\/|$)/g, ' $1 ');
}

interface Reading {
  readonly done: SqlStatement[];
  code: string;
  literals: string[];
}

function statementsOf(text: string, dialect: Dialect): readonly SqlStatement[] {
  const reading: Reading = {done: [], code: '', literals: []};
  for (let at = 0; at < text.length; ) at = take(text, at, {reading, dialect});
  close(reading);
  return reading.done;
}

interface Taking {
  readonly reading: Reading;
  readonly dialect: Dialect;
}

/** Takes the next token and answers where the one after it begins. */
function take(text: string, at: number, {reading, dialect}: Taking): number {
  const rest = text.slice(at, at + 4096);
  const char = text[at] ?? '';
  if (char === '\\') return takeMeta(text, at, reading);
  if (char === "'" || char === '"' || char === '`') return takeQuoted(text, at, {reading, dialect});
  const tag = /^\$(?:[A-Za-z_]\w*)?\$/.exec(rest)?.[0];
  if (tag !== undefined) {
    const end = text.indexOf(tag, at + tag.length);
    reading.literals.push(text.slice(at + tag.length, end < 0 ? undefined : end));
    reading.code += "''";
    return end < 0 ? text.length : end + tag.length;
  }
  if (dialect.comment.test(rest)) return endOf(text, at, '\n');
  if (rest.startsWith('/*')) return behindComment(text, at, dialect);
  if (char === ';') {
    close(reading);
    return at + 1;
  }
  reading.code += char;
  return at + 1;
}

function takeQuoted(text: string, at: number, {reading, dialect}: Taking): number {
  const quote = text[at] ?? '';
  const escapes = dialect.backslash.test(quote) || (quote === "'" && /(?:^|[^\w])[eE]$/.test(reading.code.slice(-2)));
  const end = closing(text, at + 1, {quote, escapes});
  const inner = text.slice(at + 1, end);
  if (quote === "'") reading.literals.push(inner.replaceAll("''", "'"));
  reading.code += quote === "'" ? "''" : `"${inner}"`;
  return end + 1;
}

function closing(text: string, from: number, {quote, escapes}: Quoting): number {
  for (let at = from; at < text.length; at++) {
    const isPair = text[at] === quote && text[at + 1] === quote;
    if (isPair || (escapes && text[at] === '\\')) at += 1;
    else if (text[at] === quote) return at;
  }
  return text.length;
}

interface Quoting {
  readonly quote: string;
  readonly escapes: boolean;
}

/** A command of psql ends with its line, or where the next one begins. */
function takeMeta(text: string, at: number, reading: Reading): number {
  const end = endOf(text, at, '\n');
  close(reading);
  for (const part of text.slice(at, end).split(/\s(?=\\\w)|\\\\/)) {
    reading.code += part;
    close(reading);
  }
  return end;
}

function behindComment(text: string, from: number, {nests}: Dialect): number {
  let depth = 1;
  let at = from + 2;
  for (; at < text.length && depth > 0; at++) {
    if (text.startsWith('*/', at)) {
      depth -= 1;
      at += 1;
    } else if (text.startsWith('/*', at)) {
      depth = nests(depth);
      at += 1;
    }
  }
  return at;
}

function endOf(text: string, from: number, mark: string): number {
  const end = text.indexOf(mark, from);
  return end < 0 ? text.length : end;
}

function close(reading: Reading): void {
  const code = reading.code.trim();
  if (code !== '') reading.done.push({code, literals: reading.literals});
  reading.code = '';
  reading.literals = [];
}
