import type {Context} from './contexts.js';

/** Nothing in it means anything to any shell, quoted or not. */
const PLAIN = /^[A-Za-z0-9_.:/@%+,=-]+$/;

export function isPlain(value: string): boolean {
  return PLAIN.test(value);
}

/** Plain, and nothing in it would set a variable where bash computes with it later. */
const HARMLESS = /^[A-Za-z0-9_.:/@-]+$/;

/** Whether a value may be kept in a variable: whatever a later statement does with it, it runs nothing. */
export function isHarmless(value: string): boolean {
  return HARMLESS.test(value) && !value.includes('--');
}

/** The value as it has to be written in its context; undefined where it cannot stand there at all. */
export function quoted(value: string, context: Context): string | undefined {
  switch (context) {
    case 'bare':
      return isPlain(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
    case 'single':
      return value.replaceAll("'", "'\\''");
    case 'double':
      return value.replace(/["$`\\]/g, '\\$&');
    case 'heredoc':
      return value.replace(/[$`\\]/g, '\\$&');
    case 'comment':
    case 'literal-heredoc':
      return value;
    case 'arithmetic':
      return /^\d+$/.test(value) ? value : undefined;
    default:
      return isPlain(value) ? value : undefined;
  }
}
